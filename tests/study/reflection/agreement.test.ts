import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JudgedTwice, quadraticWeightedKappa } from '../../../src/study/reflection/agreement.ts';

const pairs = (...all: readonly (readonly [number, number, number?])[]): JudgedTwice[] =>
  all.map(([one, other, times]) => ({ one, other, ...(times !== undefined && { times }) }));

describe('by hand', () => {
  test('always the same is 1, always the opposite is -1', () => {
    expect(quadraticWeightedKappa(pairs([1, 1], [2, 2], [4, 4]), 4)).toEqual({ kappa: 1, n: 3 });
    expect(quadraticWeightedKappa(pairs([1, 4], [4, 1]), 4)).toEqual({ kappa: -1, n: 2 });
  });

  test('independent judges agree by chance alone', () => {
    expect(quadraticWeightedKappa(pairs([1, 1], [1, 2], [2, 1], [2, 2]), 4)).toEqual({ kappa: 0, n: 4 });
  });

  // Observed: (1 × 1²) / 4 = 0.25. By chance: one says 1, 2, 3 with 1/4, 1/2, 1/4; other says 1, 2, 3 with 1/4, 1/4, 1/2:
  // 1/4 (0/4 + 1/4 + 4/2) + 1/2 (1/4 + 0/4 + 1/2) + 1/4 (4/4 + 1/4 + 0/2) = 0.5625 + 0.375 + 0.3125 = 1.25. 1 - 0.25 / 1.25 = 0.8.
  test('one of four a level apart', () => {
    const { kappa, n } = quadraticWeightedKappa(pairs([1, 1], [2, 2], [2, 3], [3, 3]), 4);
    expect([kappa, n]).toEqual([expect.closeTo(0.8, 12), 4]);
  });

  // Observed: (2 × 1 + 1 × 9) / 10 = 1.1. Margins of one: .4 .3 .2 .1; of the other: .4 .2 .2 .2. By chance:
  // .4 (.2 + 4×.2 + 9×.2) + .3 (.4 + .2 + 4×.2) + .2 (4×.4 + .2 + .2) + .1 (9×.4 + 4×.2 + .2) = 1.12 + .42 + .4 + .46 = 2.4.
  test('counted together', () => {
    const judged = pairs([1, 1, 3], [1, 4, 1], [2, 2, 2], [2, 1, 1], [3, 3, 2], [4, 4, 1]);
    const observed = (1 * 9 + 1 * 1) / 10;
    const { kappa, n } = quadraticWeightedKappa(judged, 4);
    expect([kappa, n]).toEqual([expect.closeTo(1 - observed / 2.4, 12), 10]);
  });
});

test('nothing to compare is no number, and neither is a judge who says one thing of all beside one who does too', () => {
  expect(quadraticWeightedKappa([], 4)).toEqual({ kappa: null, n: 0 });
  expect(quadraticWeightedKappa(pairs([2, 2, 50]), 4)).toEqual({ kappa: null, n: 50 });
});

test('what is no level is not counted', () => {
  const judged = pairs([1, 1], [2, 2], [0, 4], [5, 1], [1.5, 2], [Number.NaN, 1]);
  expect(quadraticWeightedKappa(judged, 4)).toEqual({ kappa: 1, n: 2 });
});

test('it is the same from either side, never above 1, never below -1, and never NaN', () => {
  const level = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(fc.array(fc.record({ one: level, other: level, times: fc.integer({ min: 1, max: 9 }) })), (judged) => {
      const { kappa, n } = quadraticWeightedKappa(judged, 4);
      const turned = judged.map(({ one, other, times }) => ({ one: other, other: one, times }));
      const back = quadraticWeightedKappa(turned, 4);
      expect(n).toBe(back.n);
      if (kappa === null || back.kappa === null) {
        expect(kappa).toBe(back.kappa);
        return;
      }
      expect(kappa).toBeCloseTo(back.kappa, 9);
      expect(kappa).toBeLessThanOrEqual(1);
      expect(kappa).toBeGreaterThanOrEqual(-1 - 1e-9);
    }),
    { seed: 1, numRuns: 500 },
  );
});
