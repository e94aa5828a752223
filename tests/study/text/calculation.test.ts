import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSum, resultOf } from '../../../src/study/text/calculation.ts';

describe('a calculation', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['-3^2', -9],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 2', 3],
    ['12 × 7', 84],
    ['12 x 7', 84],
    ['81 ÷ 9', 9],
    ['15% of 80', 12],
    ['2 * 15 % of 80', 24],
    ['7 − 9', -2],
  ])('%s is %d', (text, value) => {
    const sum = readSum(text);
    expect(sum && resultOf(sum)).toBeCloseTo(value, 9);
  });

  test.each(['', '1 +', '* 2', '(1', '1)', '2 3', 'two', 'process.exit(1)', '1; 2', '9'.repeat(90), '('.repeat(79)])(
    'nothing is made of %s',
    (text) => expect(readSum(text)).toBeNull(),
  );

  test('whatever is typed, it ends in a number or in nothing', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789+-*/^()%. of×x'), maxLength: 90 });
    fc.assert(
      fc.property(typed, (text) => {
        const sum = readSum(text);
        if (sum) expect(typeof resultOf(sum)).toBe('number');
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
