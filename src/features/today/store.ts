/** What the home card reads beside a day's facts. This feature writes nothing. */
import { and, asc, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { attendance, deckLearner, goal, reminder, sprint } from '../../db/schema/index.ts';

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

export interface SprintOfDay {
  readonly id: string;
  readonly minutes: number;
  readonly what: string | null;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly state: typeof sprint.$inferSelect.state;
  /** How the member takes part; null where they do not. */
  readonly mine: typeof attendance.$inferSelect.state | null;
}

/** Sprints until `dayEnd` that are to come or under way, or of which the member has yet to say how it went: theirs, and those of this room. */
export async function findSprints(
  tx: Tx,
  { memberId, room, dayEnd, limit }: { memberId: string; room: string; dayEnd: Date; limit: number },
): Promise<SprintOfDay[]> {
  const { id, minutes, what, startAt, endAt, state } = sprint;
  const isAsked = and(eq(sprint.state, 'asking'), isNotNull(attendance.state), sql`${attendance.result} is null`);
  return tx
    .select({ id, minutes, what, startAt, endAt, state, mine: attendance.state })
    .from(sprint)
    .leftJoin(attendance, and(eq(attendance.sprintId, sprint.id), eq(attendance.memberId, memberId)))
    .where(
      and(
        or(eq(sprint.room, room), isNotNull(attendance.state)),
        or(inArray(sprint.state, ['planned', 'running']), isAsked),
        lt(sprint.startAt, dayEnd),
      ),
    )
    .orderBy(asc(sprint.startAt), asc(sprint.id))
    .limit(limit);
}
