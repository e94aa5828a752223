/** What a goal is about, among the decks that a member studies: it is in the words of the goal and of its steps. */

export interface NamedDeck {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** The deck that is named, or else the one with most tags that are; undefined where none is. Longer names go before shorter. */
export function deckAbout(words: readonly string[], decks: readonly NamedDeck[]): NamedDeck | undefined {
  const text = plain(words.join(' . '));
  const isNamed = (name: string) => plain(name) !== '  ' && text.includes(plain(name));
  const byName = decks.filter(({ name }) => isNamed(name)).toSorted((a, b) => b.name.length - a.name.length);
  const tagsNamed = ({ tags }: NamedDeck) => tags.filter(isNamed).length;
  const byTags = decks.filter((it) => tagsNamed(it) > 0).toSorted((a, b) => tagsNamed(b) - tagsNamed(a));
  return byName[0] ?? byTags[0];
}

/** Whole words between spaces, so that "art" is not found in "start". */
const plain = (text: string) =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
