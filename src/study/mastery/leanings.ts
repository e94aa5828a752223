/**
 * What a skill leans on: prerequisites that someone named, and those that answers told of, each with how well the learner knows it.
 */
import { explainSkill, type MasteryBook } from './book.ts';
import { linkedBy } from './book-rows.ts';
import type { MasteryExplained, Shown } from './mastery.ts';
import { linkRow, namedLinkRow } from './rows.ts';

export interface Leaning {
  readonly skill: string;
  readonly isNamed: boolean;
  /** How far form in it carries over: logits for full form. */
  readonly weight: Shown;
  readonly known: MasteryExplained;
}

/** Where nobody named a prerequisite, answers must bear it out: its weight lies so many deviations above none. */
const surely = 2;

/** Of what the book holds, the prerequisites of a skill; the one that weighs most comes first. */
export function leaningsOf(book: MasteryBook, skill: string, at: Date): Leaning[] {
  const named = book.needs.get(skill) ?? [];
  const links = [...book.links].map(([key, row]) => ({ ...linkedBy(key), row }));
  const namedRows = named.map((from) => {
    const held = links.find((it) => it.isNamed && it.from === from && it.to === skill);
    return { from, isNamed: true, row: held?.row ?? book.ledger.blank(namedLinkRow) };
  });
  const learnt = links.filter((it) => !it.isNamed && it.to === skill && !named.includes(it.from));
  return [...namedRows, ...learnt]
    .map(({ from, isNamed, row }) => {
      const { mean, variance } = book.ledger.believedAt(row + linkRow.at.dependence);
      return {
        skill: from,
        isNamed,
        weight: { mean, deviation: Math.sqrt(variance) },
        known: explainSkill(book, from, at),
      };
    })
    .filter(({ isNamed, weight, known }) => isNamed || (weight.mean > surely * weight.deviation && known.answers > 0))
    .sort((a, b) => b.weight.mean - a.weight.mean);
}

/** Below this chance of a right answer a skill is weak: where learning is most fruitful begins (study/practice/choice.ts). */
const weakBelow = 0.6;

/** The prerequisite whose weakness weighs most on a weak skill; undefined where the skill is not weak, or none of them is. */
export function findMissing(chance: number, leanings: readonly Leaning[]): Leaning | undefined {
  if (chance >= weakBelow) return undefined;
  const weighs = ({ weight, known }: Leaning) => weight.mean * (weakBelow - known.chance.mean);
  return leanings.filter((it) => weighs(it) > 0).toSorted((a, b) => weighs(b) - weighs(a))[0];
}
