import { describe, expect, test } from 'vitest';
import {
  chanceOf,
  closeBook,
  explainSkill,
  type KeptMastery,
  learnFrom,
  type MasteryBook,
  masteryOf,
  openBook,
} from '../../../src/study/mastery/book.ts';
import { Ledger } from '../../../src/study/mastery/ledger.ts';
import { commonFrom, type Numbers, numbersOf, numbersOfCommon, openRow } from '../../../src/study/mastery/numbers.ts';
import { freshCommon, learnerRow, linkRow, skillRow, stateRow } from '../../../src/study/mastery/rows.ts';
import { seededRandom } from '../../support/random.ts';
import { nothingKept } from './nothing-kept.ts';

const minutes = (n: number) => new Date(Date.UTC(2026, 2, 2, 8) + n * 60_000);

/** Answers on three skills, as chance has it. */
function practised(book: MasteryBook, answers: number, seed: number): MasteryBook {
  const random = seededRandom(seed);
  for (let n = 0; n < answers; n++) {
    const at = Math.floor(random() * 9);
    learnFrom(book, { cardId: `card ${at}`, skill: `deck:${at % 3}` }, minutes(n * 10), random() < 0.6);
  }
  return book;
}

/** As a database gives it back: numbers and lists alone. */
const keptAndRead = (kept: KeptMastery): KeptMastery => {
  const again = (rows: ReadonlyMap<string, Numbers>): Map<string, Numbers> =>
    new Map(JSON.parse(JSON.stringify([...rows])) as [string, Numbers][]);
  const { common, learner } = JSON.parse(JSON.stringify({ common: kept.common, learner: kept.learner }));
  const { skills, states, items, agains, needs } = kept;
  const links = JSON.parse(JSON.stringify(kept.links));
  const rows = { skills: again(skills), states: again(states), items: again(items), agains: again(agains) };
  return { common, learner, ...rows, links, needs };
};

/** A row of nothing but what it begins with. */
function fresh(kind: typeof stateRow | typeof skillRow | typeof linkRow) {
  const ledger = new Ledger();
  return numbersOf(ledger, kind, ledger.add(kind));
}

/** What a row keeps that was opened with these numbers. */
function reopened(kind: typeof stateRow | typeof skillRow | typeof linkRow, numbers: Numbers | null) {
  const ledger = new Ledger();
  return numbersOf(ledger, kind, openRow(ledger, kind, numbers));
}

const changed = (numbers: Numbers) => numbers.map((number, at) => (number === null ? at : number + at / 7));

describe('rows as numbers', () => {
  test.each([
    ['state', stateRow],
    ['skill', skillRow],
    ['link', linkRow],
  ])('a %s comes back as it was', (_, kind) => {
    const numbers = changed(fresh(kind));
    expect(reopened(kind, numbers)).toEqual(numbers);
  });

  test('what all share comes back as it was', () => {
    const numbers = changed(numbersOfCommon(freshCommon()));
    expect(numbersOfCommon(commonFrom(numbers))).toEqual(numbers);
    expect(commonFrom([1, 2])).toEqual(freshCommon());
  });

  // Rows are kept in this order since the first of them; another would read them as something else.
  test('a row is kept in the order of the names of its numbers', () => {
    const ledger = new Ledger();
    const row = ledger.add(stateRow);
    for (const [nth, name] of ['fails', 'lastAnswer', 'lastAtS', 'lastResults', 'quick', 'slow', 'state'].entries())
      ledger.put(row + stateRow.at[name as keyof typeof stateRow.at], nth);
    ledger.put(row + stateRow.at.state + 1, 7);
    ledger.put(row + stateRow.at.wins, 8);
    expect(numbersOf(ledger, stateRow, row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('an instant that is not known stays unknown', () => {
    expect(fresh(stateRow)).toContain(null);
    expect(reopened(stateRow, fresh(stateRow))).toEqual(fresh(stateRow));
  });

  test('numbers of another model begin afresh', () => {
    expect(reopened(stateRow, [1, 2, 3])).toEqual(fresh(stateRow));
    expect(reopened(stateRow, null)).toEqual(fresh(stateRow));
  });
});

describe('a book', () => {
  test('kept and opened again predicts to the last digit what it did, and goes on as if it had never been closed', () => {
    const book = practised(openBook(nothingKept), 120, 4);
    const again = openBook(keptAndRead(closeBook(book)));
    for (let at = 0; at < 9; at++) {
      const asked = { cardId: `card ${at}`, skill: `deck:${at % 3}` };
      expect(chanceOf(again, asked, minutes(5000))).toBe(chanceOf(book, asked, minutes(5000)));
    }
    const [one, other] = [practised(book, 40, 5), practised(again, 40, 5)];
    expect(closeBook(other)).toEqual(closeBook(one));
  });

  test('a learner that was never seen is a fresh one', () => {
    const { ledger, learner } = openBook(nothingKept);
    expect(numbersOf(ledger, learnerRow, learner)).toEqual(numbersOf(ledger, learnerRow, ledger.blank(learnerRow)));
  });

  test('looking changes nothing that is kept', () => {
    const book = practised(openBook(nothingKept), 30, 6);
    const before = closeBook(book);
    masteryOf(book, 'deck:0', minutes(900));
    explainSkill(book, 'deck:new', minutes(900));
    expect(closeBook(book)).toEqual(before);
  });

  test('right answers raise, wrong ones lower, time lets fade; an answer on one skill says little of another', () => {
    const skill = 'deck:0';
    const taught = (isRight: boolean) => {
      const book = openBook(nothingKept);
      for (let n = 0; n < 6; n++) learnFrom(book, { cardId: `card ${n}`, skill }, minutes(n), isRight);
      return book;
    };
    const start = masteryOf(openBook(nothingKept), skill, minutes(0));
    const [up, down] = [taught(true), taught(false)];
    expect(masteryOf(up, skill, minutes(6))).toBeGreaterThan(start + 0.05);
    expect(masteryOf(down, skill, minutes(6))).toBeLessThan(start - 0.1);
    expect(masteryOf(up, skill, minutes(60 * 24 * 30))).toBeLessThan(masteryOf(up, skill, minutes(6)));
    const moved = (which: string) => Math.abs(masteryOf(down, which, minutes(6)) - start);
    expect(moved('deck:1')).toBeLessThan(moved(skill));
    expect(explainSkill(up, skill, minutes(60 * 24 * 6))).toMatchObject({ right: 6, answers: 6 });
    expect(explainSkill(up, skill, minutes(60 * 24 * 6)).lastDaysAgo).toBeCloseTo(6, 1);
  });
});
