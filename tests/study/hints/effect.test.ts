import { describe, expect, test } from 'vitest';
import { drawArm, ladderByChance } from '../../../src/study/hints/chance-arm.ts';
import { effectOf, effectWords, intervalOf } from '../../../src/study/hints/effect.ts';
import { rungs } from '../../../src/study/hints/ladder.ts';

const share = (wins: number, of: number) => ({ wins, of });

describe('one share', () => {
  // By hand, z² = 3.8415: (0.5 + 3.8415/20 ± 1.96 √(0.25/10 + 3.8415/400)) / (1 + 3.8415/10).
  test('5 of 10: the score interval around a half', () => {
    const { low, high } = intervalOf(share(5, 10));
    expect(low).toBeCloseTo(0.2366, 4);
    expect(high).toBeCloseTo(0.7634, 4);
  });

  // (z²) / (n + z²) = 3.8415 / 13.8415.
  test('none and all reach to the end and no further', () => {
    expect(intervalOf(share(0, 10)).low).toBe(0);
    expect(intervalOf(share(0, 10)).high).toBeCloseTo(3.8415 / 13.8415, 4);
    expect(intervalOf(share(10, 10)).high).toBeCloseTo(1, 12);
  });

  test('a share of nothing is none', () => expect(() => intervalOf(share(0, 0))).toThrow(RangeError));
});

/** The table of examples in Newcombe 1998, method 10. */
describe('the difference of two shares, as published', () => {
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%d/%d against %d/%d', (wins, of, otherWins, otherOf, low, high) => {
    const effect = effectOf(share(wins, of), share(otherWins, otherOf));
    expect(effect.difference).toBeCloseTo(wins / of - otherWins / otherOf, 12);
    expect(effect.low).toBeCloseTo(low, 4);
    expect(effect.high).toBeCloseTo(high, 4);
  });

  test('turned around, it is the same with the other sign', () => {
    const [one, other] = [effectOf(share(7, 25), share(19, 31)), effectOf(share(19, 31), share(7, 25))];
    expect(one.difference).toBeCloseTo(-other.difference, 12);
    expect(one.low).toBeCloseTo(-other.high, 12);
    expect(one.high).toBeCloseTo(-other.low, 12);
  });
});

describe('in words', () => {
  test('fewer than twenty on either side tell nothing', () => {
    const early = 'Too early to say (90 times chosen, 19 by chance; it takes 20 of each).';
    expect(effectWords(share(80, 90), share(0, 19))).toBe(early);
    expect(effectWords(share(19, 19), share(0, 90))).toContain('Too early to say');
    expect(effectWords(share(20, 20), share(0, 20))).not.toContain('Too early');
  });

  test('better, worse, and neither', () => {
    expect(effectWords(share(56, 70), share(48, 80))).toBe(
      'Chosen help did better, by 20 points of 100 (5 to 33 points, with 95% confidence).',
    );
    expect(effectWords(share(48, 80), share(56, 70))).toBe(
      'Chance did better, by 20 points of 100 (chosen less chance: −33 to −5 points, with 95% confidence).',
    );
    expect(effectWords(share(15, 30), share(14, 30))).toContain('No difference that is sure (chosen less chance: −2');
  });
});

describe('the random arm', () => {
  test('one in five', () => {
    expect([0, 0.1999, 0.2, 0.999].map((drawn) => drawArm(() => drawn))).toEqual([
      'chance',
      'chance',
      'chosen',
      'chosen',
    ]);
  });

  test('each rung below the answer is as likely to be the first, and the answer stays last', () => {
    const firsts = [0, 0.2, 0.4, 0.6, 0.8, 0.999].map((drawn) => ladderByChance(() => drawn, { hasTried: false }));
    expect(firsts.map(([first]) => first)).toEqual([...rungs.slice(0, 5), 'next-step']);
    expect(firsts.map((ladder) => ladder.at(-1))).toEqual(Array(6).fill('answer'));
  });

  test('who has told what they tried is not asked for it', () => {
    const firsts = [0, 0.25, 0.5, 0.75, 0.999].map((drawn) => ladderByChance(() => drawn, { hasTried: true })[0]);
    expect(firsts).toEqual(['locate', 'strategy', 'principle', 'next-step', 'next-step']);
  });
});
