import { and, eq, type Placeholder, sql } from 'drizzle-orm';
import { chunksOf } from '../../db/chunks.ts';
import type { Tx } from '../../db/connect.ts';
import { prepared, type Slots, settable } from '../../db/prepared.ts';
import { card, dayCap, memory, review } from '../../db/schema/index.ts';
import type { MemoryBefore } from '../../db/schema/reviews.ts';
import type { Memory, ReviewLog } from '../../study/memory/spacing.ts';
import type { Day } from '../../study/time/day.ts';

/** A press and what it did. */
export interface Graded {
  readonly memberId: string;
  readonly cardId: string;
  readonly day: Day;
  readonly before: Memory | null;
  readonly after: Memory;
  readonly log: ReviewLog;
  readonly durationMs: number | null;
}

/** Keeps a grade: memory and log. False when the memory is not as it was before the press: another press came first. */
export async function keepGrade(
  tx: Tx,
  { memberId, cardId, day, before: met, after, log, durationMs }: Graded,
): Promise<boolean> {
  const isMine = met
    ? await changeMemory(tx, memberId, cardId, met.reps, after)
    : await beginMemory(tx, memberId, cardId, after);
  if (!isMine) return false;
  const { at, grade, recall: expected } = log;
  const before = met && JSON.stringify(written(met));
  await addReview(tx, { memberId, cardId, at, day, grade, expected, durationMs, before });
  return true;
}

// What each press of a grade writes is prepared.
const addReview = prepared((tx, slots: Slots<Exclude<keyof typeof review.$inferInsert, 'source'>>) => {
  const { memberId, cardId, at, day, grade, expected, durationMs } = slots;
  const before = sql`${slots.before}::jsonb`;
  return tx.insert(review).values({ memberId, cardId, at, day, grade, expected, durationMs, before, source: 'here' });
});

/** False when there is a memory already. */
async function beginMemory(tx: Tx, memberId: string, cardId: string, it: Memory): Promise<boolean> {
  const begun = await tx
    .insert(memory)
    .values({ memberId, cardId, ...it })
    .onConflictDoNothing()
    .returning({ id: memory.cardId });
  return begun.length > 0;
}

/** False when the memory has had another number of reviews. */
async function changeMemory(tx: Tx, memberId: string, cardId: string, reps: number, to: Memory): Promise<boolean> {
  const changed = await updateMemory(tx, { ...to, memberId, cardId, repsBefore: reps });
  return changed.length > 0;
}

const updateMemory = prepared((tx, slots: Slots<keyof Memory | 'memberId' | 'cardId' | 'repsBefore'>) => {
  const { stability, difficulty, state, step, reps, lapses, dueAt, lastReviewAt } = slots;
  return tx
    .update(memory)
    .set(settable({ stability, difficulty, state, step, reps, lapses, dueAt, lastReviewAt }))
    .where(asItWas(slots.memberId, slots.cardId, slots.repsBefore))
    .returning({ id: memory.cardId });
});

type Known<T> = T | Placeholder;
const asItWas = (memberId: Known<string>, cardId: Known<string>, reps: Known<number>) =>
  and(eq(memory.memberId, memberId), eq(memory.cardId, cardId), eq(memory.reps, reps));

/** Takes a press back, if `reps` still counts it as the card's last and it was made here on `day`. False when it was not. */
export async function takeBack(tx: Tx, memberId: string, cardId: string, reps: number, day: Day): Promise<boolean> {
  const [last] = await tx
    .select({ at: review.at, before: review.before })
    .from(memory)
    .innerJoin(
      review,
      and(eq(review.cardId, cardId), eq(review.memberId, memberId), eq(review.at, memory.lastReviewAt)),
    )
    .where(and(asItWas(memberId, cardId, reps), eq(review.source, 'here'), eq(review.day, day)));
  if (!last) return false;
  const isMine = last.before
    ? await changeMemory(tx, memberId, cardId, reps, memoryOf(last.before))
    : await endMemory(tx, memberId, cardId, reps);
  if (!isMine) return false;
  await tx.delete(review).where(and(eq(review.cardId, cardId), eq(review.memberId, memberId), eq(review.at, last.at)));
  return true;
}

