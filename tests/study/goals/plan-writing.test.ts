import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIfThen } from '../../../src/study/goals/plan-reading.ts';
import { readObstacle, writeIfThen, writeObstacle } from '../../../src/study/goals/plan-writing.ts';

describe('a plan in one line', () => {
  test.each([
    ['If it is 18:30 at my desk then I will solve 3 problems', '18:30 at my desk → solve 3 problems'],
    ['when dinner is over -> 3 problems', 'when dinner is over → 3 problems'],
    ['solve three problems', 'solve three problems'],
    ['If my phone rings', 'If my phone rings'],
    ['at 18:00', 'at 18:00'],
    ['', ''],
  ])('%s', (typed, line) => expect(writeIfThen(readIfThen(typed))).toBe(line));

  test('a plan that was never said is no words', () => expect(writeIfThen({ cue: null, action: null })).toBe(''));
});

describe('an obstacle in one line', () => {
  test.each([
    ['If my phone gets in the way, I will put it in another room', 'my phone → put it in another room'],
    ['If I am tired I will do only one', 'I am tired → do only one'],
    ['my phone → other room', 'my phone → other room'],
    ['I get tired', 'I get tired'],
    ['tired', 'tired'],
    ['If I am tired', 'I am tired'],
  ])('%s', (typed, line) => expect(writeObstacle(readObstacle(typed))).toBe(line));

  test('an obstacle that was never said is no words', () =>
    expect(writeObstacle({ obstacle: null, response: null })).toBe(''));
});

const cues = [
  '18:30',
  'at 18:30 at my desk',
  'when dinner is over',
  'after breakfast',
  'my phone rings',
  'I am tired',
  'nach dem Essen',
];
const deeds = ['solve 3 problems', 'put it in another room', 'do only one, slowly', '読む', 'read for 20 minutes'];

test('a plan that is shown in the form again and sent unchanged is the same plan', () => {
  const plans = fc.record({ cue: fc.constantFrom('', ...cues), action: fc.constantFrom('', ...deeds) });
  fc.assert(
    fc.property(plans, (plan) => {
      expect(readIfThen(writeIfThen(plan))).toEqual(plan);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('and so is an obstacle', () => {
  const plans = fc.record({ obstacle: fc.constantFrom(...cues), response: fc.constantFrom('', ...deeds) });
  fc.assert(
    fc.property(plans, (plan) => {
      expect(readObstacle(writeObstacle(plan))).toEqual(plan);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('no telling word is lost, whatever was typed', () => {
  const telling = ['dinner', '18:30', 'solve', 'problems', 'phone', 'tired', 'Bibliothek', '読む'];
  const joining = ['if', 'when', 'after', 'it is', ',', 'then', 'I will', 'I', '→', '->', 'at', 'gets in the way', '.'];
  const typed = fc
    .array(fc.constantFrom(...telling, ...joining), { minLength: 1, maxLength: 9 })
    .map((parts) => parts.join(' '));
  const missing = (from: string, to: string) => telling.filter((word) => from.includes(word) && !to.includes(word));
  fc.assert(
    fc.property(typed, (text) => {
      expect(missing(text, writeIfThen(readIfThen(text)))).toEqual([]);
      expect(missing(text, writeObstacle(readObstacle(text)))).toEqual([]);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
