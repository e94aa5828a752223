import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import type { Card } from '../../src/chat/card.ts';
import type { Feature } from '../../src/chat/handler.ts';
import type { Delivery, Platform } from '../../src/chat/platform.ts';
import type { Bot } from '../../src/chat/request.ts';
import { connect, type Db } from '../../src/db/connect.ts';
import { buildCatalog, type WholeCatalog } from '../../src/engine/catalog.ts';
import { deliverPosts } from '../../src/engine/deliver.ts';
import { makeBot } from '../../src/engine/handle.ts';
import { openQueue, type Queue } from '../../src/engine/queue.ts';
import { runTask } from '../../src/engine/tasks.ts';
import { tick } from '../../src/engine/tick.ts';
import { type Watch, watchOver } from '../../src/engine/watch.ts';
import { features as allFeatures } from '../../src/features/index.ts';
import { makeMetrics } from '../../src/metrics.ts';
import { makeIds, type World } from '../../src/world.ts';
import { createDatabase } from './database.ts';
import { Player } from './player.ts';
import { seededRandom } from './random.ts';

export { seededRandom };

/** Where the tutor of the tests is; who agrees to it says so. */
export const tutorHost = 'tutor.example.org';

/** A clock that stands still until it is moved. */
export class TestClock {
  #at: number;
  constructor(at: string) {
    this.#at = Date.parse(at);
  }
  now = () => new Date(this.#at);
  to(at: string): void {
    this.#at = Date.parse(at);
  }
  passMinutes(minutes: number): void {
    this.#at += minutes * 60_000;
  }
}

/** The far side of the network: keeps what was delivered, once by id, as a platform with idempotent posting does. */
export class Mailbox implements Platform {
  readonly name = 'test';
  readonly arrived: Delivery[] = [];
  /** What the next deliveries meet instead of success. */
  troubles: Error[] = [];
  async start() {}
  async stop() {}
  async deliver(delivery: Delivery) {
    const trouble = this.troubles.shift();
    if (trouble) throw trouble;
    if (!this.arrived.some(({ id }) => id === delivery.id)) this.arrived.push(delivery);
  }
  cardsTo(address: string): Card[] {
    return this.arrived.filter(({ to }) => to === address).map(({ card }) => card);
  }
}

/** The core with a real database and a real queue; only clock, chance and the platform's far side are the test's. */
export interface Studyloop {
  readonly url: string;
  readonly db: Db;
  readonly world: World;
  readonly clock: TestClock;
  readonly catalog: WholeCatalog;
  readonly queue: Queue;
  readonly bot: Bot;
  readonly mailbox: Mailbox;
  person(name: string, zone?: string): Player;
  /** Rings the minute bell at the clock's time, then waits until the outbox and the tasks are done. */
  tick(): Promise<void>;
  /** Waits until nothing is under way. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStudyloop({
  at = '2026-03-02T08:00:00Z',
  features = allFeatures,
  platform,
  tutoring = null,
  log = pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
}: {
  at?: string;
  features?: readonly Feature[];
  /** A real platform beside the mailbox, made for this world. */
  platform?: (world: World, databaseUrl: string, watch: Watch) => Platform;
  /** A tutor; none unless told. */
  tutoring?: (Omit<NonNullable<World['tutoring']>, 'host' | 'model'> & { host?: string }) | null;
  log?: World['log'];
} = {}): Promise<Studyloop> {
  const database = await createDatabase();
  const connection = connect(database.url);
  const clock = new TestClock(at);
  const random = seededRandom(1);
  const world: World = {
    db: connection.db,
    log,
    metrics: makeMetrics(),
    tutoring: tutoring && { host: tutorHost, model: 'test-model', ...tutoring },
    now: clock.now,
    elapsedMs: () => performance.now(),
    random,
    newId: makeIds(clock.now, random),
  };
  const queue = await openQueue(database.url, log);
  const catalog = buildCatalog(features);
  const mailbox = new Mailbox();
  const bot = makeBot(world, catalog, queue);
  const platforms = [mailbox, ...(platform ? [platform(world, database.url, watchOver(world, queue))] : [])];
  for (const it of platforms) await it.start(catalog, bot);
  await queue.work({
    posts: (ids) => deliverPosts(world, platforms, queue, ids),
    task: (ask) => runTask(world, catalog, queue, ask),
  });

  // A ring for later is for posts that are open, or is the one that would come if their worker died (deliver.ts, lookAgain).
  async function underWay(): Promise<number> {
    const { rows } = await connection.db.execute<{ n: number }>(sql`
      select (select count(*)::int from post where state in ('waiting', 'sending'))
        + (select count(*)::int from pgboss.job where state < 'completed' and (name = 'tasks' or start_after <= now())) as n`);
    return rows[0]?.n ?? 0;
  }
  async function settle() {
    for (let tries = 0; (await underWay()) > 0; tries++) {
      if (tries > 6000) throw new Error('The work under way does not end');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  return {
    url: database.url,
    db: connection.db,
    world,
    clock,
    catalog,
    queue,
    bot,
    mailbox,
    person: (name, zone) => new Player({ bot, catalog, mailbox, newId: world.newId, settle }, name, zone),
    async tick() {
      await tick(world, catalog, queue, clock.now());
      await settle();
    },
    settle,
    async stop() {
      for (const it of platforms) await it.stop();
      await queue.stop();
      await connection.close();
      await database.drop();
    },
  };
}
