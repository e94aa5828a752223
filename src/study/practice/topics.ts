/**
 * Topics that a tutor would put on cards without tags: what of its draft may be proposed. A tag decides a card's skill, and is shown beside
 * its question.
 */
import { givesAway } from '../gate/giving-away.ts';
import { lineFaults } from '../gate/tutor-words.ts';

export interface DraftedTopic {
  readonly name: string;
  /** Numbers of cards, from 0. */
  readonly cards: readonly number[];
}

export interface CardToSort {
  readonly id: string;
  readonly front: string;
  readonly back: string;
}

export interface ProposedTopic {
  readonly tag: string;
  readonly cardIds: readonly string[];
}

const most = 8;
/** The longest name, in characters. */
export const topicMax = 40;

/**
 * The topics as they may be proposed; null where a single name may not be shown, or they tell nothing apart. A card whose answer a name
 * would give away is left out. `known`: tags on other cards of the deck, whose spelling is kept.
 */
export function readTopics(
  drafts: readonly DraftedTopic[],
  cards: readonly CardToSort[],
  known: readonly string[],
): ProposedTopic[] | null {
  if (drafts.length > most || drafts.some(({ name }) => lineFaults(name.trim(), topicMax).length > 0)) return null;
  const byTag = new Map<string, { tag: string; cardIds: string[] }>();
  const sorted = new Set<string>();
  for (const { name, cards: numbers } of drafts) {
    const tag = known.find((it) => plain(it) === plain(name)) ?? asTag(name);
    const topic = byTag.get(plain(tag)) ?? { tag, cardIds: [] };
    for (const { id, front, back } of numbers.flatMap((at) => cards[at] ?? [])) {
      if (sorted.has(id) || givesAway(name, back, front)) continue;
      sorted.add(id);
      topic.cardIds.push(id);
    }
    byTag.set(plain(tag), topic);
  }
  const topics = [...byTag.values()].filter(({ cardIds }) => cardIds.length > 0);
  const tags = new Set([...known, ...topics.map(({ tag }) => tag)].map(plain));
  return topics.length > 0 && tags.size > 1 ? topics : null;
}

/** A tag is one word. */
const asTag = (name: string): string => wordsOf(name).join('-');
const plain = (name: string): string => wordsOf(name).join('-').toLowerCase();
const wordsOf = (name: string): readonly string[] => name.normalize('NFKC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
