/** What the home card reads beside a day's facts. This feature writes nothing. */
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { deckLearner, goal, reminder } from '../../db/schema/index.ts';

/** The member's own reminders that come next. */
export async function nextReminders(
  tx: Tx,
  memberId: string,
  limit: number,
): Promise<{ words: string; dueAt: Date | null }[]> {
  return tx
    .select({ words: reminder.words, dueAt: reminder.dueAt })
    .from(reminder)
    .where(and(eq(reminder.memberId, memberId), eq(reminder.kind, 'own'), isNotNull(reminder.dueAt)))
    .orderBy(asc(reminder.dueAt), asc(reminder.id))
    .limit(limit);
}

/** Whether a member has ever set a goal or studied a deck. */
export async function hasBegun(tx: Tx, memberId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ begun: boolean }>(sql`
    select exists (select from ${goal} where ${goal.memberId} = ${memberId})
      or exists (select from ${deckLearner} where ${deckLearner.memberId} = ${memberId}) as begun`);
  return rows[0]?.begun ?? false;
}
