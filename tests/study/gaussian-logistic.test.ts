import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnAnswer, logitOf, priorWeights, type WeightPrior } from '../../src/study/gaussian-logistic.ts';

const priors: readonly WeightPrior[] = [
  { mean: 0.5, variance: 1 },
  { mean: -0.2, variance: 0.4 },
  { mean: 1, variance: 2 },
];
const someAnswer = fc.record({
  features: fc.tuple(...priors.map(() => fc.double({ min: -3, max: 3, noNaN: true }))),
  answer: fc.constantFrom(0 as const, 1 as const),
});

/** The same by whole matrices, as it is written in books. */
function byTheBook(answers: readonly { features: readonly number[]; answer: 0 | 1 }[]) {
  let means = priors.map(({ mean }) => mean);
  let covariance = priors.map(({ variance }, i) => priors.map((_, j) => (i === j ? variance : 0)));
  for (const { features: x, answer } of answers) {
    const gain = covariance.map((row) => dot(row, x));
    const chance = 1 / (1 + Math.exp(-dot(means, x)));
    const slope = chance * (1 - chance);
    const share = 1 / (1 + slope * dot(gain, x));
    means = means.map((mean, i) => mean + share * (gain[i] ?? 0) * (answer - chance));
    covariance = covariance.map((row, i) =>
      row.map((both, j) => both - slope * share * (gain[i] ?? 0) * (gain[j] ?? 0)),
    );
  }
  return { means, covariance: covariance.flatMap((row, i) => row.slice(0, i + 1)) };
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

test('learns as it is written in books', () => {
  fc.assert(
    fc.property(fc.array(someAnswer, { maxLength: 40 }), (answers) => {
      const start = priorWeights(priors);
      const learned = answers.reduce(
        (was, { features, answer }) => learnAnswer(was, features, answer, priors, 0),
        start,
      );
      const book = byTheBook(answers);
      for (const [i, mean] of learned.means.entries()) expect(mean).toBeCloseTo(book.means[i] ?? Number.NaN, 9);
      for (const [i, it] of learned.covariance.entries()) expect(it).toBeCloseTo(book.covariance[i] ?? Number.NaN, 9);
    }),
    { seed: 1 },
  );
});

test('with each answer a share of the doubt comes back, so that it never stops learning', () => {
  let weights = priorWeights(priors);
  for (let i = 0; i < 20_000; i++) weights = learnAnswer(weights, [1, 0, 0], i % 2 === 0 ? 1 : 0, priors, 1e-4);
  const before = logitOf(weights, [1, 0, 0]);
  for (let i = 0; i < 200; i++) weights = learnAnswer(weights, [1, 0, 0], 1, priors, 1e-4);
  expect(logitOf(weights, [1, 0, 0])).toBeGreaterThan(before + 1);
});

test('a weight stays on its floor, and those that go with it make up for it', () => {
  const floored: readonly WeightPrior[] = [
    { mean: 0, variance: 1 },
    { mean: 0.1, variance: 1, floor: 0 },
  ];
  let weights = priorWeights(floored);
  for (let i = 0; i < 300; i++) weights = learnAnswer(weights, [1, 1], 0, floored, 0);
  for (let i = 0; i < 300; i++) weights = learnAnswer(weights, [1, -1], 0, floored, 0);
  expect(weights.means[1]).toBeGreaterThanOrEqual(0);
  expect(logitOf(weights, [1, 1])).toBeLessThan(-2);
});
