import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect, inTransaction, type Tx } from '../../src/db/connect.ts';
import { prepared, type Slots } from '../../src/db/prepared.ts';
import { member } from '../../src/db/schema/index.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
let built = 0;

beforeAll(async () => {
  database = await createDatabase();
  connection = connect(database.url, { max: 1 });
  for (const name of ['Ada', 'Bo'])
    await inTransaction(connection.db, (tx) => tx.insert(member).values(memberOf(name)));
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

const at = new Date('2026-03-01T08:00:00Z');
const memberOf = (name: string) => ({
  id: name,
  key: `test:${name}`,
  name,
  direct: '',
  zone: 'UTC',
  zoneConfirmed: true,
  createdAt: at,
});

const findMember = prepared((tx, { id }: Slots<'id'>) => {
  built += 1;
  return tx.select({ name: member.name, createdAt: member.createdAt }).from(member).where(eq(member.id, id));
});
const changeZone = prepared((tx, { id, zone }: Slots<'id' | 'zone'>) =>
  tx
    .update(member)
    .set({ zone: sql`${zone}` })
    .where(eq(member.id, id))
    .returning({ zone: member.zone }),
);

const find = (id: string) => inTransaction(connection.db, (tx) => findMember(tx, { id }));
const planned = async (tx: Tx) =>
  (await tx.execute<{ plans: number }>(sql`select count(*)::int as plans from pg_prepared_statements`)).rows[0]?.plans;

test('each call has its own values, read as the schema says', async () => {
  expect(await find('Ada')).toEqual([{ name: 'Ada', createdAt: at }]);
  expect(await find('Bo')).toEqual([{ name: 'Bo', createdAt: at }]);
  expect(await find('nobody')).toEqual([]);
  const zones = await inTransaction(connection.db, (tx) => changeZone(tx, { id: 'Ada', zone: 'Asia/Tokyo' }));
  expect(zones).toEqual([{ zone: 'Asia/Tokyo' }]);
});

test('a connection builds and plans it once, whatever became of the transactions', async () => {
  await find('Ada');
  const builtBefore = built;
  const plansBefore = await inTransaction(connection.db, planned);
  expect(plansBefore).toBeGreaterThan(0);
  await inTransaction(connection.db, async (tx) => {
    await findMember(tx, { id: 'Ada' });
    throw new Error('not this time');
  }).catch(() => {});
  await find('Bo');
  expect([built, await inTransaction(connection.db, planned)]).toEqual([builtBefore, plansBefore]);
});

test('a connection that takes the place of a dead one plans it anew', async () => {
  const died = inTransaction(connection.db, async (tx) => {
    await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
  });
  await expect(died).rejects.toThrow();
  expect(await find('Ada')).toEqual([{ name: 'Ada', createdAt: at }]);
});
