import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import type { Delivery, Platform } from '../../src/chat/platform.ts';
import { connect, type Db, type Tx } from '../../src/db/connect.ts';
import { member, occurrence, post, reminder, reminderSettings } from '../../src/db/schema/index.ts';
import { buildCatalog } from '../../src/engine/catalog.ts';
import { deliverPosts } from '../../src/engine/deliver.ts';
import { forgottenPosts } from '../../src/engine/outbox.ts';
import { openQueue } from '../../src/engine/queue.ts';
import { tick } from '../../src/engine/tick.ts';
import { features } from '../../src/features/index.ts';
import { makeMetrics } from '../../src/metrics.ts';
import type { Rule } from '../../src/study/time/recurrence.ts';
import { makeIds, type World } from '../../src/world.ts';
import { openWire } from './cut-wire.ts';
import { createDatabase } from './database.ts';
import { seededRandom, TestClock } from './studyloop.ts';

/** The far side of the network. It shows a post once by its id, and remembers each time that it was asked to. */
export class FarSide implements Platform {
  readonly name = 'far';
  readonly calls: Delivery[] = [];
  readonly shown = new Map<string, Delivery>();
  /** What happens at the next calls, before they are heard or after they have had their effect. */
  troubles: { readonly when: 'before' | 'after'; readonly error: Error }[] = [];
  async start() {}
  async stop() {}
  async deliver(delivery: Delivery) {
    const trouble = this.troubles.shift();
    if (trouble?.when === 'before') throw trouble.error;
    this.calls.push(delivery);
    if (!this.shown.has(delivery.id)) this.shown.set(delivery.id, delivery);
    if (trouble) throw trouble.error;
  }
}

/** A member straight in the table, as many as a test needs without a word said. */
export async function addMember(db: Db | Tx, id: string, { zone = 'UTC', direct = `far:${id}` } = {}): Promise<string> {
  await db.insert(member).values({
    id,
    key: `far:${id}`,
    name: id,
    direct,
    zone,
    zoneConfirmed: true,
    createdAt: new Date('2026-01-01T00:00:00Z'),
  });
  return id;
}

export interface NewReminder {
  readonly id: string;
  readonly memberId: string;
  readonly kind?: 'own' | 'daily';
  readonly words?: string;
  readonly rule?: Rule | null;
  readonly zone?: string;
  readonly dueAt: Date;
}

export async function addReminder(
  db: Db | Tx,
  { id, memberId, kind = 'own', words = id, rule = null, zone = 'UTC', dueAt }: NewReminder,
): Promise<void> {
  const createdAt = new Date('2026-01-01T00:00:00Z');
  await db.insert(reminder).values({ id, memberId, kind, words, rule, zone, dueAt, ringAt: dueAt, createdAt });
}

export const setQuiet = (db: Db, memberId: string, quietFrom: string, quietTo: string) =>
  db.insert(reminderSettings).values({ memberId, quietFrom, quietTo });

/** What the tables hold of one member: each planned occurrence, and each message with how it stands. */
export async function bookOf(db: Db, memberId: string) {
  const occurrences = await db
    .select()
    .from(occurrence)
    .where(eq(occurrence.memberId, memberId))
    .orderBy(occurrence.dueAt);
  const posts = await db.select().from(post).where(eq(post.ownerId, memberId)).orderBy(post.id);
  return { occurrences, posts };
}

/** As if the leases of all posts under way had run out. */
export const leasesRunOut = (db: Db) =>
  db.update(post).set({ leaseUntil: sql`clock_timestamp() - interval '1 second'` }).where(sql`lease_until is not null`);

/** One process of the bot whose wire to the database can be cut at any statement, and a second, sound connection to look on. */
export async function startRig(at: string) {
  const database = await createDatabase();
  const wire = await openWire(database.url);
  const [sound, cuttable] = [connect(database.url), connect(wire.url)];
  const clock = new TestClock(at);
  const random = seededRandom(1);
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const queue = await openQueue(database.url, log);
  const catalog = buildCatalog(features);
  const far = new FarSide();
  const newId = makeIds(clock.now, random);
  const metrics = makeMetrics();
  const world: World = {
    db: cuttable.db,
    log,
    metrics,
    tutoring: null,
    now: clock.now,
    elapsedMs: () => performance.now(),
    random,
    newId,
  };

  return {
    db: sound.db,
    url: database.url,
    wire,
    clock,
    far,
    newId,
    world,
    queue,
    catalog,
    tick: () => tick(world, catalog, queue, clock.now()),
    /** One worker takes what is free, once. */
    deliver: async () => deliverPosts(world, [far], queue, await forgottenPosts(sound.db, 1000)),
    /** Mends what broke and goes on until nothing is left to plan or to send. */
    async recover() {
      wire.mend();
      far.troubles = [];
      await tick(world, catalog, queue, clock.now());
      for (let tries = 0; tries < 5; tries++) {
        await leasesRunOut(sound.db);
        await deliverPosts(world, [far], queue, await forgottenPosts(sound.db, 1000));
      }
    },
    async stop() {
      await queue.stop();
      await sound.close();
      await cuttable.close();
      await wire.close();
      await database.drop();
    },
  };
}
export type Rig = Awaited<ReturnType<typeof startRig>>;
