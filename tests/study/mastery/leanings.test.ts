import { describe, expect, test } from 'vitest';
import { type KeptMastery, learnFrom, type MasteryBook, masteryOf, openBook } from '../../../src/study/mastery/book.ts';
import { findMissing, leaningsOf } from '../../../src/study/mastery/leanings.ts';
import { Ledger } from '../../../src/study/mastery/ledger.ts';
import { readNeeds, sayNeeds } from '../../../src/study/mastery/needs-said.ts';
import { numbersOf } from '../../../src/study/mastery/numbers.ts';
import { linkRow } from '../../../src/study/mastery/rows.ts';
import { namedWeight } from '../../../src/study/mastery/settings.ts';
import { nothingKept } from './nothing-kept.ts';

const minutes = (n: number) => new Date(Date.UTC(2026, 2, 2, 8) + n * 60_000);

/** A book in which `graphs` is said to lean on `fractions` and `ratios`. */
const withNeeds = (links: KeptMastery['links'] = []): MasteryBook =>
  openBook({ ...nothingKept, links, needs: new Map([['graphs', ['fractions', 'ratios']]]) });

function answer(book: MasteryBook, skill: string, results: readonly boolean[], from = 0) {
  for (const [at, isRight] of results.entries())
    learnFrom(book, { cardId: `${skill} ${at}`, skill }, minutes(from + at), isRight);
}

/** The numbers of a link whose weight is so much. */
function weighing(mean: number, variance: number) {
  const ledger = new Ledger();
  const row = ledger.add(linkRow);
  ledger.put(row + linkRow.at.dependence, mean);
  ledger.put(row + linkRow.at.dependence + 1, variance);
  return numbersOf(ledger, linkRow, row);
}

const linkOf = (from: string, mean: number, variance: number) => ({
  from,
  to: 'graphs',
  isNamed: false,
  numbers: weighing(mean, variance),
});

describe('what a skill leans on', () => {
  test('what was named counts from the start, with the weight that it begins at', () => {
    const told = leaningsOf(withNeeds(), 'graphs', minutes(0));
    expect(told.map(({ skill, isNamed }) => [skill, isNamed])).toEqual([
      ['fractions', true],
      ['ratios', true],
    ]);
    expect(told[0]?.weight.mean).toBe(namedWeight);
  });

  test('a prerequisite that is known lifts what leans on it, one that is not known lowers it', () => {
    const chanceAfter = (isRight: boolean) => {
      const book = withNeeds();
      answer(book, 'fractions', [isRight, isRight, isRight, isRight, isRight]);
      answer(book, 'other', [true, false, true, false, true, false], 10);
      return masteryOf(book, 'graphs', minutes(30));
    };
    expect(chanceAfter(true)).toBeGreaterThan(chanceAfter(false) + 0.1);
  });

  test('how answers go moves the weight', () => {
    const weightAfter = (isRight: boolean) => {
      const book = withNeeds();
      answer(book, 'fractions', [true, true, true, true, true, true]);
      answer(
        book,
        'graphs',
        Array.from({ length: 6 }, () => isRight),
        10,
      );
      return leaningsOf(book, 'graphs', minutes(30)).find(({ skill }) => skill === 'fractions')?.weight.mean ?? 0;
    };
    expect(weightAfter(true)).toBeGreaterThan(weightAfter(false));
  });

  test('a link that nobody named is told where answers bear it out, and the learner has answered there', () => {
    const book = withNeeds([linkOf('sure', 0.7, 0.01), linkOf('unsure', 0.7, 0.2), linkOf('unanswered', 0.7, 0.01)]);
    answer(book, 'sure', [true, false]);
    answer(book, 'unsure', [true, false], 5);
    const told = leaningsOf(book, 'graphs', minutes(10)).filter(({ isNamed }) => !isNamed);
    expect(told.map(({ skill }) => skill)).toEqual(['sure']);
  });

  // The statement that reads links finds the weight by its place: mean fifth, variance sixth.
  test('the weight of a prerequisite has its place among the numbers of a link', () => {
    expect(weighing(0.71, 0.0123).slice(4, 6)).toEqual([0.71, 0.0123]);
  });
});

describe('what is missing', () => {
  test('of several weak prerequisites the one that weighs most; nothing where the skill is not weak or they are known', () => {
    const book = withNeeds();
    answer(book, 'fractions', [false, false, false, false, false]);
    answer(book, 'ratios', [true, true, true, true, true], 10);
    const told = leaningsOf(book, 'graphs', minutes(20));
    expect(findMissing(0.4, told)?.skill).toBe('fractions');
    expect(findMissing(0.7, told)).toBeUndefined();
    expect(
      findMissing(
        0.4,
        told.filter(({ skill }) => skill === 'ratios'),
      ),
    ).toBeUndefined();
  });
});

describe('prerequisites in words', () => {
  test('a line each, for a tag or for the whole deck', () => {
    const said = readNeeds('graphs: fractions, ratios\n\n  sums ; products,\r\nlimits:   graphs, graphs');
    expect(said).toEqual([
      { of: 'graphs', needs: ['fractions', 'ratios'] },
      { of: null, needs: ['sums', 'products'] },
      { of: 'limits', needs: ['graphs'] },
    ]);
    expect(readNeeds(sayNeeds(said))).toEqual(said);
  });
  test('a tag with a colon in it is a name like any other', () =>
    expect(readNeeds('unit:1, unit:2')).toEqual([{ of: null, needs: ['unit:1', 'unit:2'] }]));
});
