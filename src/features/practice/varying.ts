/** Other questions like a card that is known, by the tutor: one is drafted ahead, and waits until the card's turn comes again. */
import { type Ask, type Context, task } from '../../chat/handler.ts';
import { ask } from '../../chat/intents.ts';
import { id, optional } from '../../chat/options.ts';
import { mayAskTutorHere } from '../../db/reading/tutor-consent.ts';
import { Unavailable } from '../../errors.ts';
import { asksToSolve } from '../../study/gate/blind-answers.ts';
import {
  isFoundAgain,
  isReckoned,
  isWorthVarying,
  readVariant,
  type TutorVariant,
} from '../../study/practice/tutor-variants.ts';
import { dayIn } from '../../study/time/day.ts';
import type { Tutor } from '../../tutor.ts';
import { tallyOf } from './looking.ts';
import { type CardToVary, findToVary, keepVariant } from './variant-store.ts';

/** After so many right answers of a day, what is left of its tokens is for hints. */
const rightAnswersADay = 8;
/** The prompt and a draft, and the draft solved up to four times; the card comes on top. */
const tokensBesideCard = 4000;

/** Has a variant drafted of a card that was answered rightly, where one is missing and the tutor may be asked. */
export async function varyLater(context: Context, cardId: string): Promise<readonly Ask[]> {
  const { tx, me, group, now, random } = context;
  if (!(await mayAskTutorHere(context))) return [];
  const { right } = await tallyOf(tx, me.id, dayIn(me.zone, now));
  const card = right > rightAnswersADay ? undefined : await findToVary(tx, { memberId: me.id, cardId });
  if (!card || !isWorthVarying(card, random)) return [];
  return [ask(vary, { memberId: me.id, cardId, groupId: group?.id })];
}

/** Asks the tutor for a variant of a card, and keeps it where its answer came out again. */
export const vary = task({
  name: 'practice.vary',
  options: { memberId: id('Member'), cardId: id('Card'), groupId: optional(id('Group')) },
  async read({ tx }, { memberId, cardId, groupId }) {
    const card = await findToVary(tx, { memberId, cardId });
    return card ? { memberId, groupId: groupId ?? null, card } : null;
  },
  tutorFor: ({ memberId, groupId, card: { front, back, topic } }) => ({
    memberId,
    groupId,
    tokens: tokensBesideCard + Math.ceil((front.length + back.length + topic.length) / 3),
  }),
  work: async ({ card }, { tutor }) => ({ of: card, variant: tutor && (await draft(tutor, card)) }),
  async keep({ tx, now }, { memberId, cardId }, { of, variant }) {
    const isWanted = variant !== null && (await findToVary(tx, { memberId, cardId })) !== undefined;
    if (isWanted) await keepVariant(tx, { memberId, cardId }, { of, variant, at: now });
    return {};
  },
});

/** A variant whose answer came out again; null where none came, or it may not be asked. */
async function draft(tutor: Tutor, card: CardToVary): Promise<TutorVariant | null> {
  try {
    const { said } = await tutor.vary({ question: card.front, answer: card.back, topic: card.topic });
    const variant = readVariant(said, card);
    const isRight = variant !== null && (isReckoned(said) ?? (await isSolvedAlike(tutor, variant)));
    return isRight ? variant : null;
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

/** Whether the tutor, which sees the question alone, comes to its answer each time. The first that does not is the last that is asked. */
async function isSolvedAlike(tutor: Tutor, { front, back }: TutorVariant): Promise<boolean> {
  const { whole, parts } = asksToSolve(front);
  for (const problem of [...whole, ...parts])
    if (!isFoundAgain((await tutor.solve({ problem })).said, back)) return false;
  return true;
}
