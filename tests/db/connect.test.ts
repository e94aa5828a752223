import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type Connection,
  codeOf,
  connect,
  type Db,
  inTransaction,
  isConnectionTrouble,
  type Tx,
} from '../../src/db/connect.ts';
import { openWire } from '../support/cut-wire.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let admin: Connection;
const opened: Connection[] = [];

function open(max?: number, url = database.url): Connection {
  const connection = connect(url, max === undefined ? {} : { max });
  opened.push(connection);
  return connection;
}

beforeAll(async () => {
  database = await createDatabase({ empty: true });
  admin = connect(database.url, { max: 2 });
  await admin.db.execute(sql`create table note (id int primary key, said text)`);
});
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
  await admin.db.execute(sql`truncate note`);
});
afterAll(async () => {
  await admin.close();
  await database.drop();
});

const say = (at: Db | Tx, id: number, said: string) => at.execute(sql`insert into note values (${id}, ${said})`);
const change = (at: Db | Tx, id: number, said: string) =>
  at.execute(sql`update note set said = ${said} where id = ${id}`);
async function said(): Promise<unknown[]> {
  return (await admin.db.execute<{ said: string }>(sql`select said from note order by id`)).rows.map((row) => row.said);
}
async function killBackendOf(at: Db | Tx): Promise<void> {
  const pid = (await at.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)).rows[0]?.pid;
  await admin.db.execute(sql`select pg_terminate_backend(${pid}, 5000)`);
}
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test('every connection lives in UTC and says who it is', async () => {
  const { rows } = await open().db.execute(sql`
    select current_setting('TimeZone') as zone, current_setting('application_name') as name, '2026-03-01T12:00+02'::timestamptz::text as at`);
  expect(rows).toEqual([{ zone: 'UTC', name: 'studyloop', at: '2026-03-01 10:00:00+00' }]);
});

describe('a transaction', () => {
  test('lands whole, or not at all', async () => {
    const { db } = open();
    const kept = await inTransaction(db, async (tx) => {
      await say(tx, 1, 'kept');
      return 'done';
    });
    const thrown = new Error('no');
    const lost = inTransaction(db, async (tx) => {
      await say(tx, 2, 'lost');
      throw thrown;
    });
    expect([kept, await errorOf(lost)]).toEqual(['done', thrown]);
    expect(await said()).toEqual(['kept']);
  });

  test('of which statements go out together is lost with any of them, and leaves its connection whole', async () => {
    const { db } = open(1);
    const together = inTransaction(db, (tx) =>
      Promise.all([say(tx, 1, 'before'), tx.execute(sql`select 1 / 0`), say(tx, 2, 'after')]),
    );
    expect(codeOf(await errorOf(together))).toBe('22012'); // the one that failed, not those that fell with it
    await inTransaction(db, (tx) => Promise.all([say(tx, 3, 'next'), say(tx, 4, 'and next')]));
    expect(await said()).toEqual(['next', 'and next']);
  });

  /** Two that take the same two rows in opposite order, each having its first before either asks for its second. */
  async function meetHeadOn(db: Db, attempts: number) {
    let tries = 0;
    let arrived = 0;
    let bothThere = () => {};
    const meeting = new Promise<void>((resolve) => (bothThere = resolve));
    const one = (first: number, second: number, name: string) =>
      inTransaction(
        db,
        async (tx) => {
          tries++;
          await change(tx, first, name);
          if (++arrived === 2) bothThere();
          await meeting;
          await change(tx, second, name);
        },
        { attempts },
      );
    const results = await Promise.allSettled([one(1, 2, 'ada'), one(2, 1, 'bob')]);
    return {
      tries,
      failed: results.filter(({ status }) => status === 'rejected').map((it) => (it as PromiseRejectedResult).reason),
    };
  }

  test('that loses a deadlock is run again', async () => {
    const { db } = open();
    for (const id of [1, 2]) await say(db, id, 'nobody');
    const { tries, failed } = await meetHeadOn(db, 5);
    expect(failed).toEqual([]);
    expect(tries).toBeGreaterThanOrEqual(3); // run again too soon, it may meet the other once more
    expect(new Set(await said()).size).toBe(1);
  });

  test('that may not be run again says why', async () => {
    const { db } = open();
    for (const id of [1, 2]) await say(db, id, 'nobody');
    const { failed } = await meetHeadOn(db, 1);
    expect(failed.map(codeOf)).toEqual(['40P01']);
  });

  test('that a rival overtook is run again', async () => {
    const { db } = open();
    await say(db, 1, '0');
    let tries = 0;
    await inTransaction(db, async (tx) => {
      await tx.execute(sql`set transaction isolation level serializable`);
      const { rows } = await tx.execute<{ said: string }>(sql`select said from note where id = 1`);
      if (tries++ === 0) await change(admin.db, 1, '10'); // committed after our snapshot
      await change(tx, 1, String(Number(rows[0]?.said) + 1));
    });
    expect([tries, await said()]).toEqual([2, ['11']]);
  });

  test('that always loses ends with the last error', async () => {
    const { db } = open();
    let tries = 0;
    const error = await errorOf(
      inTransaction(db, async (tx) => {
        tries++;
        await tx.execute(sql`do $$ begin raise exception 'overtaken' using errcode = '40001'; end $$`);
      }),
    );
    expect([codeOf(error), tries]).toEqual(['40001', 5]);
  });

  test('with any other error is not run again', async () => {
    const { db } = open();
    let tries = 0;
    const error = await errorOf(
      inTransaction(db, async (tx) => {
        tries++;
        await say(tx, 1, 'a');
        await say(tx, 1, 'b');
      }),
    );
    expect([codeOf(error), tries]).toEqual(['23505', 1]);
  });
});

