import { button, type Card, card, controls, list, rich, strong } from '../../chat/card.ts';
import { press } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { counted } from '../../study/text/in-words.ts';
import { named } from './cards.ts';
import { leaveTopics, openDeck, undoTopics, useTopics } from './presses.ts';

export const lookingCard = (deckName: string): Card =>
  card(`Looking for topics in ${named(deckName)}…`, ['The tutor reads cards without tags. What it finds comes here.']);

/** What the tutor would write, for the owner to decide. */
export const topicsCard = (
  deckName: string,
  offerId: string,
  topics: readonly { readonly tag: string; readonly cards: number; readonly example: string }[],
): Card =>
  card(`Topics for ${named(deckName)}`, [
    'The tutor would put these on cards without tags. Each becomes a skill of its own; nothing has changed yet.',
    list(topics.map(({ tag, cards, example }) => rich`${strong(clip(tag, 60))}: ${told(cards, example)}`)),
    controls(button('Use these', press(useTopics, { offerId }), 'main'), button('No', press(leaveTopics, { offerId }))),
  ]);

const told = (cards: number, example: string) =>
  `${counted(cards, 'card')}, such as “${clip(example.replace(/\s+/g, ' '), 80)}”`;

export const noTopicsCard = (deckName: string, deckId: string): Card =>
  card(`No topics for ${named(deckName)} this time`, [
    'The tutor found none that fit, is away, or has no tokens left for you today. Nothing has changed; tags of your own do the same.',
    controls(button('Open the deck', press(openDeck, { deckId }))),
  ]);

/** The deck, with the way back beside it. */
export const withUndo = (shown: Card, offerId: string): Card => ({
  ...shown,
  blocks: [...shown.blocks, controls(button('Undo the topics', press(undoTopics, { offerId })))],
});
