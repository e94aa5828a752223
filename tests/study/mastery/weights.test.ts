import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshWeights, WeightedSum } from '../../../src/study/mastery/weights.ts';

const start = [0.5, -0.2, 1, 0, 0.3, -1];
const number = fc.double({ min: -2, max: 2, noNaN: true });
const someMove = fc.record({
  values: fc.tuple(...start.map(() => fc.oneof(fc.constant(0), number))),
  step: number,
  narrowing: fc.double({ min: 0, max: 0.1, noNaN: true }),
  drift: fc.double({ min: 0, max: 0.01, noNaN: true }),
});

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

test('a sum and its moves are what whole matrices give, as they are written in books', () => {
  fc.assert(
    fc.property(fc.array(someMove, { maxLength: 12 }), (moves) => {
      const sum = new WeightedSum(freshWeights(start, 0.4));
      let means = start;
      let covariance: number[][] = start.map((_, i) => start.map((__, j) => (i === j ? 0.4 : 0)));
      for (const { values, step, narrowing, drift } of moves) {
        sum.clear();
        for (const [at, value] of values.entries()) sum.add(at, value);
        const gains = covariance.map((row) => dot(row, values));
        expect(sum.mean()).toBeCloseTo(dot(means, values), 9);
        expect(sum.variance()).toBeCloseTo(dot(gains, values), 9);
        sum.move(step, narrowing, drift);
        means = means.map((mean, i) => mean + step * (gains[i] ?? 0));
        covariance = covariance.map((row, i) =>
          row.map((both, j) => both - narrowing * (gains[i] ?? 0) * (gains[j] ?? 0) + (i === j ? drift : 0)),
        );
      }
      const triangle = covariance.flatMap((row, i) => row.slice(0, i + 1));
      for (const [at, mean] of sum.weights.means.entries()) expect(mean).toBeCloseTo(means[at] ?? Number.NaN, 9);
      for (const [at, both] of sum.weights.covariance.entries())
        expect(both).toBeCloseTo(triangle[at] ?? Number.NaN, 9);
    }),
    { seed: 1 },
  );
});

test('an odd number of weights is refused', () => {
  expect(() => new WeightedSum(freshWeights([1, 2, 3], 1))).toThrow(RangeError);
});
