import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goalKinds, kindOfGoal, subGoals } from '../../../src/study/goals/goal-templates.ts';

const total = (...asked: Parameters<typeof subGoals>) =>
  subGoals(...asked).reduce((sum, { minutes }) => sum + minutes, 0);

describe.each(goalKinds)('%s', (kind) => {
  test('has three to seven steps, each with its own title and an estimate in whole five minutes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5000, noNaN: true }),
        fc.constantFrom('pages', 'hours', 'words', 'Seiten', ''),
        (amount, unit) => {
          const steps = subGoals(kind, { amount, unit });
          expect(steps.length).toBeGreaterThanOrEqual(3);
          expect(steps.length).toBeLessThanOrEqual(7);
          expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length);
          for (const { minutes } of steps) expect(minutes % 5 === 0 && minutes >= 5).toBe(true);
        },
      ),
      { seed: 1 },
    );
  });

  test('divides the time that was named, to the rounding', () => {
    expect(Math.abs(total(kind, { amount: 100, unit: 'hours' }) - 6000)).toBeLessThanOrEqual(20);
  });

  test('takes between two and twenty hours when it does not say how much, or counts in something else', () => {
    expect(total(kind)).toBeGreaterThanOrEqual(120);
    expect(total(kind)).toBeLessThanOrEqual(1200);
    expect(total(kind, { amount: 80, unit: '%' })).toBe(total(kind));
  });
});

test.each([
  ['problem set', 40, 'problems', 480],
  ['reading', 2, 'chapters', 120],
  ['essay', 3000, 'words', 1200],
  ['language', 200, 'words', 300],
] as const)('%s: %i %s take about %i minutes', (kind, amount, unit, minutes) => {
  expect(Math.abs(total(kind, { amount, unit }) - minutes)).toBeLessThanOrEqual(15);
});

test.each([
  ['Pass the statistics exam', 'exam'],
  ['midterm in linear algebra', 'exam'],
  ['Klausur Analysis', 'exam'],
  ['Finish the book by Kahneman', 'reading'],
  ['read 3 chapters', 'reading'],
  ['40 problems on graphs', 'problem set'],
  ['the homework for week 4', 'problem set'],
  ['Write the essay on Kant', 'essay'],
  ['my thesis introduction', 'essay'],
  ['200 Spanish words', 'language'],
  ['Learn kanji', 'language'],
  ['Build a weather app', 'project'],
  ['slides for the presentation', 'project'],
  ['Finish the online course on SQL', 'course'],
  ['get fit', null],
  ['', null],
] as const)('“%s” speaks of: %s', (words, kind) => {
  expect(kindOfGoal(words)).toBe(kind);
});
