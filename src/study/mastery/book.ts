/**
 * The rows that some answers touch, taken together: opened from how they were kept, predicted from and taught in memory, and what was
 * changed handed back to be kept. Kept, a row is its numbers in the order of their names.
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
import {
  type CommonRow,
  freshAgain,
  freshCommon,
  freshItem,
  freshLearner,
  freshSkill,
  freshState,
  type ItemRow,
  type LearnerRow,
  type SkillRow,
  type StateRow,
} from './rows.ts';

export type Numbers = (number | null)[];

/** The numbers of a row, by the order of their names; other values are passed over. */
export function numbersOf(row: unknown): Numbers {
  if (row === null || typeof row === 'number') return [row];
  if (typeof row !== 'object') return [];
  return inOrder(row).flatMap(([, value]) => numbersOf(value));
}

/** A fresh row with these numbers in it. Where they are not as many as its own, an earlier model kept them, and it stays fresh. */
export function rowFrom<T extends object>(fresh: T, numbers: Numbers | null | undefined): T {
  if (!numbers || numbers.length !== numbersOf(fresh).length) return fresh;
  fillIn(fresh, numbers, 0);
  return fresh;
}

function fillIn(into: object, numbers: Numbers, from: number): number {
  let at = from;
  for (const [name, value] of inOrder(into)) {
    if (value === null || typeof value === 'number') Reflect.set(into, name, numbers[at++] ?? null);
    else if (typeof value === 'object') at = fillIn(value, numbers, at);
  }
  return at;
}

/** Places of a list stay as they are; names go by the alphabet, so that a row may be written down in any order. */
function inOrder(row: object): [string, unknown][] {
  const all: [string, unknown][] = Object.entries(row);
  return Array.isArray(row) || ArrayBuffer.isView(row) ? all : all.sort(([a], [b]) => (a < b ? -1 : 1));
}

export interface Recent {
  readonly skill: string;
  readonly form: number;
}

/** Rows as they are kept. What is absent was never answered. */
export interface KeptMastery {
  readonly common: Numbers | null;
  readonly learner: { readonly numbers: Numbers; readonly recent: readonly Recent[] } | null;
  readonly skills: ReadonlyMap<string, Numbers>;
  readonly states: ReadonlyMap<string, Numbers>;
  readonly items: ReadonlyMap<string, Numbers>;
  readonly agains: ReadonlyMap<string, Numbers>;
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
  };
}

/** All rows of a book as they are kept. */
export function closeBook({ common, learner, ...rows }: MasteryBook): KeptMastery & { readonly learner: object } {
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
  };
}

/** The rows of a question in the book; those that are not there begin here. Prerequisites are not looked for. */
function rowsOf(book: MasteryBook, { cardId, skill }: AskedCard): AnswerRows {
  const own = rowIn(book.states, skill, freshState);
  const links = book.learner.recent.map(() => null);
  return {
    common: book.common,
    learner: book.learner,
    item: rowIn(book.items, cardId, freshItem),
    again: rowIn(book.agains, cardId, freshAgain),
    skills: [{ id: skill, skill: rowIn(book.skills, skill, freshSkill), own, links }],
    together: null,
  };
}

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
});
