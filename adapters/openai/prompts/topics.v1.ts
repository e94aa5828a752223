import { z } from 'zod';
import type { TopicDraft, TopicsQuestion } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';
import { words } from './words.ts';

const instructions = `You sort a learner's review cards into topics. A topic is one thing that can be known or not known: a section of a textbook, not a whole subject.

topics: two to seven, each with a name and with the numbers of its cards. cards: numbers from "cards", each in one topic at most; leave out a card
that fits nowhere. A topic has at least two cards. name: one to three words, as a textbook would head the section, in the language of the
cards; not the name of the deck, and nothing of a card's answer. Names in "known" stand on other cards of the same deck already: where one
of them fits, take it as it is written, for a single card too.

${dataRule}`;

const shape = z.object({
  topics: z.array(z.object({ name: words(60), cards: z.array(z.number().int().min(0)).max(100) })).max(12),
});

export const topics: Prompt<TopicsQuestion, z.output<typeof shape>, readonly TopicDraft[]> = {
  version: 'topics-v1',
  instructions,
  data: ({ deck, known, cards }) => ({
    deck,
    known,
    cards: cards.map(({ question, answer }, number) => ({ number, question, answer })),
  }),
  shape,
  read({ topics: said }, { cards }) {
    const all = said.flatMap((topic) => topic.cards);
    const isSorted = new Set(all).size === all.length && all.every((number) => number < cards.length);
    return isSorted ? said : null;
  },
  effort: 'none',
  temperature: 0,
  tokensMax: 900,
};
