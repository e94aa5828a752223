import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addsUp, readGoalTerms, writeGoalTerms } from '../../../src/study/goals/goal-terms.ts';

const today = '2026-03-02';
const terms = (measure: string, deadline: string | null, amount: number | null = null, unit: string | null = null) => ({
  measure,
  amount,
  unit,
  deadline,
});

describe('readGoalTerms', () => {
  test.each([
    ['40 problems by 12 June', terms('40 problems', '2026-06-12', 40, 'problems')],
    ['40 problems by 12.06', terms('40 problems', '2026-06-12', 40, 'problems')],
    ['40 problems by 12.6', terms('40 problems', '2026-06-12', 40, 'problems')],
    ['40 problems (by 12 June).', terms('40 problems', '2026-06-12', 40, 'problems')],
    ['by 12 June: 40 problems', terms('40 problems', '2026-06-12', 40, 'problems')],
    ['20 hours in two weeks', terms('20 hours', '2026-03-16', 20, 'hours')],
    ['3 essays by Saturday', terms('3 essays', '2026-03-07', 3, 'essays')],
    ['at least 40 problems until the end of May', terms('at least 40 problems', '2026-05-31', 40, 'problems')],
    ['by the end of February', terms('', '2027-02-28')],
    ['be done before the exam on 12 June', terms('be done before the exam', '2026-06-12')],
    ['pages from 1 May by 3 June', terms('pages from 1 May', '2026-06-03')],
    ['2026-06-12', terms('', '2026-06-12')],
    ['today', terms('', today)],
    ['read 3/4 of the book', terms('read 3/4 of the book', null)],
    ['until I understand it', terms('until I understand it', null)],
    ['', terms('', null)],
    [`${'9'.repeat(60)} pages`, terms(`${'9'.repeat(60)} pages`, null)],
  ])('%s', (typed, expected) => expect(readGoalTerms(typed, today)).toEqual(expected));

  test.each([
    ['40 problems by 12 June 2025', /Thu 12 Jun 2025 has passed/],
    ['5 pages yesterday', /Sun 1 Mar has passed/],
    ['all of it by 3/4', /may be two days.*month as a word/],
  ])('%s is asked back', (typed, says) =>
    expect(readGoalTerms(typed, today)).toEqual({ problem: expect.stringMatching(says) }),
  );
});

test('what is written is read back as the same terms, on any later day before the deadline', () => {
  const words = fc.constantFrom(
    '40',
    'problems',
    'at least',
    'chapter 3',
    'from 1 May',
    'until it sits',
    'by heart',
    'Übung',
    '٤٠',
    '3/4',
    '(all)',
  );
  const measure = fc.array(words, { maxLength: 5 }).map((parts) => parts.join(' '));
  const day = fc
    .integer({ min: 0, max: 700 })
    .map((days) => new Date(Date.UTC(2026, 2, 3 + days)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(measure, fc.option(day), (typed, deadline) => {
      const read = readGoalTerms(writeGoalTerms({ measure: typed, deadline }), today);
      if ('problem' in read) throw new Error(read.problem);
      if (deadline !== null) expect(read.deadline).toBe(deadline);
      expect(readGoalTerms(writeGoalTerms(read), deadline ?? today)).toEqual(read);
    }),
    { seed: 7, numRuns: 400 },
  );
});

test.each([
  ['40 problems', 'problems', true],
  ['200 pages of notes', 'pages', true],
  ['10 hours a week', 'hours', false],
  ['90 % in the mock exam', '%', false],
  ['12 points', 'points', false],
  [null, null, true],
])('adds up: %s', (measure, unit, expected) => expect(addsUp({ measure, unit })).toBe(expected));
