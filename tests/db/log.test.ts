import { PassThrough } from 'node:stream';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../../src/db/connect.ts';
import { member } from '../../src/db/schema/index.ts';
import { Unavailable } from '../../src/errors.ts';
import { openLog } from '../../src/log.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createDatabase();
  connection = connect(database.url);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

function lineFor(err: unknown): string {
  const stream = new PassThrough();
  openLog('info', stream).error({ err, request: 'r1' }, 'it went wrong');
  return String(stream.read());
}
const thrownBy = (work: PromiseLike<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('a statement that failed is told without the values in it', async () => {
  const { db } = connection;
  const ada = { id: 'a', key: 'k', name: 'Ada Secret', direct: 'd', zone: 'UTC', zoneConfirmed: true };
  const row = { ...ada, createdAt: new Date(0) };
  await db.insert(member).values(row);
  const errors = [
    await thrownBy(db.insert(member).values(row)), // detail: Key (id)=(a) already exists; params
    await thrownBy(db.execute(sql`select ${'my secret diary'}::int`)), // message: … "my secret diary"
    await thrownBy(connection.pool.query('insert into member (id, name) values ($1, $2)', ['b', 'Ben Secret'])),
  ];
  for (const error of errors) {
    expect(error).toBeInstanceOf(Error);
    const line = lineFor(error);
    expect(line).not.toMatch(/Ada Secret|Ben Secret|secret diary/);
    expect(JSON.parse(line)).toMatchObject({ msg: 'it went wrong', request: 'r1' });
  }
  expect(JSON.parse(lineFor(errors[0])).err).toMatchObject({
    message: expect.stringMatching(/^Failed query: insert into "member"/),
    cause: { code: '23505', message: expect.stringContaining('duplicate key') },
    at: expect.stringContaining('log.test.ts'),
  });
});

test('what libraries hang on their errors stays there', () => {
  const request = { headers: { authorization: 'Bot secret-token' }, body: 'Dear diary' };
  const theirs = Object.assign(new Error('429', { cause: Object.assign(new Error('inner'), { request }) }), {
    ...request,
    code: 429,
    requestBody: request,
  });
  const line = lineFor(new Unavailable('Discord: 429', 1000, { cause: theirs }));
  expect(line).not.toMatch(/secret-token|diary/);
  expect(JSON.parse(line).err).toMatchObject({
    type: 'Unavailable',
    message: 'Discord: 429',
    cause: { code: 429, cause: { message: 'inner' } },
  });
});

test('what is no error is not shown either', () => {
  expect(lineFor('Dear diary')).not.toContain('diary');
});
