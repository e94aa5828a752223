import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '../../db/connect.ts';
import { occurrence, post, reminder } from '../../db/schema/index.ts';
import type { OccurrenceRef } from './presses.ts';
import type { Reminder } from './store.ts';

export type Occurrence = typeof occurrence.$inferSelect;

const isOccurrence = (memberId: string, { reminderId, dueAt }: OccurrenceRef) =>
  and(eq(occurrence.reminderId, reminderId), eq(occurrence.dueAt, dueAt), eq(occurrence.memberId, memberId));

/** An occurrence with its reminder, which is held: two presses on one reminder come one after the other. */
export async function holdOccurrence(
  tx: Tx,
  memberId: string,
  of: OccurrenceRef,
): Promise<{ occurrence: Occurrence; reminder: Reminder } | undefined> {
  const [row] = await tx
    .select({ occurrence, reminder })
    .from(occurrence)
    .innerJoin(reminder, eq(reminder.id, occurrence.reminderId))
    .where(isOccurrence(memberId, of))
    .for('update', { of: reminder });
  return row;
}

export async function answerOccurrence(
  tx: Tx,
  memberId: string,
  of: OccurrenceRef,
  answer: Pick<Occurrence, 'state' | 'answeredAt' | 'snoozedTo'>,
): Promise<void> {
  await tx.update(occurrence).set(answer).where(isOccurrence(memberId, of));
}

/** The message that an occurrence came in, and what became of each occurrence in it; empty when it is gone. */
export async function findMessage(tx: Tx, memberId: string, of: OccurrenceRef) {
  const beside = alias(occurrence, 'beside');
  return tx
    .select({
      occurrence: beside,
      kind: reminder.kind,
      goalId: reminder.goalId,
      words: reminder.words,
      card: post.card,
    })
    .from(occurrence)
    .innerJoin(
      beside,
      and(
        eq(beside.memberId, occurrence.memberId),
        eq(beside.plannedAt, occurrence.plannedAt),
        eq(beside.postKey, occurrence.postKey),
      ),
    )
    .innerJoin(reminder, eq(reminder.id, beside.reminderId))
    .leftJoin(post, eq(post.key, occurrence.postKey))
    .where(isOccurrence(memberId, of));
}
