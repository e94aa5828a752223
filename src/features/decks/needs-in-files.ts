/** What cards lean on, between decks and files or forms: a card there speaks for its first tag, or without one for its whole deck. */

import { clip } from '../../chat/limits.ts';
import type { Tx } from '../../db/connect.ts';
import { type NeedSaid, sayNeeds } from '../../study/mastery/needs-said.ts';
import type { ImportedCard } from './formats/deck-file.ts';
import { mostPairs, pairUp } from './need-pairs.ts';
import { addNeeds, needsOf, skillsOwned } from './need-store.ts';

export interface KeptNeeds {
  /** What was named in the file and is known here, in words. */
  readonly kept: string;
  /** Names that are no tag and no deck of the member's. */
  readonly unknown: readonly string[];
}

/** So many different ones are read from one file. */
const mostSaid = 300;

/** Keeps what the cards of a file are said to lean on, beside what their decks were said to before. */
export async function keepNeedsIn(
  tx: Tx,
  memberId: string,
  cards: readonly (Pick<ImportedCard, 'tags' | 'needs'> & { readonly deckId: string })[],
): Promise<KeptNeeds> {
  const byDeck = Map.groupBy(
    cards.filter(({ needs = [] }) => needs.length > 0),
    ({ deckId }) => deckId,
  );
  if (byDeck.size === 0) return { kept: '', unknown: [] };
  const skills = await skillsOwned(tx, memberId);
  const kept: string[] = [];
  const unknown = new Set<string>();
  for (const [deckId, ofDeck] of byDeck) {
    const paired = pairUp(deckId, saidBy(ofDeck), skills);
    for (const { name } of paired.unknown) unknown.add(name);
    if ((await addNeeds(tx, deckId, paired.pairs, mostPairs)) > 0) kept.push(sayNeeds(await needsOf(tx, deckId), '; '));
  }
  return { kept: kept.join('; '), unknown: [...unknown] };
}

function saidBy(cards: readonly Pick<ImportedCard, 'tags' | 'needs'>[]): NeedSaid[] {
  const said = new Map<string | null, Set<string>>();
  let count = 0;
  for (const { tags, needs = [] } of cards) {
    const of = tags[0] ?? null;
    const all = said.get(of) ?? new Set<string>();
    said.set(of, all);
    for (const need of needs) {
      if (count >= mostSaid || all.has(need) || need.toLowerCase() === of?.toLowerCase()) continue;
      all.add(need);
      count += 1;
    }
  }
  return [...said].map(([of, needs]) => ({ of, needs: [...needs] }));
}

/** What a card leans on, for a file: what is said of its first tag, and of its whole deck. */
export const needsOfCard = (said: readonly NeedSaid[], [tag]: readonly string[]): string[] => [
  ...new Set(
    said
      .filter(({ of }) => of === null || of === tag)
      .flatMap(({ needs }) => needs)
      .filter((need) => need !== tag),
  ),
];

const unknownShown = 5;

export function unknownWords({ unknown }: KeptNeeds): string | null {
  if (unknown.length === 0) return null;
  const names = unknown.slice(0, unknownShown).map((name) => `“${clip(name, 40)}”`);
  const more = unknown.length > unknownShown ? ' and more' : '';
  return `No tag and no deck of yours is called ${names.join(', ')}${more}, so nothing leans on that.`;
}

/** What became of what one card names, or null where it names nothing. */
export function needsWords(it: KeptNeeds): string | null {
  const kept = it.kept === '' ? [] : [`Leans on: ${clip(it.kept, 300)}.`];
  return [...kept, unknownWords(it) ?? []].flat().join(' ') || null;
}
