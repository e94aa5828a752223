import { PgBoss } from 'pg-boss';
import { card } from '../src/chat/card.ts';
import type { Platform } from '../src/chat/platform.ts';
import { deliverPosts } from '../src/engine/deliver.ts';
import { tick } from '../src/engine/tick.ts';
import { ownControls } from '../src/features/reminders/presses.ts';
import { addDue, noon, unring } from './bells.ts';
import { type Figure, figure, inTurn } from './figures.ts';
import { createDatabase, openStage } from './stage.ts';

const reminders = 5_000;
const [batch, workedAtOnce] = [250, 100];

/** Reminders that fall due at the same instant, each to another person: how many a second are planned, sent and settled. */
export async function benchReminders(server: string): Promise<Figure[]> {
  const ours = await openOurs(server);
  const bare = await openBare(await createDatabase(server, 'reminders_bare'));
  try {
    const rounds = await inTurn(5, ours.ring, bare.ring);
    const against = `pg-boss alone: a job for each message, inserted by ${batch}, worked by ${workedAtOnce}`;
    const named = { name: 'reminders, from due to delivered', unit: '/s', against, target: 'ratio at least 0.6' };
    return [figure(named, rounds)];
  } finally {
    await ours.close();
    await bare.close();
  }
}

interface Side {
  /** Lets all reminders fall due and waits for the end of the last delivery; how many that were a second. */
  ring(): Promise<number>;
  close(): Promise<void>;
}

async function openOurs(server: string): Promise<Side> {
  const stage = await openStage(server, 'reminders');
  const { world, catalog, queue, backstage } = stage;
  await addDue(backstage, reminders);
  await backstage.query('vacuum analyze');
  const tally = countDown();
  const nowhere: Platform = {
    name: 'bench',
    start: async () => {},
    stop: async () => {},
    deliver: async () => tally.one(),
  };
  await queue.work({
    posts: (ids) => tally.during(deliverPosts(world, [nowhere], queue, ids)),
    task: async () => {},
  });
  const ring = async () => {
    await backstage.query(unring);
    return tally.perSecond(() => tick(world, catalog, queue, noon));
  };
  return { ring, close: stage.close };
}

const queueName = 'reminders';

/** The message that our side sends, too. */
export const messageTo = (at: number) =>
  card('It is time for graphs', [
    'You asked for this every day at 12:00.',
    ownControls({ reminderId: String(at).padStart(16, '0'), dueAt: noon }),
  ]);

/** As pg-boss is set up by whoever reads its manual for speed: batches, bursts, and a bell instead of waiting for the next look. */
async function openBare(url: string): Promise<Side> {
  const boss = new PgBoss({ connectionString: url, useListenNotify: true, schedule: false });
  let trouble: unknown;
  boss.on('error', (error) => {
    trouble = error;
  });
  await boss.start();
  await boss.createQueue(queueName, { notify: true });
  const tally = countDown();
  const working = { batchSize: workedAtOnce, burstWhenBatchFull: true, localConcurrency: 2, pollingIntervalSeconds: 1 };
  await boss.work(queueName, working, async (jobs) => tally.during(Promise.all(jobs.map(async () => tally.one()))));
  const jobAt = (at: number) => ({ data: { to: `bench:dm:${at}`, card: messageTo(at) } });
  const insertAll = async () => {
    for (let from = 0; from < reminders; from += batch)
      await boss.insert(
        queueName,
        Array.from({ length: batch }, (_, at) => jobAt(from + at)),
      );
  };
  const ring = async () => {
    await boss.deleteAllJobs(queueName);
    const perSecond = await tally.perSecond(insertAll);
    if (trouble) throw trouble;
    return perSecond;
  };
  return { ring, close: () => boss.stop() };
}

/** Counts deliveries, and knows when all have come and nobody is at work on one. */
function countDown() {
  let [left, atWork] = [0, 0];
  let end = () => {};
  return {
    one() {
      left -= 1;
    },
    async during(work: Promise<unknown>): Promise<void> {
      atWork += 1;
      await work;
      atWork -= 1;
      if (left === 0 && atWork === 0) end();
    },
    async perSecond(begin: () => Promise<unknown>): Promise<number> {
      globalThis.gc?.();
      left = reminders;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const began = performance.now();
      await begin();
      await ended;
      return (reminders / (performance.now() - began)) * 1000;
    },
  };
}
