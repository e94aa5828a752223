/**
 * The rows that some answers touch, taken together: opened from how they were kept, predicted from and taught in memory, and what was
 * changed handed back to be kept.
 */
import {
  beginIn,
  linkedBy,
  linkKey,
  lookIn,
  type MasteryBook,
  numberOf,
  type Rows,
  recentOf,
  rowsOf,
} from './book-rows.ts';
import { Ledger } from './ledger.ts';
import { explainLearner, explainMastery, type LearnerTraits, learnAnswer, type MasteryExplained } from './mastery.ts';
import { commonFrom, type Numbers, numbersOf, numbersOfCommon, openRow } from './numbers.ts';
import { Question } from './question.ts';
import { putRecent } from './recent.ts';
import type { RowKind } from './row-kind.ts';
import { againRow, itemRow, learnerRow, linkRow, recentRow, skillRow, stateRow } from './rows.ts';
import { recentSkills } from './settings.ts';
import { answersOf } from './trail.ts';

export type { MasteryBook } from './book-rows.ts';

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

export function openBook(kept: KeptMastery): MasteryBook {
  const ledger = new Ledger();
  const common = commonFrom(kept.common);
  const all = (rows: ReadonlyMap<string, Numbers>, kind: RowKind): Rows =>
    new Map([...rows].map(([key, numbers]) => [key, openRow(ledger, kind, numbers)]));
  const names: string[] = [];
  const recent = ledger.add(recentRow);
  for (const [at, { skill, form }] of (kept.learner?.recent ?? []).slice(0, recentSkills).entries())
    putRecent(ledger, recent, at, numberOf(names, skill), form);
  return {
    ledger,
    question: new Question(ledger, common),
    common,
    learner: openRow(ledger, learnerRow, kept.learner?.numbers),
    recent,
    skills: all(kept.skills, skillRow),
    states: all(kept.states, stateRow),
    items: all(kept.items, itemRow),
    agains: all(kept.agains, againRow),
    links: new Map(kept.links.map((it) => [linkKey(it), openRow(ledger, linkRow, it.numbers)])),
    needs: kept.needs,
    names,
  };
}

/** All rows of a book as they are kept. */
export function closeBook({
  ledger,
  common,
  learner,
  ...book
}: MasteryBook): KeptMastery & { readonly learner: object } {
  const all = (rows: Rows, kind: RowKind) =>
    new Map([...rows].map(([key, row]) => [key, numbersOf(ledger, kind, row)]));
  return {
    common: numbersOfCommon(common),
    learner: { numbers: numbersOf(ledger, learnerRow, learner), recent: recentOf({ ledger, ...book }) },
    skills: all(book.skills, skillRow),
    states: all(book.states, stateRow),
    items: all(book.items, itemRow),
    agains: all(book.agains, againRow),
    links: [...book.links].map(([key, row]) => ({ ...linkedBy(key), numbers: numbersOf(ledger, linkRow, row) })),
    needs: book.needs,
  };
}

const secondsOf = (at: Date) => at.getTime() / 1000;

/** The chance, 0-1, of a right answer now. */
export const chanceOf = (book: MasteryBook, asked: AskedCard, at: Date): number =>
  book.question.pose(rowsOf(book, asked, lookIn(book)), secondsOf(at));

/** Teaches the book an answer; gives the chance that it had before. */
export const learnFrom = (book: MasteryBook, asked: AskedCard, at: Date, isRight: boolean): number =>
  learnAnswer(book.question, rowsOf(book, asked, beginIn(book)), secondsOf(at), isRight);

/** What is believed of a skill, whichever its card. */
export function explainSkill(book: MasteryBook, skill: string, at: Date): MasteryExplained {
  const rows = rowsOf(book, { cardId: '', skill }, lookIn(book));
  return explainMastery(book.question, rows, numberOf(book.names, skill), secondsOf(at));
}

/** The chance, 0-1, of a right answer to a question of this skill that was not asked before. */
export const masteryOf = (book: MasteryBook, skill: string, at: Date): number =>
  explainSkill(book, skill, at).chance.mean;

/** What is known of the learner beyond all skills. */
export const traitsOf = ({ ledger, learner }: MasteryBook): LearnerTraits => explainLearner(ledger, learner);

/** How often a skill was answered, whichever the card. */
export const answersOnSkill = ({ ledger, states }: MasteryBook, skill: string): number =>
  answersOf(ledger, states.get(skill) ?? ledger.blank(stateRow));

/** How often a card was answered rightly. */
export const winsOnCard = ({ ledger, agains }: MasteryBook, cardId: string): number =>
  ledger.at((agains.get(cardId) ?? ledger.blank(againRow)) + againRow.at.wins);
