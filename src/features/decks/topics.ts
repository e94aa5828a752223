/** Topics for cards without tags: the tutor proposes them, the owner of the deck takes or leaves them. */
import { action, type Context, task } from '../../chat/handler.ts';
import { askNamed } from '../../chat/intents.ts';
import { later, laterOf, laterOptions } from '../../chat/later.ts';
import { clip } from '../../chat/limits.ts';
import { id } from '../../chat/options.ts';
import { mayAskTutorHere } from '../../db/reading/tutor-consent.ts';
import { Refusal, Unavailable } from '../../errors.ts';
import { type CardToSort, type ProposedTopic, readTopics, topicMax } from '../../study/practice/topics.ts';
import { counted } from '../../study/text/in-words.ts';
import type { TopicsQuestion, Tutor } from '../../tutor.ts';
import { deckPage, ownDeckOr } from './page.ts';
import { findTopics, leaveTopics, undoTopics, useTopics } from './presses.ts';
import { lookingCard, noTopicsCard, topicsCard, withUndo } from './topic-cards.ts';
import {
  addTopicOffer,
  dropTopicOffer,
  findToSort,
  holdTopicOffer,
  putTopics,
  type TopicOffer,
  takeOffTopics,
} from './topic-store.ts';

/** So many fit one question. */
const cardsAtOnce = 50;
const [frontMax, backMax] = [160, 80];
/** The prompt, the names that are known, and an answer; the cards come on top. */
const tokensBesideCards = 2500;
const name = 'decks.find-topics';

export const find = action({
  ...findTopics,
  seenBy: 'me',
  answers: 'below',
  async run(context, { deckId }) {
    const deck = await ownDeckOr(context, deckId);
    if (!(await mayAskTutorHere(context)))
      throw new Refusal('The tutor may not be asked here. /study me says how it can; tags of your own do as well.');
    return {
      reply: lookingCard(deck.name),
      changesLater: true,
      tasks: [askNamed(name, { offerId: context.newId(), deckId, ...laterOf(context) })],
    };
  },
});

interface ToSort {
  readonly memberId: string;
  readonly groupId: string | null;
  readonly question: TopicsQuestion;
  readonly cards: readonly CardToSort[];
}

/** Asks the tutor for topics, and shows those that may be proposed. Nothing of the deck is changed by it. */
export const findTopicsTask = task({
  name,
  options: { offerId: id('Proposal'), deckId: id('Deck'), ...laterOptions },
  async read({ tx }, { deckId, groupId }): Promise<ToSort | null> {
    const found = await findToSort(tx, deckId, cardsAtOnce);
    if (!found) return null;
    const { name: deck, ownerId: memberId, known, cards } = found;
    const asked = cards.map(({ front, back }) => ({ question: clip(front, frontMax), answer: clip(back, backMax) }));
    const names = known.filter((tag) => tag.length <= topicMax);
    return { memberId, groupId: groupId ?? null, question: { deck, known: names, cards: asked }, cards };
  },
  tutorFor: ({ memberId, groupId, question }) => ({ memberId, groupId, tokens: tokensFor(question) }),
  work: async ({ question, cards }, { tutor }) => (tutor && cards.length > 0 ? propose(tutor, question, cards) : null),
  async keep({ tx, now }, { offerId, deckId, ...answer }, topics) {
    const found = await findToSort(tx, deckId, cardsAtOnce);
    if (!found) return {};
    if (topics) await addTopicOffer(tx, { id: offerId, deckId, topics, at: now });
    const shown = topics
      ? topicsCard(found.name, offerId, withExamples(topics, found.cards))
      : noTopicsCard(found.name, deckId);
    return { posts: [later(name, answer, shown)] };
  },
});

/** With the question of a card that would get it, so that whoever decides sees what is meant. */
const withExamples = (topics: readonly ProposedTopic[], cards: readonly CardToSort[]) =>
  topics.map(({ tag, cardIds }) => {
    const example = cards.find((it) => cardIds.includes(it.id))?.front ?? '';
    return { tag, cards: cardIds.length, example };
  });

const tokensFor = ({ cards }: TopicsQuestion): number =>
  tokensBesideCards +
  Math.ceil(cards.reduce((sum, { question, answer }) => sum + question.length + answer.length + 40, 0) / 3);

/** The tutor's topics where they may be proposed; null where they may not, or none came. */
async function propose(
  tutor: Tutor,
  question: TopicsQuestion,
  cards: readonly CardToSort[],
): Promise<ProposedTopic[] | null> {
  try {
    return readTopics((await tutor.topics(question)).said, cards, question.known);
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

export const useThem = action({
  ...useTopics,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { offerId }) {
    const offer = await offerOr(context, offerId);
    const put = offer.takenAt === null ? await putTopics(context.tx, offer, context.now) : null;
    const remark = put === null ? 'These topics are on your cards.' : `${counted(put, 'card')} got a topic.`;
    return { reply: withUndo(await deckPage(context, offer.deckId, remark), offerId) };
  },
});

export const leaveThem = action({
  ...leaveTopics,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { offerId }) {
    const offer = await offerOr(context, offerId);
    if (offer.takenAt === null) await dropTopicOffer(context.tx, offerId);
    const remark = offer.takenAt === null ? 'Left as it was.' : 'These topics are on your cards already.';
    return { reply: await deckPage(context, offer.deckId, remark) };
  },
});

export const undoThem = action({
  ...undoTopics,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { offerId }) {
    const offer = await offerOr(context, offerId);
    const off = offer.takenAt === null ? 0 : await takeOffTopics(context.tx, offer);
    return { reply: await deckPage(context, offer.deckId, `Undone: ${counted(off, 'card')} without a topic again.`) };
  },
});

async function offerOr({ tx, me }: Context, offerId: string): Promise<TopicOffer> {
  const offer = await holdTopicOffer(tx, me.id, offerId);
  if (!offer) throw new Refusal('That proposal is no longer there. /study decks shows your decks as they are.');
  return offer;
}