async function endMemory(tx: Tx, memberId: string, cardId: string, reps: number): Promise<boolean> {
  const ended = await tx
    .delete(memory)
    .where(asItWas(memberId, cardId, reps))
    .returning({ id: memory.cardId });
  return ended.length > 0;
}

const written = ({ dueAt, lastReviewAt, ...rest }: Memory): MemoryBefore => ({
  ...rest,
  dueAt: dueAt.toISOString(),
  lastReviewAt: lastReviewAt.toISOString(),
});
export const memoryOf = ({ dueAt, lastReviewAt, ...rest }: MemoryBefore): Memory => ({
  ...rest,
  dueAt: new Date(dueAt),
  lastReviewAt: new Date(lastReviewAt),
});

/** A card's new due instant, good for as long as the card has had `reps` reviews. */
export interface Moved {
  readonly cardId: string;
  readonly reps: number;
  readonly dueAt: Date;
}

/** Moves cards to other days; one that was reviewed meanwhile stays where that put it. */
export async function moveDue(tx: Tx, memberId: string, moved: readonly Moved[]): Promise<void> {
  const rows = moved.map(({ cardId, reps, dueAt }) => ({ card_id: cardId, reps, due_at: dueAt.toISOString() }));
  for (const some of chunksOf(rows, rowsAtOnce)) {
    await tx.execute(sql`
      update ${memory} set due_at = it.due_at
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as it (card_id text, reps int, due_at timestamptz)
      where ${memory.memberId} = ${memberId} and ${memory.cardId} = it.card_id and ${memory.reps} = it.reps`);
  }
}

/** How many cards this member wants today, for today only. */
export async function setDayCap(tx: Tx, memberId: string, day: Day, cards: number): Promise<void> {
  await tx
    .insert(dayCap)
    .values({ memberId, day, cards })
    .onConflictDoUpdate({ target: dayCap.memberId, set: { day, cards } });
}

/** A review from a file with the day that it fell on. */
export interface PastLog extends ReviewLog {
  readonly cardId: string;
  readonly day: Day;
  readonly durationMs?: number;
}

/** Keeps memories from a file for cards that still exist; one that was begun here meanwhile stays. */
export async function addMemories(
  tx: Tx,
  memberId: string,
  all: readonly (Memory & { cardId: string })[],
): Promise<void> {
  for (const some of chunksOf(all, rowsAtOnce)) {
    await tx.execute(sql`
      insert into ${memory} (member_id, card_id, stability, difficulty, state, step, reps, lapses, due_at, last_review_at)
      select ${memberId}, ${card.id}, stability, difficulty, state, step, reps, lapses, "dueAt", "lastReviewAt"
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as it ("cardId" text, stability float8, difficulty float8,
        state text, step int, reps int, lapses int, "dueAt" timestamptz, "lastReviewAt" timestamptz)
      join ${card} on ${card.id} = it."cardId"
      on conflict do nothing`);
  }
}

/** Keeps the log from a file for cards that still exist; what is there already stays. */
export async function addPastReviews(tx: Tx, memberId: string, all: readonly PastLog[]): Promise<void> {
  for (const some of chunksOf(all, rowsAtOnce)) {
    await tx.execute(sql`
      insert into ${review} (member_id, card_id, at, day, grade, expected, duration_ms, source)
      select ${memberId}, ${card.id}, at, day, grade, recall, "durationMs", 'file'
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as it ("cardId" text, at timestamptz, day date, grade text,
        recall float8, "durationMs" bigint)
      join ${card} on ${card.id} = it."cardId"
      on conflict do nothing`);
  }
}

const rowsAtOnce = 5000;
