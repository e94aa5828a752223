import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { makeIds } from '../../src/world.ts';
import { createDatabase } from '../support/database.ts';
import { openFarServer } from '../support/far-server.ts';
import { addMember, addReminder, bookOf, leasesRunOut } from '../support/rig.ts';
import { seededRandom } from '../support/studyloop.ts';
import { startWorker, type Worker } from '../support/workers.ts';

const database = await createDatabase();
const { db, close } = connect(database.url);
const far = await openFarServer();
const newId = makeIds(() => new Date('2026-03-01T00:00:00Z'), seededRandom(7));
let six: Worker[] = [];
beforeAll(async () => {
  six = await Promise.all(Array.from({ length: 6 }, () => startWorker(database.url, far.url)));
});
afterAll(async () => {
  await Promise.all(six.map((worker) => worker.end()));
  await far.close();
  await close();
  await database.drop();
});

/** Members with two reminders each that fall together at `dueAt`; `direct` where they share one address. */
async function addPairs(count: number, dueAt: string, direct?: string): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  for (const id of ids) {
    await addMember(db, id, direct === undefined ? {} : { direct });
    for (const half of [newId(), newId()]) await addReminder(db, { id: half, memberId: id, dueAt: new Date(dueAt) });
  }
  return ids;
}

const open = async () => {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from post where state in ('waiting', 'sending')`,
  );
  return rows[0]?.n ?? 0;
};
async function allSent() {
  while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
const callsTo = (memberId: string) => far.calls.filter(({ to }) => to === `far:${memberId}`);
const shownTo = (memberId: string) => [...far.shown.values()].filter(({ to }) => to === `far:${memberId}`);

async function expectOneMessageOfTwo(memberId: string) {
  const { occurrences, posts } = await bookOf(db, memberId);
  expect(posts).toMatchObject([{ state: 'sent' }]);
  expect(occurrences.map(({ postKey }) => postKey)).toEqual([posts[0]?.key, posts[0]?.key]);
  expect(shownTo(memberId)).toHaveLength(1);
}

test('six rival processes plan and send each message once, though nobody holds their hands', async () => {
  const ids = await addPairs(150, '2026-03-02T17:30:00Z');
  await Promise.all(six.map((worker) => worker.tick('2026-03-02T17:30:30Z')));
  await allSent();
  for (const id of ids) {
    await expectOneMessageOfTwo(id);
    expect(callsTo(id)).toHaveLength(1);
  }
});

test('a worker that is killed while it sends: another sends on, and the person sees one message', async () => {
  const ids = await addPairs(20, '2026-03-02T18:30:00Z');
  const held = far.holdNext();
  await six[0]?.tick('2026-03-02T18:30:30Z');
  const { pid, id } = await held;
  const [victim] = six.filter((worker) => worker.pid === pid);
  victim?.signal('SIGKILL');
  far.release();
  six = six.filter((worker) => worker !== victim);
  await leasesRunOut(db);
  await six[0]?.tick('2026-03-02T18:31:30Z');
  await allSent();
  for (const memberId of ids) await expectOneMessageOfTwo(memberId);
  expect(far.calls.filter((call) => call.id === id).map(({ again }) => again)).toEqual([false, true]);
});

test('a worker that stands still while it sends finds on waking that its lease is over, and leaves the rest to others', async () => {
  const ids = await addPairs(3, '2026-03-02T19:30:00Z', 'far:door');
  const held = far.holdNext();
  await six[0]?.tick('2026-03-02T19:30:30Z');
  const first = await held;
  const [sleeper] = six.filter(({ pid }) => pid === first.pid);
  const [other] = six.filter((worker) => worker !== sleeper);
  sleeper?.signal('SIGSTOP');
  await leasesRunOut(db);
  await other?.tick('2026-03-02T19:31:30Z');
  await allSent();
  sleeper?.signal('SIGCONT');
  await sleeper?.slept();
  far.release();
  await sleeper?.rest();

  const calls = far.calls.filter(({ to }) => to === 'far:door');
  expect(calls.filter(({ pid }) => pid === first.pid)).toEqual([first]);
  expect(calls).toHaveLength(4);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(3);
  for (const memberId of ids)
    expect((await bookOf(db, memberId)).posts).toMatchObject([{ state: 'sent', attempts: 2 }]);
});
