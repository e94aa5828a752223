import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitOf, gapOf, groupResult, sprintResults } from '../../../src/study/sprints/result.ts';

const surenessSteps = [1, 2, 3, 4, 5] as const;
const told = fc.record({
  result: fc.option(fc.constantFrom(...sprintResults)),
  confidence: fc.option(fc.constantFrom(...surenessSteps)),
});

describe('the result of a group', () => {
  test('counts each one once, and is the same in any order', () => {
    fc.assert(
      fc.property(fc.array(told), (all) => {
        const { gap, ...counts } = groupResult(all);
        expect(counts.hit + counts.part + counts.missed + counts.silent).toBe(all.length);
        const { gap: turnedGap, ...turned } = groupResult([...all].reverse());
        expect(turned).toEqual(counts);
        expect(turnedGap ?? 0).toBeCloseTo(gap ?? 0, 10);
      }),
    );
  });

  test('has a gap between -1 and 1, and only where someone said both', () => {
    fc.assert(
      fc.property(fc.array(told), (all) => {
        const { gap } = groupResult(all);
        expect(gap === null).toBe(!all.some(({ result, confidence }) => result !== null && confidence !== null));
        expect(Math.abs(gap ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the gap of one', () => {
  test('rises with how sure one was and falls with how well it went', () => {
    for (const result of sprintResults)
      for (const sure of surenessSteps.slice(1)) expect(gapOf(sure, result)).toBeGreaterThan(gapOf(sure - 1, result));
    for (const sure of surenessSteps) {
      expect(gapOf(sure, 'hit')).toBeLessThan(gapOf(sure, 'part'));
      expect(gapOf(sure, 'part')).toBeLessThan(gapOf(sure, 'missed'));
    }
  });

  test.each([
    [5, 'hit', 'even'],
    [3, 'part', 'even'],
    [1, 'missed', 'even'],
    [2, 'hit', 'better'],
    [4, 'part', 'surer'],
    [5, 'missed', 'surer'],
  ] as const)('%i of 5 sure, %s: %s', (sure, result, fit) => expect(fitOf(gapOf(sure, result))).toBe(fit));
});
