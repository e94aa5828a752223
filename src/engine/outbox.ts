import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Post } from '../chat/handler.ts';
import type { Db, Tx } from '../db/connect.ts';
import { post } from '../db/schema/index.ts';

/** How long a worker has a post to itself before another may take it. */
export const leaseMs = 30_000;
const dayMs = 24 * 3600 * 1000;
const [keptMs, lossKeptMs] = [30 * dayMs, 366 * dayMs];

export type Claimed = Pick<
  typeof post.$inferSelect,
  'id' | 'seq' | 'to' | 'card' | 'instead' | 'changesLater' | 'attempts' | 'createdAt'
>;

// Leases are reckoned by the database's clock alone: the processes' clocks may disagree, and step.
const fromNow = (ms: number) => sql`clock_timestamp() + ${`${Math.round(ms)} milliseconds`}::interval`;
const isFree = or(isNull(post.leaseUntil), lt(post.leaseUntil, sql`clock_timestamp()`));
const isOpen = inArray(post.state, ['waiting', 'sending']);

/** Keeps posts in this transaction and returns their ids; one whose key is known already is kept already. */
export async function keepPosts(tx: Tx, posts: readonly Post[], now: Date, newId: () => string): Promise<string[]> {
  if (posts.length === 0) return [];
  const rows = posts.map(({ id = newId(), key, to, card, owner, instead, changesLater = false }) => ({
    id,
    key,
    to,
    card,
    owner_id: owner,
    instead,
    changes_later: changesLater,
  }));
  const { rows: kept } = await tx.execute<{ id: string }>(sql`
    insert into ${post} (id, key, "to", card, owner_id, instead, changes_later, created_at)
    select id, key, "to", card, owner_id, instead, changes_later, ${now.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as it (id text, key text, "to" text, card jsonb, owner_id text, instead text, changes_later boolean)
    on conflict (key) do nothing
    returning id`);
  return kept.map(({ id }) => id);
}

/** Takes those of the posts that are free, in the order in which they were made. `attempts` fences a worker that overslept. */
export async function claimPosts(db: Db, ids: readonly string[]): Promise<Claimed[]> {
  const taken = await db
    .update(post)
    .set({ state: 'sending', attempts: sql`${post.attempts} + 1`, leaseUntil: fromNow(leaseMs) })
    .where(and(sql`${post.id} = any(${sql.param(ids)})`, isOpen, isFree))
    .returning({
      id: post.id,
      seq: post.seq,
      to: post.to,
      card: post.card,
      instead: post.instead,
      changesLater: post.changesLater,
      attempts: post.attempts,
      createdAt: post.createdAt,
    });
  return taken.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those of the posts that other workers have to themselves, and when the last of their leases ends: in so many ms. */
export async function takenPosts(db: Db, ids: readonly string[]): Promise<{ ids: string[]; forMs: number }> {
  const rows = await db
    .select({
      id: post.id,
      forMs: sql<number>`extract(epoch from ${post.leaseUntil} - clock_timestamp())::float8 * 1000`,
    })
    .from(post)
    .where(
      and(
        sql`${post.id} = any(${sql.param(ids)})`,
        eq(post.state, 'sending'),
        gt(post.leaseUntil, sql`clock_timestamp()`),
      ),
    );
  return { ids: rows.map(({ id }) => id), forMs: Math.max(0, ...rows.map(({ forMs }) => forMs)) };
}

/** The newest post for the place that this one is to take; null where there is none but this. */
export async function findNewer(db: Db, { seq, instead }: Pick<Claimed, 'seq' | 'instead'>): Promise<string | null> {
  if (instead === null) return null;
  const [newest] = await db
    .select({ id: post.id })
    .from(post)
    .where(and(eq(post.instead, instead), gt(post.seq, seq)))
    .orderBy(desc(post.seq))
    .limit(1);
  return newest?.id ?? null;
}

/** Opens a post again that has gone out or is going out, to be shown once more. */
export async function openAgain(db: Db, id: string): Promise<void> {
  await db
    .update(post)
    .set({ state: 'waiting', leaseUntil: null, settledAt: null })
    .where(and(eq(post.id, id), inArray(post.state, ['sending', 'sent'])));
}

type Mine = Pick<Claimed, 'id' | 'attempts'>;

/** Still this worker's: nobody has claimed it since. */
const stillMine = ({ id, attempts }: Mine) =>
  and(eq(post.id, id), eq(post.state, 'sending'), eq(post.attempts, attempts));

/** Ends the posts that went out, in one statement. */
export async function settleSent(db: Db, sent: readonly Mine[], now: Date): Promise<void> {
  if (sent.length === 0) return;
  const [ids, attempts] = [sent.map((it) => it.id), sent.map((it) => it.attempts)];
  await db.execute(sql`
    update ${post} set state = 'sent', settled_at = ${now.toISOString()}, lease_until = null, trouble = null
    from unnest(${sql.param(ids)}::text[], ${sql.param(attempts)}::int[]) as it (id, attempts)
    where ${post.id} = it.id and ${post.state} = 'sending' and ${post.attempts} = it.attempts`);
}

/** Ends a post whose address will never work again. */
export async function settleGone(db: Db, mine: Mine, now: Date, trouble: string): Promise<void> {
  await db.update(post).set({ state: 'gone', settledAt: now, leaseUntil: null, trouble }).where(stillMine(mine));
}

/** Puts a post back, to be taken again after `delayMs`. */
export async function putBack(db: Db, mine: Mine, delayMs: number, trouble: string): Promise<void> {
  await db
    .update(post)
    .set({ state: 'waiting', leaseUntil: fromNow(delayMs), trouble })
    .where(stillMine(mine));
}

/** Open posts that are free: their ring was lost, or their worker died. At most `limit`, oldest first. */
export async function forgottenPosts(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: post.id })
    .from(post)
    .where(and(isOpen, isFree))
    .orderBy(post.createdAt)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** How many posts are not settled yet. */
export async function countOpenPosts(db: Db): Promise<number> {
  const [row] = await db.select({ open: sql<number>`count(*)::int` }).from(post).where(isOpen);
  return row?.open ?? 0;
}

/** Marks the lost messages of a member as told. */
export async function tellLost(tx: Tx, memberId: string, now: Date): Promise<void> {
  await tx
    .update(post)
    .set({ toldAt: now })
    .where(and(eq(post.ownerId, memberId), eq(post.state, 'gone'), isNull(post.toldAt)));
}

/**
 * Forgets at most `limit` settled posts that are older than 30 days. A loss stays until it was told to whom it was for, where there is
 * somebody; after a year nobody is told any more.
 */
export async function forgetPosts(db: Db, now: Date, limit: number): Promise<void> {
  const old = db
    .select({ id: post.id })
    .from(post)
    .where(
      and(
        lt(post.settledAt, new Date(now.getTime() - keptMs)),
        or(
          eq(post.state, 'sent'),
          isNotNull(post.toldAt),
          isNull(post.ownerId),
          lt(post.settledAt, new Date(now.getTime() - lossKeptMs)),
        ),
      ),
    )
    .limit(limit);
  await db.delete(post).where(inArray(post.id, old));
}
