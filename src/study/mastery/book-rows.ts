/**
 * The rows of a book, and which of them a question touches.
 */
import type { AskedCard, KeptLink, Recent } from './book.ts';
import { type Ledger, nowhere, type Place } from './ledger.ts';
import type { Question } from './question.ts';
import { formAt, skillAt } from './recent.ts';
import type { RowKind } from './row-kind.ts';
import {
  type AnswerRows,
  againRow,
  type CommonWeights,
  itemRow,
  linkRow,
  namedLinkRow,
  skillRow,
  stateRow,
} from './rows.ts';
import { recentSkills } from './settings.ts';
import { formOf } from './trail.ts';

export interface MasteryBook {
  readonly ledger: Ledger;
  readonly question: Question;
  readonly common: CommonWeights;
  readonly learner: Place;
  readonly recent: Place;
  readonly skills: Rows;
  readonly states: Rows;
  readonly items: Rows;
  readonly agains: Rows;
  readonly links: Rows;
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** Skills by the number that they go by among recent ones. */
  readonly names: string[];
}

/** Rows of one kind, by the key that they are kept by. */
export type Rows = Map<string, Place>;

/** The number of a skill; it gets one where it has none yet. */
export function numberOf(names: string[], skill: string): number {
  const known = names.indexOf(skill);
  return known >= 0 ? known : names.push(skill) - 1;
}

export type Linked = Omit<KeptLink, 'numbers'>;

export const linkKey = ({ from, to, isNamed }: Linked) => JSON.stringify([from, to, isNamed]);

/** Which skills a key of `links` joins. */
export function linkedBy(key: string): Linked {
  const [from, to, isNamed]: [string, string, boolean] = JSON.parse(key);
  return { from, to, isNamed };
}

/** The skills worked on last, newest first. */
export function recentOf({ ledger, recent, names }: Pick<MasteryBook, 'ledger' | 'recent' | 'names'>): Recent[] {
  return Array.from({ length: recentSkills }, (_, at) => at).flatMap((at) => {
    const skill = names[skillAt(ledger, recent, at)];
    return skill === undefined ? [] : [{ skill, form: formAt(ledger, recent, at) }];
  });
}

/** How a row is found by its key. */
export type Find = (rows: Rows, key: string, kind: RowKind) => Place;

/** Where it is not there yet, it begins. */
export const beginIn =
  ({ ledger }: MasteryBook): Find =>
  (rows, key, kind) => {
    const row = rows.get(key) ?? ledger.add(kind);
    rows.set(key, row);
    return row;
  };

/** Where it is not there yet, a blank one is looked at, and nothing changes. */
export const lookIn =
  ({ ledger }: MasteryBook): Find =>
  (rows, key, kind) =>
    rows.get(key) ?? ledger.blank(kind);

/** The rows of a question in the book. */
export function rowsOf(book: MasteryBook, { cardId, skill }: AskedCard, find: Find): AnswerRows {
  const named = book.needs.get(skill) ?? [];
  const linkFrom = (from: string) => {
    const isNamed = named.includes(from);
    return find(book.links, linkKey({ from, to: skill, isNamed }), isNamed ? namedLinkRow : linkRow);
  };
  const formIn = (from: string) => formOf(book.ledger, book.states.get(from) ?? book.ledger.blank(stateRow));
  return {
    learner: book.learner,
    recent: book.recent,
    item: find(book.items, cardId, itemRow),
    again: find(book.agains, cardId, againRow),
    skills: [
      {
        id: numberOf(book.names, skill),
        skill: find(book.skills, skill, skillRow),
        own: find(book.states, skill, stateRow),
        links: recentOf(book).map(({ skill: from }) => (from === skill ? nowhere : linkFrom(from))),
        needs: named.map((from) => ({ link: linkFrom(from), form: formIn(from) })),
      },
    ],
    together: nowhere,
  };
}
