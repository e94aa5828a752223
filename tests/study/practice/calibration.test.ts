import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  calibrationOf,
  calibrationWords,
  confidenceSteps,
  type Said,
  worstBin,
} from '../../../src/study/practice/calibration.ts';

/** So many answers of which so many were right, of each confidence. */
type Step = readonly [confidence: number, answers: number, right: number];
const answers = (steps: readonly Step[]): Said[] =>
  steps.flatMap(([confidence, all, right]) =>
    Array.from({ length: all }, (_, at) => ({ confidence, isRight: at < right })),
  );
const of = (...steps: Step[]) => {
  const calibration = calibrationOf(answers(steps));
  if (!calibration) throw new Error('There are no answers');
  return calibration;
};

test('Brier score and bias by hand', () => {
  const two = of([0.9, 1, 0], [0.5, 1, 1]);
  expect(two.brier).toBeCloseTo((0.81 + 0.25) / 2, 12);
  expect(two.bias).toBeCloseTo(0.7 - 0.5, 12);
  expect(two.bins).toEqual([
    { confidence: 0.5, answers: 1, right: 1, share: 1 },
    { confidence: 0.9, answers: 1, right: 0, share: 0 },
  ]);
  expect(calibrationOf([])).toBeNull();
});

test('the parts add up: brier = reliability - resolution + uncertainty', () => {
  const said = fc.record({ confidence: fc.constantFrom(...confidenceSteps), isRight: fc.boolean() });
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 80 }), (all) => {
      const it = calibrationOf(all);
      if (!it) throw new Error('There are no answers');
      expect(it.reliability - it.resolution + it.uncertainty).toBeCloseTo(it.brier, 10);
      for (const part of [it.reliability, it.resolution, it.uncertainty, it.brier])
        expect(part).toBeGreaterThanOrEqual(0);
      expect(it.bins.reduce((sum, bin) => sum + bin.answers, 0)).toBe(all.length);
      expect(it.bins.map(({ confidence }) => confidence)).toEqual(
        [...new Set(all.map(({ confidence }) => confidence))].sort((a, b) => a - b),
      );
    }),
    { seed: 11 },
  );
});

test('who is right as often as they say has reliability 0, and is told that it fits', () => {
  const fits = of([0.5, 20, 10], [0.9, 20, 18]);
  expect(fits.reliability).toBeCloseTo(0, 12);
  expect(calibrationWords(fits)).toBe('How sure you say you are fits how often you are right.');
});

describe('one sentence', () => {
  test.each([
    ['a little too sure', [[0.9, 25, 18]], 'When you say 90%, you are right 72% of the time: a little too sure.'],
    ['much too sure', [[0.99, 20, 13]], 'When you say 99%, you are right 65% of the time: much too sure.'],
    ['too modest', [[0.5, 20, 18]], 'When you say 50%, you are right 90% of the time: much surer would be fair.'],
  ] as const)('%s', (_, steps, words) => expect(calibrationWords(of(...steps))).toBe(words));

  test('nothing before 20 answers', () => {
    expect(calibrationWords(of([0.99, 19, 0]))).toBeNull();
    expect(calibrationWords(of([0.99, 20, 0]))).not.toBeNull();
  });

  test('a few unlucky answers are no finding', () => {
    expect(worstBin(of([0.7, 30, 21], [0.9, 4, 2]))).toBeNull();
    expect(worstBin(of([0.7, 30, 21], [0.9, 7, 6]))).toBeNull();
  });

  test('low performers have the comparison with what they expected spelt out', () => {
    const words = calibrationWords(of([0.9, 20, 9], [0.7, 4, 2]));
    expect(words).toContain('When you say 90%, you are right 45% of the time: much too sure.');
    expect(words).toContain('Of 24 answers you expected 21 to be right; 11 were.');
    expect(calibrationWords(of([0.9, 24, 17]))).not.toContain('you expected');
  });
});
