import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findOptimiser, fitWeights, type Optimiser } from '../../bench/evaluate/fit-weights.ts';
import { evaluateFitted, foldsOf } from '../../bench/evaluate/fitted.ts';
import type { Review } from '../../bench/evaluate/recall-data.ts';
import { dayMs, defaultSpacing } from '../../src/study/memory/spacing.ts';

/** Ten cards, each seen every third day; from then on each third answer is wrong. */
const reviews: readonly Review[] = Array.from({ length: 120 }, (_, i) => {
  const at = new Date(1e12 + Math.floor(i / 10) * 3 * dayMs + (i % 10) * 20_000);
  const restDays = i < 10 ? null : 3;
  return {
    shown: { card: `card ${i % 10}`, at, restDays, isStudy: false, memory: null },
    answered: { at, grade: i % 3 === 2 ? 'again' : 'good', durationMs: 4000 },
    isScored: i >= 23,
    bin: 0,
  };
});

test('folds follow each other, cover what is scored, and begin with nothing of it', () => {
  const folds = foldsOf(reviews);
  expect(folds).toHaveLength(5);
  expect(folds.map(({ from }) => from)).toEqual([23, ...folds.slice(0, -1).map(({ to }) => to)]);
  expect(folds.at(-1)?.to).toBe(reviews.length);
});

test('weights are fitted to sequences that end in a rest of a night, and only to the reviews that are given', async () => {
  const fitted: { reviews: readonly { rating: number; days: number }[] }[] = [];
  const recorder: Optimiser = {
    FSRSBindingReview: class {
      readonly rating: number;
      readonly days: number;
      constructor(rating: number, days: number) {
        [this.rating, this.days] = [rating, days];
      }
    },
    FSRSBindingItem: class {
      readonly reviews: readonly object[];
      constructor(reviews: readonly object[]) {
        this.reviews = reviews;
      }
    },
    async computeParameters(items) {
      fitted.push(...(items as typeof fitted));
      return [...defaultSpacing.weights];
    },
  };
  await fitWeights(recorder, reviews.slice(0, 100));
  expect(fitted).toHaveLength(90);
  expect(fitted.every(({ reviews }) => reviews.length > 1 && reviews[0]?.days === 0)).toBe(true);
  expect(fitted.every(({ reviews }) => reviews.slice(1).every(({ days }) => days === 3))).toBe(true);
  expect(fitted.map(({ reviews }) => reviews.length)).toEqual(fitted.map((_, i) => 2 + Math.floor(i / 10)));
  expect(await fitWeights(recorder, reviews.slice(0, 30))).toBe(defaultSpacing.weights);
});

const optimiser = await findOptimiser();
if (optimiser === null) process.stderr.write('Skipped: the optimiser of FSRS cannot be loaded here.\n');

test.skipIf(optimiser === null)('the optimiser finds other weights for who forgets a third', async () => {
  if (optimiser === null) throw new Error('It was there');
  const weights = await fitWeights(optimiser, reviews);
  expect(weights).toHaveLength(21);
  expect(weights.every(Number.isFinite)).toBe(true);
  expect(weights).not.toEqual(defaultSpacing.weights);
});

const folder = fileURLToPath(new URL('../../../shared/data/dev', import.meta.url));

test.skipIf(!existsSync(folder))('where the optimiser is absent a line says so', async () => {
  const said: string[] = [];
  const options = {
    includes: (name: string) => name === 'srs_anki',
    compares: () => true,
    say: (it: string) => said.push(it),
  };
  expect(await evaluateFitted(folder, options, Promise.resolve(null))).toEqual([]);
  expect(said).toEqual([expect.stringContaining('@open-spaced-repetition/binding is not here')]);
});
