import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshWeights, WeightedSum } from '../../../src/study/mastery/weights.ts';

const start = [0.5, -0.2, 1, 0, 0.3];
const number = fc.double({ min: -2, max: 2, noNaN: true });
const someAnswer = fc.record({
  values: fc.tuple(...start.map(() => fc.oneof(fc.constant(0), number))),
  miss: number,
  told: fc.double({ min: 0, max: 0.25, noNaN: true }),
  drift: fc.double({ min: 0, max: 0.01, noNaN: true }),
});
const someAnswers = fc.array(someAnswer, { minLength: 8, maxLength: 40 });

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

/** As it is written in books, with whole matrices; so many answers are taken in together, all as if they were like the last. */
class InWholeMatrices {
  means = start;
  covariance: number[][] = start.map((_, i) => start.map((__, j) => (i === j ? 0.4 : 0)));

  takeIn(answers: readonly { values: readonly number[]; miss: number; told: number; drift: number }[]): void {
    const { values = [], told = 0, drift = 0 } = answers.at(-1) ?? {};
    const gains = this.covariance.map((row) => dot(row, values));
    const precision = answers.length * told;
    const narrowing = precision / (1 + precision * dot(gains, values));
    this.covariance = this.covariance.map((row, i) =>
      row.map(
        (both, j) => both - narrowing * (gains[i] ?? 0) * (gains[j] ?? 0) + (i === j ? answers.length * drift : 0),
      ),
    );
    const misses = start.map((_, i) => answers.reduce((sum, it) => sum + it.miss * (it.values[i] ?? 0), 0));
    this.means = this.means.map((mean, i) => mean + dot(this.covariance[i] ?? [], misses));
  }
}

const both = [
  { seen: 0, together: 1, name: 'at first each answer is taken in by itself' },
  { seen: 3000, together: 8, name: 'later eight are taken in together' },
];

test.each(both)('$name, as whole matrices do it', ({ seen, together }) => {
  fc.assert(
    fc.property(someAnswers, (answers) => {
      const sum = new WeightedSum({ ...freshWeights(start, 0.4), answers: seen });
      const inBooks = new InWholeMatrices();
      for (const [at, { values, miss, told, drift }] of answers.entries()) {
        sum.clear();
        for (const [place, value] of values.entries()) sum.add(place, value);
        expect(sum.mean()).toBeCloseTo(dot(inBooks.means, values), 9);
        sum.learn(miss, told, drift);
        if ((at + 1) % together === 0) inBooks.takeIn(answers.slice(at + 1 - together, at + 1));
      }
      for (const [at, mean] of sum.weights.means.entries()) expect(mean).toBeCloseTo(inBooks.means[at] ?? NaN, 9);
      for (const [i, row] of sum.weights.covariance.entries())
        for (const [j, shared] of row.entries()) expect(shared).toBeCloseTo(inBooks.covariance[i]?.[j] ?? NaN, 9);
      expect(sum.weights.answers).toBe(seen + answers.length);
    }),
    { seed: 1 },
  );
});