describe('a connection that dies', () => {
  test.each([0, 4])('ends its transaction for good, with %i others at its pool', async (others) => {
    const { db } = open(2);
    const error = await errorOf(
      inTransaction(db, async (tx) => {
        await say(tx, 1, 'before');
        await killBackendOf(tx);
        await Promise.all(Array.from({ length: others }, () => db.execute(sql`select pg_sleep(0.02)`)));
        await errorOf(say(tx, 2, 'after'));
        await say(tx, 3, 'after that');
      }),
    );
    expect(isConnectionTrouble(error)).toBe(true);
    expect(await said()).toEqual([]);
    await inTransaction(db, (tx) => say(tx, 4, 'later'));
    expect(await said()).toEqual(['later']);
  });

  test('while nobody uses it is replaced unnoticed', async () => {
    const { db, pool } = open(1);
    await killBackendOf(db).catch(() => {});
    while (pool.totalCount > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await say(db, 1, 'here');
    expect(await said()).toEqual(['here']);
  });

  test('at begin leaves its place in the pool', async () => {
    const wire = await openWire(database.url);
    const { db } = open(2, wire.url);
    for (let time = 0; time < 3; time++) {
      await db.execute(sql`select 1`);
      wire.cutAt(1, 'before');
      expect(isConnectionTrouble(await errorOf(inTransaction(db, (tx) => say(tx, time, 'never'))))).toBe(true);
      wire.mend();
    }
    await inTransaction(db, (tx) => say(tx, 9, 'through'));
    expect(await said()).toEqual(['through']);
    await wire.close();
  });
});

describe('trouble', () => {
  test('is a server that cannot be reached', async () => {
    const wire = await openWire(database.url);
    await wire.close();
    expect(isConnectionTrouble(await errorOf(open(1, wire.url).db.execute(sql`select 1`)))).toBe(true);
    expect(isConnectionTrouble(await errorOf(inTransaction(open(1, wire.url).db, (tx) => say(tx, 1, 'x'))))).toBe(true);
    const nowhere = 'postgres://u:p@nowhere.invalid/x';
    expect(isConnectionTrouble(await errorOf(open(1, nowhere).db.execute(sql`select 1`)))).toBe(true);
  });

  test('is a socket that went with its server, not a file that is missing', async () => {
    const url = `postgres://u:p@${encodeURIComponent(tmpdir())}:1/x`;
    expect(isConnectionTrouble(await errorOf(open(1, url).db.execute(sql`select 1`)))).toBe(true);
    expect(isConnectionTrouble(await errorOf(readFile(join(tmpdir(), 'no-such-file'))))).toBe(false);
  });

  test('is a server that has no room', async () => {
    await admin.db.execute(sql`create role guest login password 'guest' connection limit 0`);
    const url = Object.assign(new URL(database.url), { username: 'guest', password: 'guest' }).href;
    const error = await errorOf(open(1, url).db.execute(sql`select 1`));
    expect([codeOf(error), isConnectionTrouble(error)]).toEqual(['53300', true]);
    await admin.db.execute(sql`drop role guest`);
  });

  test('is a pool that was closed', async () => {
    const { db, close } = connect(database.url);
    await close();
    expect(isConnectionTrouble(await errorOf(db.execute(sql`select 1`)))).toBe(true);
  });

  test('is not what someone typed, nor a bug', async () => {
    const { db } = open();
    await say(db, 1, 'first');
    expect(isConnectionTrouble(await errorOf(say(db, 1, 'Connection terminated unexpectedly')))).toBe(false);
    expect(isConnectionTrouble(await errorOf(db.execute(sql`select ${'ECONNREFUSED'} from nowhere`)))).toBe(false);
    for (const thrown of [new Error('x'), 'ECONNREFUSED', undefined, null])
      expect(isConnectionTrouble(thrown)).toBe(false);
  });
});

test('closing does not wait for a statement that goes on and on', { timeout: 12_000 }, async () => {
  const { db, close } = connect(database.url);
  const endless = errorOf(db.execute(sql`select pg_sleep(14)`));
  await db.execute(sql`select 1`);
  await close();
  await admin.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(14)%' and pid <> pg_backend_pid()`,
  );
  expect(isConnectionTrouble(await endless)).toBe(true);
});
