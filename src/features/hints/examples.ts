/** What may serve as a worked example for a card: others of its skill, or of the one that is missing beneath it. */
import type { Context } from '../../chat/handler.ts';
import { readMastery, tagOf } from '../../db/reading/mastery.ts';
import type { Examples } from '../../study/hints/built-in-hints.ts';
import { chanceOf, openBook } from '../../study/mastery/book.ts';
import { findMissing, leaningsOf } from '../../study/mastery/leanings.ts';
import { type CardAsked, findExamples } from './looking.ts';

export async function examplesFor({ tx, me, now }: Context, { id: cardId, skill }: CardAsked): Promise<Examples> {
  const siblings = await findExamples(tx, me.id, skill, cardId);
  const { kept } = await readMastery(tx, me.id, [{ cardId, skill }]);
  const book = openBook(kept);
  const missing = findMissing(chanceOf(book, { cardId, skill }, now), leaningsOf(book, skill, now));
  // Where it was never answered, nobody knows that it is missing.
  if (!missing || missing.known.answers === 0) return { siblings, missing: null };
  const beneath = await findExamples(tx, me.id, missing.skill, cardId);
  const [first] = beneath;
  return { siblings, missing: first ? { name: tagOf(missing.skill) ?? first.deckName, cards: beneath } : null };
}
