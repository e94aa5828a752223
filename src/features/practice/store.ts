import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { deckOf } from '../../db/reading/mastery.ts';
import { mistake, practiceArm, practiceQuestion } from '../../db/schema/index.ts';

export type QuestionRow = typeof practiceQuestion.$inferSelect;
export type QuestionState = QuestionRow['state'];
export type NewQuestion = Omit<
  QuestionRow,
  'state' | 'confidence' | 'answer' | 'secondAnswer' | 'answeredAt' | 'day' | 'askedAt'
>;

/** False where another question stands open already. */
export async function addQuestion(tx: Tx, question: NewQuestion, askedAt: Date): Promise<boolean> {
  const row = { ...question, choices: [...question.choices], state: 'sure' as const, askedAt };
  const added = await tx
    .insert(practiceQuestion)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: practiceQuestion.id });
  return added.length > 0;
}

/** What a press changes of a question. */
export type Moved = Pick<QuestionRow, 'state'> &
  Partial<Pick<QuestionRow, 'confidence' | 'answer' | 'secondAnswer' | 'answeredAt' | 'day'>>;

/** False where it does not stand as the press says: another press came first. */
export async function moveQuestion(
  tx: Tx,
  { id, memberId }: Pick<QuestionRow, 'id' | 'memberId'>,
  from: readonly QuestionState[],
  to: Moved,
): Promise<boolean> {
  const moved = await tx
    .update(practiceQuestion)
    .set(to)
    .where(
      and(
        eq(practiceQuestion.id, id),
        eq(practiceQuestion.memberId, memberId),
        inArray(practiceQuestion.state, [...from]),
      ),
    )
    .returning({ id: practiceQuestion.id });
  return moved.length > 0;
}

/** What practising a skill turned out to be worth. */
export async function keepWorth(tx: Tx, memberId: string, skill: string, worth: number): Promise<void> {
  const it = practiceArm;
  await tx
    .insert(it)
    .values({ memberId, skill, deckId: deckOf(skill), worth, tries: 1 })
    .onConflictDoUpdate({ target: [it.memberId, it.skill], set: { worth, tries: sql`${it.tries} + 1` } });
}

export async function addMistake(
  tx: Tx,
  it: Pick<typeof mistake.$inferSelect, 'memberId' | 'cardId' | 'variant' | 'answer' | 'at'>,
): Promise<void> {
  const set = { variant: it.variant, answer: it.answer, at: it.at, times: sql`${mistake.times} + 1` };
  await tx
    .insert(mistake)
    .values({ ...it, times: 1 })
    .onConflictDoUpdate({ target: [mistake.cardId, mistake.memberId], set });
}

export async function mendMistake(tx: Tx, memberId: string, cardId: string): Promise<void> {
  await tx.delete(mistake).where(and(eq(mistake.memberId, memberId), eq(mistake.cardId, cardId)));
}
