/** Prerequisites by name, as the skills that are called so. */
import { tagOf } from '../../db/reading/mastery.ts';
import type { NeedSaid } from '../../study/mastery/needs-said.ts';
import type { DeckSkill, NeedPair } from './need-store.ts';

/** A deck says so many at most. */
export const mostPairs = 60;

export interface Paired {
  readonly pairs: readonly NeedPair[];
  /** Names that lead nowhere: of a tag of the deck itself, or of what it leans on. */
  readonly unknown: readonly { readonly name: string; readonly isOwnTag: boolean }[];
}

/** What a deck is said to lean on, among these skills. */
export function pairUp(deckId: string, said: readonly NeedSaid[], skills: readonly DeckSkill[]): Paired {
  const here = skills.filter((it) => it.deckId === deckId);
  const found = said.map(({ of, needs }): Paired => {
    const skill = of === null ? `deck:${deckId}` : ownSkill(of, here);
    if (skill === undefined) return { pairs: [], unknown: [{ name: of ?? '', isOwnTag: true }] };
    const each = needs.map((name) => ({
      name,
      to: skillsCalled(name, deckId, skills).filter((it) => it.skill !== skill),
    }));
    return {
      pairs: each.flatMap(({ to }) => to.map((it) => ({ skill, needs: it.skill, needsDeckId: it.deckId }))),
      unknown: each.filter(({ to }) => to.length === 0).map(({ name }) => ({ name, isOwnTag: false })),
    };
  });
  return { pairs: found.flatMap(({ pairs }) => pairs), unknown: found.flatMap(({ unknown }) => unknown) };
}

/** A tag in the very spelling before one in another. */
const ownSkill = (tag: string, here: readonly DeckSkill[]): string | undefined =>
  (here.find(({ skill }) => tagOf(skill) === tag) ?? here.find((it) => isCalled(it, tag)))?.skill;

/** A tag of the deck itself; or all that a deck of that name holds; or a tag of another deck. */
function skillsCalled(name: string, deckId: string, skills: readonly DeckSkill[]): readonly DeckSkill[] {
  const tags = skills.filter((it) => isCalled(it, name));
  const here = tags.filter((it) => it.deckId === deckId);
  if (here.length > 0) return here;
  const deck = skills.filter((it) => it.deckId !== deckId && same(it.deckName, name));
  return deck.length > 0 ? deck : tags.slice(0, 1);
}

const isCalled = ({ skill }: DeckSkill, name: string) => same(tagOf(skill) ?? '', name);

/** A tag of several words is one word, with _ or - between them; people write it with spaces. */
const same = (a: string, b: string) => plain(a) === plain(b);
const plain = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, ' ');
