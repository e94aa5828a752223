import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makeIds } from '../../src/world.ts';
import { makeDirectory } from '../support/directory.ts';
import { openFarServer } from '../support/far-server.ts';
import { addMember, addReminder, bookOf, leasesRunOut } from '../support/rig.ts';
import { seededRandom, TestClock } from '../support/studyloop.ts';
import { startWorker } from '../support/workers.ts';

const directory = await makeDirectory();
const postgres = await startEmbedded(directory.path, pino({ level: 'silent' }), { durable: true });
await migrate(postgres.url);
const { db, close } = await connect(postgres.url);
const far = await openFarServer();
const workers = [await startWorker(postgres.url, far.url), await startWorker(postgres.url, far.url)];
afterAll(async () => {
  for (const worker of workers) await worker.end();
  await far.close();
  await close();
  await postgres.stop();
  await directory.remove();
});

/** The server as it was before is gone when this returns, and one that takes connections has come in its place. */
async function killPostgres() {
  const lock = join(directory.path, 'postgres', 'data', 'postmaster.pid');
  const pid = async () => Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
  const was = await pid();
  process.kill(was, 'SIGKILL');
  const isBack = () =>
    db.execute(sql`select 1`).then(
      async () => (await pid()) !== was,
      () => false,
    );
  while (!(await isBack())) await wait(20);
}

test('PostgreSQL killed three times while two processes plan and send: each occurrence comes, once', async () => {
  const newId = makeIds(() => new Date('2026-03-01T00:00:00Z'), seededRandom(3));
  const members = Array.from({ length: 400 }, newId);
  await db.transaction(async (tx) => {
    for (const memberId of members) {
      await addMember(tx, memberId);
      await addReminder(tx, { id: newId(), memberId, dueAt: new Date('2026-03-02T17:30:00Z') });
    }
  });
  const clock = new TestClock('2026-03-02T17:30:30Z');
  const tickAll = async () => {
    await Promise.all(workers.map((worker) => worker.tick(clock.now().toISOString())));
    clock.passMinutes(1);
  };
  for (const calls of [1, 120, 250]) {
    const ticking = tickAll();
    await far.heard(calls);
    await killPostgres();
    await ticking;
    await leasesRunOut(db);
  }
  while (far.shown.size < members.length) {
    await tickAll();
    await leasesRunOut(db);
    await wait(50);
  }
  for (const worker of workers) await worker.rest();
  await leasesRunOut(db);
  await tickAll();
  expect(far.shown.size).toBe(members.length);
  for (const memberId of members) {
    const { occurrences, posts } = await bookOf(db, memberId);
    expect(posts).toHaveLength(1);
    expect(occurrences).toMatchObject([{ postKey: posts[0]?.key }]);
    expect([...far.shown.values()].filter(({ to }) => to === `far:${memberId}`)).toHaveLength(1);
  }
});
