import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answersKeyFrom, endStanding, findStanding, keepStanding, takeStanding } from '../../adapters/shared/store.ts';
import { type Connection, connect } from '../../src/db/connect.ts';
import { standingAnswer } from '../../src/db/schema/index.ts';
import { createDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let connection: Connection;
beforeAll(async () => {
  database = await createDatabase();
  connection = connect(database.url);
});
beforeEach(() => connection.db.delete(standingAnswer));
afterAll(async () => {
  await connection?.close();
  await database?.drop();
});

const noon = new Date('2026-06-12T12:00:00Z');
const answersKey = answersKeyFrom('the secret of a bot');
const standing = () => ({ db: connection.db, answersKey });
const keep = (requestId: string, message: string, at = noon) =>
  keepStanding(standing(), { requestId, message, way: { to: message }, at });
const find = (requestId: string) => findStanding(standing(), requestId);
const take = (requestId: string) => takeStanding(standing(), requestId);

test('an answer is found where it stands, until another stands in its message', async () => {
  await keep('one', 'm1');
  await keep('other', 'm2');
  expect(await find('one')).toEqual({ to: 'm1' });
  await keep('next', 'm1');
  expect(await find('one')).toBeNull();
  expect(await find('next')).toEqual({ to: 'm1' });
  expect(await find('other')).toEqual({ to: 'm2' });
});

test('what gives way to another request stands no more; the request itself does not end its own', async () => {
  await keep('one', 'm1');
  await endStanding(connection.db, 'm1', 'one');
  expect(await find('one')).not.toBeNull();
  await endStanding(connection.db, 'm1', 'two');
  expect(await find('one')).toBeNull();
});

test('of four who take it, one gets it, and may put it back', async () => {
  await keep('one', 'm1');
  const taken = (await Promise.all([1, 2, 3, 4].map(() => take('one')))).filter((it) => it !== null);
  expect(taken).toEqual([{ requestId: 'one', message: 'm1', way: { to: 'm1' }, at: noon }]);
  for (const it of taken) await keepStanding(standing(), it);
  expect(await find('one')).toEqual({ to: 'm1' });
});

test('how it is reached is read by who has the secret alone, in its own row alone', async () => {
  await keep('one', 'the-token-of-m1');
  await keep('two', 'm2');
  const [row] = await connection.db.select().from(standingAnswer).where(eq(standingAnswer.requestId, 'one'));
  expect(Buffer.from(row?.way.sealed ?? '', 'base64').toString('latin1')).not.toContain('token');
  const another = { db: connection.db, answersKey: answersKeyFrom('another secret') };
  expect(await findStanding(another, 'one')).toBeNull();
  if (row) await connection.db.update(standingAnswer).set({ way: row.way }).where(eq(standingAnswer.requestId, 'two'));
  expect(await find('two')).toBeNull();
  expect(await find('one')).toEqual({ to: 'the-token-of-m1' });
});

test('what has stood for more than a month is forgotten when the next is kept', async () => {
  await keep('old', 'm1');
  await keep('older still, in the same message', 'm2');
  await keep('within the month', 'm3', new Date('2026-06-12T12:00:01Z'));
  await keep('new', 'm2', new Date('2026-07-14T12:00:01Z'));
  const left = await connection.db.select({ id: standingAnswer.requestId }).from(standingAnswer);
  expect(left.map(({ id }) => id).sort()).toEqual(['new', 'within the month']);
});
