/**
 * The rows that some answers touch, taken together: opened from how they were kept, predicted from and taught in memory, and what was
 * changed handed back to be kept.
 */
import {
  type AnswerRows,
  explainLearner,
  explainMastery,
  type LearnerTraits,
  learnAnswer,
  type MasteryExplained,
  predictAnswer,
} from './mastery.ts';
import { type Numbers, numbersOf, rowFrom } from './numbers.ts';
import {
  type CommonRow,
  freshAgain,
  freshCommon,
  freshItem,
  freshLearner,
  freshLink,
  freshSkill,
  freshState,
  type ItemRow,
  type LearnerRow,
  type LinkRow,
  type SkillRow,
  type StateRow,
} from './rows.ts';
import { namedWeight } from './settings.ts';
import { formOf, freshTrail } from './trail.ts';

export interface Recent {
  readonly skill: string;
  readonly form: number;
}

/** What `from` says of `to`. */
export interface KeptLink {
  readonly from: string;
  readonly to: string;
  /** Whether it was a prerequisite that someone named. */
  readonly isNamed: boolean;
  readonly numbers: Numbers;
}

/** Rows as they are kept. What is absent was never answered. */
export interface KeptMastery {
  readonly common: Numbers | null;
  readonly learner: { readonly numbers: Numbers; readonly recent: readonly Recent[] } | null;
  readonly skills: ReadonlyMap<string, Numbers>;
  readonly states: ReadonlyMap<string, Numbers>;
  readonly items: ReadonlyMap<string, Numbers>;
  readonly agains: ReadonlyMap<string, Numbers>;
  readonly links: readonly KeptLink[];
  /** By skill, the prerequisites that were named. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/** A card as the model sees it. */
export interface AskedCard {
  readonly cardId: string;
  /** `tag:<deckId>:<tag>` or `deck:<deckId>`. */
  readonly skill: string;
}

export interface MasteryBook {
  readonly common: CommonRow;
  readonly learner: LearnerRow;
  readonly skills: Map<string, SkillRow>;
  readonly states: Map<string, StateRow>;
  readonly items: Map<string, ItemRow>;
  readonly agains: Map<string, StateRow>;
  readonly links: Map<string, LinkRow>;
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

export function openBook(kept: KeptMastery): MasteryBook {
  const learner = freshLearner();
  const { recent: _, ...numbered } = learner;
  Object.assign(learner, rowFrom(numbered, kept.learner?.numbers));
  learner.recent.push(...(kept.learner?.recent ?? []));
  const all = <T extends object>(rows: ReadonlyMap<string, Numbers>, fresh: () => T) =>
    new Map([...rows].map(([key, numbers]) => [key, rowFrom(fresh(), numbers)]));
  return {
    common: rowFrom(freshCommon(), kept.common),
    learner,
    skills: all(kept.skills, freshSkill),
    states: all(kept.states, freshState),
    items: all(kept.items, freshItem),
    agains: all(kept.agains, freshAgain),
    links: new Map(kept.links.map((it) => [linkKey(it), rowFrom(freshLink(), it.numbers)])),
    needs: kept.needs,
  };
}

export type Linked = Omit<KeptLink, 'numbers'>;

const linkKey = ({ from, to, isNamed }: Linked) => JSON.stringify([from, to, isNamed]);

/** Which skills a key of `links` joins. */
export function linkedBy(key: string): Linked {
  const [from, to, isNamed]: [string, string, boolean] = JSON.parse(key);
  return { from, to, isNamed };
}

/** All rows of a book as they are kept. */
export function closeBook({
  common,
  learner,
  needs,
  ...rows
}: MasteryBook): KeptMastery & { readonly learner: object } {
  const { recent, ...numbered } = learner;
  const all = (map: ReadonlyMap<string, object>) => new Map([...map].map(([key, row]) => [key, numbersOf(row)]));
  return {
    common: numbersOf(common),
    learner: {
      numbers: numbersOf(numbered),
      recent: recent.map(({ skill, form }) => ({ skill: String(skill), form })),
    },
    skills: all(rows.skills),
    states: all(rows.states),
    items: all(rows.items),
    agains: all(rows.agains),
    links: [...rows.links].map(([key, row]) => ({ ...linkedBy(key), numbers: numbersOf(row) })),
    needs,
  };
}

/** The rows of a question in the book; those that are not there begin here. */
function rowsOf(book: MasteryBook, { cardId, skill }: AskedCard): AnswerRows {
  const own = rowIn(book.states, skill, freshState);
  const named = book.needs.get(skill) ?? [];
  const linkFrom = (from: string) => linkIn(book, { from, to: skill, isNamed: named.includes(from) });
  const links = book.learner.recent.map(({ skill: from }) => (from === skill ? null : linkFrom(String(from))));
  const needs = named.map((from) => ({ link: linkFrom(from), form: formOf(book.states.get(from) ?? freshTrail()) }));
  return {
    common: book.common,
    learner: book.learner,
    item: rowIn(book.items, cardId, freshItem),
    again: rowIn(book.agains, cardId, freshAgain),
    skills: [{ id: skill, skill: rowIn(book.skills, skill, freshSkill), own, links, needs }],
    together: null,
  };
}

const linkIn = (book: MasteryBook, linked: Linked) =>
  rowIn(book.links, linkKey(linked), () => freshLink(linked.isNamed ? namedWeight : 0));

function rowIn<T>(rows: Map<string, T>, key: string, fresh: () => T): T {
  const row = rows.get(key) ?? fresh();
  rows.set(key, row);
  return row;
}

const secondsOf = (at: Date) => at.getTime() / 1000;

/** The chance, 0-1, of a right answer now. */
export const chanceOf = (book: MasteryBook, asked: AskedCard, at: Date): number =>
  predictAnswer(rowsOf(book, asked), secondsOf(at));

/** Teaches the book an answer; gives the chance that it had before. */
export const learnFrom = (book: MasteryBook, asked: AskedCard, at: Date, isRight: boolean): number =>
  learnAnswer(rowsOf(book, asked), secondsOf(at), isRight);

/** What is believed of a skill, whichever its card. */
export const explainSkill = (book: MasteryBook, skill: string, at: Date): MasteryExplained =>
  explainMastery(rowsOf(bookBeside(book), { cardId: '', skill }), skill, secondsOf(at));

/** The chance, 0-1, of a right answer to a question of this skill that was not asked before. */
export const masteryOf = (book: MasteryBook, skill: string, at: Date): number =>
  explainSkill(book, skill, at).chance.mean;

/** What is known of the learner beyond all skills. */
export const traitsOf = ({ learner }: MasteryBook): LearnerTraits => explainLearner(learner);

/** The same rows; what is begun in it does not show in the book. */
const bookBeside = (book: MasteryBook): MasteryBook => ({
  ...book,
  skills: new Map(book.skills),
  states: new Map(book.states),
  items: new Map(book.items),
  agains: new Map(book.agains),
  links: new Map(book.links),
});
