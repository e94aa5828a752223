import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Ask } from '../chat/handler.ts';
import type { Db, Tx } from '../db/connect.ts';

/**
 * The doorbell: says that posts wait or that a task was asked for, now or later, and rings again where the answer was trouble.
 * The truth is in the outbox and in the features' own tables; were these queues emptied, the next tick would ring again.
 */
export interface Queue {
  /** Rings for posts, in the transaction where one is given. */
  ringPosts(at: Tx | Db, ids: readonly string[], afterMs?: number): Promise<void>;
  ringTasks(at: Tx | Db, asks: readonly Ask[]): Promise<void>;
  /** How many jobs are ready or under way, by queue, as of a second ago. Throws where the queue cannot be reached. */
  depths(): Promise<Readonly<Record<string, number>>>;
  /** Begins to answer. */
  work(workers: Workers): Promise<void>;
  /** Lets the work under way end, within a second or two, and closes. */
  stop(): Promise<void>;
}

export interface Workers {
  posts(ids: readonly string[]): Promise<void>;
  task(ask: Ask): Promise<void>;
}

/** Posts a ring names at most: one job for many posts keeps the queue's cost far below the sending's. */
const postsPerRing = 100;
const [postsQueue, tasksQueue] = ['posts', 'tasks'];

// A crashed worker's job comes back after heartbeat + monitor (platforms.md section 2: 10.5 s).
const retries = {
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 120,
  heartbeatSeconds: 10,
};
const working = {
  batchSize: 10,
  burstWhenBatchFull: true,
  localConcurrency: 2,
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
};

export async function openQueue(url: string, log: Logger): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    application_name: 'studyloop-queue',
    schedule: false,
    useListenNotify: true,
    monitorIntervalSeconds: 1,
    superviseIntervalSeconds: 1,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'queue trouble'));
  await boss.start();
  for (const name of [postsQueue, tasksQueue]) await boss.createQueue(name, { ...retries, notify: true });
  const inside = (at: Tx | Db) => ({ db: fromDrizzle(at, sql) });

  return {
    async ringPosts(at, ids, afterMs = 0) {
      const startAfter = afterMs > 0 ? { startAfter: Math.ceil(afterMs / 1000) } : {};
      const jobs = chunks(ids, postsPerRing).map((some) => ({ data: { ids: some }, ...startAfter }));
      if (jobs.length > 0) await boss.insert(postsQueue, jobs, inside(at));
    },
    async ringTasks(at, asks) {
      if (asks.length > 0)
        await boss.insert(
          tasksQueue,
          asks.map((ask) => ({ data: ask })),
          inside(at),
        );
    },
    async depths() {
      const queues = await boss.getQueues([postsQueue, tasksQueue]);
      return Object.fromEntries(queues.map(({ name, readyCount, activeCount }) => [name, readyCount + activeCount]));
    },
    async work({ posts, task }) {
      await boss.work<{ ids: string[] }>(postsQueue, working, async (jobs) =>
        posts(jobs.flatMap((job) => job.data.ids)),
      );
      // Each task is settled by itself: one that fails must not run its neighbours again.
      await boss.work<Ask>(tasksQueue, { ...working, perJobResults: true }, async (jobs) => {
        const results = await Promise.allSettled(jobs.map((job) => task(job.data)));
        return jobs.map(
          ({ id }, at) => ({ id, status: results[at]?.status === 'fulfilled' ? 'completed' : 'failed' }) as const,
        );
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: 3_000 }),
  };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}
