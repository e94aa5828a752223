import type { Card } from '../../chat/card.ts';
import type { Context, Outcome } from '../../chat/handler.ts';
import { Refusal } from '../../errors.ts';
import { dayIn } from '../../study/time/day.ts';
import { chooseQuestion } from './asking.ts';
import { goneCard, nothingToAsk, questionCard } from './cards.ts';
import { narrow, type Within } from './for-goal.ts';
import { type AskedQuestion, findMistakes, findOpenId, findOpenQuestion, findQuestion, tallyOf } from './looking.ts';
import { addQuestion, moveQuestion, type NewQuestion } from './store.ts';
import { dropVariant } from './variant-store.ts';

/** The question as it stands now. */
export async function standing(
  { tx, me, now }: Context,
  question: AskedQuestion,
  more: { remark?: string; isShown?: boolean } = {},
): Promise<Card> {
  const tally = await tallyOf(tx, me.id, dayIn(me.zone, now));
  const [mistake] = await findMistakes(tx, me.id, 1);
  return questionCard(question, { tally, mistakes: mistake?.total ?? 0, ...more });
}

/** The member's question. @throws Refusal where it is not theirs, or gone. */
export async function questionOf({ tx, me }: Context, questionId: string): Promise<AskedQuestion> {
  const question = await findQuestion(tx, me.id, questionId);
  if (!question) throw new Refusal(goneCard());
  return question;
}

/** The question as the database has it, after a press. */
export const standingNow = async (
  context: Context,
  questionId: string,
  more: { remark?: string; isShown?: boolean } = {},
): Promise<Outcome> => ({ reply: await standing(context, await questionOf(context, questionId), more) });

/** The open question, where it fits; otherwise it is left, and another is chosen. */
export async function goOn(context: Context, within: Within): Promise<Outcome> {
  const { tx, me } = context;
  // Found before it is looked at: what a rival asks from here on is not left, and stands.
  const openId = await findOpenId(tx, me.id);
  const open = await findOpenQuestion(tx, me.id);
  if (open && fits(open, within)) return { reply: await standing(context, open) };
  if (openId !== undefined) await leave(context, openId);
  const narrowed = await narrow(context, within);
  const chosen = await chooseQuestion(context, narrowed);
  return chosen ? askNew(context, chosen) : { reply: nothingToAsk(narrowed.skills.length > 0) };
}

function fits({ onlyDeckId, onlyGoalId }: AskedQuestion, { deckId, goalId }: Within): boolean {
  return (deckId === undefined || onlyDeckId === deckId) && (goalId === undefined || onlyGoalId === goalId);
}

/** Whatever stands open is left. */
export async function leaveOpen({ tx, me }: Pick<Context, 'tx' | 'me'>): Promise<void> {
  const id = await findOpenId(tx, me.id);
  if (id !== undefined) await leave({ tx, me }, id);
}

const leave = ({ tx, me }: Pick<Context, 'tx' | 'me'>, id: string) =>
  moveQuestion(tx, { id, memberId: me.id }, ['sure', 'answer', 'again'], { state: 'left' });

/** Asks a question; where a rival press has asked another meanwhile, that one stands. */
export async function askNew(context: Context, question: NewQuestion): Promise<Outcome> {
  const { tx, me, now } = context;
  const isAsked = await addQuestion(tx, question, now);
  if (isAsked && question.isVariant) await dropVariant(tx, question);
  const open = await findOpenQuestion(tx, me.id);
  if (!open) throw new Refusal(goneCard());
  return { reply: await standing(context, open) };
}
