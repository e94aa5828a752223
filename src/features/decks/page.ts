import type { Card } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { findLearning } from '../../db/reading/learned.ts';
import { mayAskTutorHere } from '../../db/reading/tutor-consent.ts';
import { Refusal } from '../../errors.ts';
import { sayNeeds } from '../../study/mastery/needs-said.ts';
import { deckLookAhead, type LookAhead } from '../../study/memory/exam.ts';
import { remember, spacingOf } from '../../study/memory/remembering.ts';
import { dayIn, endOfDay, instantOf } from '../../study/time/day.ts';
import { deckCard, decksCard, decksOnPage } from './cards.ts';
import { type DeckSeen, findDeck, type Reader, readCompany, readDecks } from './looking.ts';
import { type CardSeen, findCard, readCards, readMemories } from './looking-at-cards.ts';
import { needsFor } from './need-store.ts';
import { cardsCard, cardsOnPage } from './single-cards.ts';

export const readerOf = ({ me, now }: Context): Reader => ({
  memberId: me.id,
  dayEndsAt: endOfDay(me.zone, dayIn(me.zone, now)),
});

/** The deck, or a refusal: the same whether it is gone or not for this member, so that nothing is given away. */
export async function deckOr(context: Context, deckId: string): Promise<DeckSeen> {
  const deck = await findDeck(context.tx, readerOf(context), deckId);
  if (!deck) throw new Refusal('That deck is not here any more. /study decks shows those that are.');
  return deck;
}

/** One's own deck, or a refusal. */
export async function ownDeckOr(context: Context, deckId: string): Promise<DeckSeen> {
  const deck = await deckOr(context, deckId);
  if (!deck.isMine)
    throw new Refusal('Only the owner of a deck can change it. You can study it, and export it for yourself.');
  return deck;
}

export async function cardOr({ tx, me }: Context, cardId: string): Promise<CardSeen> {
  const card = await findCard(tx, me.id, cardId);
  if (!card) throw new Refusal('That card is not here any more. /study decks shows those that are.');
  return card;
}

export async function ownCardOr(context: Context, cardId: string): Promise<CardSeen> {
  const card = await cardOr(context, cardId);
  if (!card.isMine) throw new Refusal('Only the owner of a deck can change its cards.');
  return card;
}

/** The card of a deck as it stands now, beneath a word on what just happened. */
export async function deckPage(context: Context, deckId: string, remark?: string): Promise<Card> {
  return showDeck(context, await deckOr(context, deckId), remark);
}

export async function showDeck(context: Context, deck: DeckSeen, remark?: string): Promise<Card> {
  const { me, now, group } = context;
  const { groups, learners } = await readCompany(context.tx, deck.id);
  const exam = await lookAheadOf(context, deck);
  const needs = sayNeeds(await needsFor(context.tx, deck.id, me.id), '; ');
  const canFindTopics = deck.isMine && deck.untagged >= fewestToSort && (await mayAskTutorHere(context));
  const today = dayIn(me.zone, now);
  return deckCard({ deck, today, groups, learners, here: group, exam, canFindTopics, needs, remark });
}

/** Of fewer cards without a tag nothing can be told apart. */
const fewestToSort = 4;

/** What a review of the whole deck today would be worth at its exam; null without an exam ahead. */
async function lookAheadOf({ tx, me, now }: Context, { id, examDay }: DeckSeen): Promise<LookAhead | null> {
  const examAt = examDay && instantOf(me.zone, examDay, '09:00');
  if (!examAt || examAt <= now) return null;
  const known = await readMemories(tx, me.id, id);
  const kept = await findLearning(tx, me.id, known);
  const memories = remember(kept, known).map(({ memory }) => memory);
  return deckLookAhead(memories, now, examAt, spacingOf(kept, me.retention));
}

export async function decksPage(context: Context, page: number): Promise<Card> {
  const found = await readDecks(context.tx, readerOf(context), decksOnPage + 1, (page - 1) * decksOnPage);
  return decksCard(found.slice(0, decksOnPage), page, found.length > decksOnPage);
}

export async function cardsPage(context: Context, deckId: string, page: number): Promise<Card> {
  const deck = await deckOr(context, deckId);
  const last = Math.max(1, Math.ceil(deck.cards / cardsOnPage));
  const shown = Math.min(page, last);
  const cards = await readCards(context.tx, context.me.id, deckId, cardsOnPage, (shown - 1) * cardsOnPage);
  return cardsCard(deck, cards, shown);
}
