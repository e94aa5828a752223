import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { prepared, type Slots } from '../../db/prepared.ts';
import { dayCap, memory, review } from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';

/** What was done on a day. */
export interface Done {
  readonly cards: number;
  readonly begun: number;
  /** Of those that had been known: how many, and how many still were. */
  readonly asked: number;
  readonly recalled: number;
  /** How many cards the member asked for on this day, where they did. */
  readonly wanted: number | null;
}

const countDone = prepared((tx, { memberId, day }: Slots<'memberId' | 'day'>) => {
  const known = sql`${review.before} ->> 'state' = 'review'`;
  const counted = (filter: SQL) => sql<number>`count(*) filter (where ${filter})`.mapWith(Number);
  return tx
    .select({
      cards: sql<number>`count(distinct ${review.cardId})`.mapWith(Number),
      begun: counted(isNull(review.before)),
      asked: counted(known),
      recalled: counted(sql`${known} and ${review.grade} <> 'again'`),
      wanted: sql<
        number | null
      >`(select ${dayCap.cards} from ${dayCap} where ${dayCap.memberId} = ${memberId} and ${dayCap.day} = ${day})`,
    })
    .from(review)
    .where(and(eq(review.memberId, memberId), eq(review.day, day), eq(review.source, 'here')));
});

/** Counts only reviews that happened here, not what an import brought. */
export async function readDone(tx: Tx, memberId: string, day: Day): Promise<Done> {
  const [row] = await countDone(tx, { memberId, day });
  if (!row) throw new Error('A count gave no row');
  return row;
}

const selectLastPress = prepared((tx, { memberId, day }: Slots<'memberId' | 'day'>) =>
  tx
    .select({ cardId: review.cardId, reps: memory.reps })
    .from(review)
    .innerJoin(
      memory,
      and(eq(memory.cardId, review.cardId), eq(memory.memberId, memberId), eq(memory.lastReviewAt, review.at)),
    )
    .where(and(eq(review.memberId, memberId), eq(review.day, day), eq(review.source, 'here')))
    .orderBy(desc(review.at))
    .limit(1),
);

/** The last press of the day, which can be taken back: its card, and the reviews it has had with it. */
export async function findLastPress(
  tx: Tx,
  memberId: string,
  day: Day,
): Promise<{ cardId: string; reps: number } | undefined> {
  const [last] = await selectLastPress(tx, { memberId, day });
  return last;
}
