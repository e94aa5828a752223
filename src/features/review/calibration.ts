import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { prepared, type Slots } from '../../db/prepared.ts';
import { recallCalibration, review } from '../../db/schema/index.ts';
import type { Press } from '../../study/memory/card-history.ts';
import type { Memory } from '../../study/memory/spacing.ts';
import type { Day } from '../../study/time/day.ts';
import { memoryOf } from './store.ts';

/** What is kept of how a member forgets; undefined before their first grade. Locked until the transaction ends. */
export async function findCalibration(tx: Tx, memberId: string) {
  const { numbers, morning, day } = recallCalibration;
  const mine = eq(recallCalibration.memberId, memberId);
  const [kept] = await tx.select({ numbers, morning, day }).from(recallCalibration).where(mine).for('update');
  return kept;
}

/**
 * Keeps what is known after a grade. `before` is what was known: the morning's, where this is the first grade of the day. Of two
 * grades at the same instant the later stands: one answer more or less does not matter.
 */
export async function keepCalibration(
  tx: Tx,
  memberId: string,
  day: Day,
  before: readonly number[],
  numbers: readonly number[],
): Promise<void> {
  await putCalibration(tx, { memberId, day, before, numbers });
}

const putCalibration = prepared((tx, slots: Slots<'memberId' | 'day' | 'before' | 'numbers'>) => {
  const { memberId, day, before, numbers } = slots;
  const it = recallCalibration;
  const morning = sql`case when ${it.day} = excluded.day then ${it.morning} else ${it.numbers} end`;
  return tx
    .insert(it)
    .values({ memberId, day, numbers, morning: before })
    .onConflictDoUpdate({
      target: it.memberId,
      set: { day: sql`excluded.day`, numbers: sql`excluded.numbers`, morning },
    });
});

/** Puts another calibration in the place of what is kept. */
export async function replaceCalibration(
  tx: Tx,
  memberId: string,
  it: { readonly day: Day; readonly morning: readonly number[]; readonly numbers: readonly number[] },
): Promise<void> {
  const set = { day: it.day, morning: [...it.morning], numbers: [...it.numbers] };
  await tx
    .insert(recallCalibration)
    .values({ memberId, ...set })
    .onConflictDoUpdate({ target: recallCalibration.memberId, set });
}

/** A press of the log. */
export interface PastPress extends Press {
  readonly cardId: string;
  readonly day: Day;
  /** The memory that it met, where it was kept: for presses made here, not for those from a file. */
  readonly met?: Memory | null;
}

/** A member's log, oldest first; with `day` only of the cards that were graded here on that day. */
export async function logOf(tx: Tx, memberId: string, day?: Day): Promise<PastPress[]> {
  const mine = eq(review.memberId, memberId);
  const ofDay = (one: Day) =>
    tx
      .select({ id: review.cardId })
      .from(review)
      .where(and(mine, eq(review.day, one), eq(review.source, 'here')));
  const rows = await tx
    .select()
    .from(review)
    .where(day === undefined ? mine : and(mine, inArray(review.cardId, ofDay(day))))
    .orderBy(asc(review.at));
  return rows.map(({ source, before, ...press }) => ({
    ...press,
    ...(source === 'here' ? { met: before && memoryOf(before) } : {}),
  }));
}
