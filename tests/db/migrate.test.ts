import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { DatabaseProblem } from '../../src/db/problem.ts';
import { openWire } from '../support/cut-wire.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { makeDirectory } from '../support/directory.ts';

let database: TestDatabase;
let client: Client;
let directory: Awaited<ReturnType<typeof makeDirectory>>;
let folders = 0;

beforeAll(async () => {
  directory = await makeDirectory();
});
beforeEach(async () => {
  database = await createDatabase({ empty: true });
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});
afterAll(() => directory.remove());

interface Step {
  readonly when: number;
  readonly sql: string;
}

/** A migrations folder as drizzle-kit writes it. */
async function folderOf(...steps: Step[]): Promise<string> {
  const folder = join(directory.path, `migrations-${folders++}`);
  await mkdir(join(folder, 'meta'), { recursive: true });
  const entries = steps.map(({ when }, idx) => ({ idx, version: '7', when, tag: `step_${when}`, breakpoints: true }));
  for (const { when, sql } of steps) await writeFile(join(folder, `step_${when}.sql`), sql);
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
  return folder;
}

const first = { when: 10, sql: 'create table one (n int);--> statement-breakpoint\ninsert into one values (1);' };
const second = { when: 20, sql: 'insert into one values (2);' };
const third = { when: 30, sql: 'create table three (n int);' };

const numbers = async () => (await client.query<{ n: number }>('select n from one order by n')).rows.map(({ n }) => n);
const tables = async () =>
  (await client.query(`select tablename from pg_tables where schemaname = 'public' order by 1`)).rows.map(
    (row) => row.tablename,
  );
const problemOf = (migration: Promise<void>) =>
  migration.then(
    () => 'none',
    (error: unknown) => (error instanceof DatabaseProblem ? error.message : Promise.reject(error)),
  );

test('brings an empty database to the schema of the code', async () => {
  await migrate(database.url);
  expect(await tables()).toEqual(expect.arrayContaining(['goal', 'member', 'post']));
});

test('does each step once, and only what is new', async () => {
  await migrate(database.url, await folderOf(first));
  await migrate(database.url, await folderOf(first, second));
  await migrate(database.url, await folderOf(first, second, third));
  expect([await numbers(), await tables()]).toEqual([
    [1, 2],
    ['one', 'three'],
  ]);
});

test('ten at once: one works, the others find it done', async () => {
  const folder = await folderOf({ when: 5, sql: 'select pg_sleep(0.3);' }, first, second, third);
  await Promise.all(Array.from({ length: 10 }, () => migrate(database.url, folder)));
  expect([await numbers(), await tables()]).toEqual([
    [1, 2],
    ['one', 'three'],
  ]);
});

test('a step that fails leaves nothing, and does not stand in the way of its repair', async () => {
  const broken = await folderOf(first, {
    when: 20,
    sql: 'create table two (n int);--> statement-breakpoint\nselect 1 / 0;',
  });
  await expect(migrate(database.url, broken)).rejects.toThrow();
  expect(await tables()).toEqual([]);
  await migrate(database.url, await folderOf(first, second));
  expect(await numbers()).toEqual([1, 2]);
});

describe('in one sentence, without the password', () => {
  test('a database that is newer than the code, which stays as it is', async () => {
    await migrate(database.url, await folderOf(first, second, third));
    expect(await problemOf(migrate(database.url, await folderOf(first)))).toMatch(
      /newer than this Studyloop: .* 2 changes/,
    );
    expect(await problemOf(migrate(database.url, await folderOf(first, second)))).toMatch(/ 1 change that/);
    expect([await numbers(), await tables()]).toEqual([
      [1, 2],
      ['one', 'three'],
    ]);
  });

  test('a step from another branch that came too late', async () => {
    await migrate(database.url, await folderOf(first, third));
    expect(await problemOf(migrate(database.url, await folderOf(first, second, third)))).toContain('went past step_20');
  });

  const secret = 'do-not-tell';
  const url = (change: Partial<URL>) => Object.assign(new URL(database.url), change).href;

  test('a wrong password', async () => {
    const problem = await problemOf(migrate(url({ password: secret })));
    expect(problem).toMatch(/does not let studyloop in/);
    expect(problem).not.toContain(secret);
  });

  test('a database that is not there', async () => {
    expect(await problemOf(migrate(url({ pathname: '/elsewhere' })))).toMatch(
      /no database "elsewhere".*createdb elsewhere/,
    );
  });

  test('someone who may not make tables', async () => {
    await client.query(`create role visitor login password 'visitor'`);
    const problem = await problemOf(migrate(url({ username: 'visitor', password: 'visitor' })));
    await client.query('drop role visitor');
    expect(problem).toMatch(/visitor may not make tables .*alter database .* owner to visitor/);
  });

  test('a server that does not answer, or goes away', async () => {
    const wire = await openWire(database.url);
    const host = new URL(wire.url).host;
    wire.cutAt(2, 'before');
    expect(await problemOf(migrate(wire.url, await folderOf(first)))).toContain(`No PostgreSQL answers at ${host}`);
    await wire.close();
    expect(await problemOf(migrate(wire.url, await folderOf(first)))).toContain(
      `No PostgreSQL answers at ${host} (ECONNREFUSED)`,
    );
    expect(await tables()).toEqual([]);
  });
});
