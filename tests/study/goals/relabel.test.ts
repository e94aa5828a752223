import { expect, test } from 'vitest';
import { stepsToAsk, stepsToldBy } from '../../../src/study/goals/relabel.ts';

const steps = [
  'Sort the problems: can do, not sure, no idea',
  'Read chapter 3',
  'Read chapter 12',
  'Solve old questions without notes',
  'One timed mock exam',
  '単語を覚える',
].map((what) => ({ what }));

test.each([
  ['sorted the problems into piles, some with no idea', 'Sort the problems: can do, not sure, no idea'],
  ['read chapter 3 at last', 'Read chapter 3'],
  ['chapter 12, slowly', 'Read chapter 12'],
  ['solved twelve old questions', 'Solve old questions without notes'],
  ['did the mock exam, timed', 'One timed mock exam'],
  ['単語を覚えた', undefined],
  ['chapter 5', undefined],
  ['a walk and some tea', undefined],
  ['', undefined],
])('%s', (told, step) => expect(stepsToldBy(told, steps)[0]?.what).toBe(step));

const asked = (told: string, tutorSays: readonly number[]) =>
  stepsToAsk(told, steps, tutorSays).map(({ what }) => what);

test('what the rules find comes first, what the tutor finds beside it follows', () => {
  expect(asked('read chapter 3 at last, and the mock', [4])).toEqual(['Read chapter 3', 'One timed mock exam']);
  expect(asked('read chapter 3 at last', [])).toEqual(['Read chapter 3']);
  expect(asked('went through the piles', [0, 0])).toEqual(['Sort the problems: can do, not sure, no idea']);
});

test('numbers that name no step are passed over; who claims everything at once is not believed', () => {
  expect(asked('a walk', [-1, 6, 99, 1.5, Number.NaN])).toEqual([]);
  expect(asked('a walk', [0, 1, 2, 3, 4, 5])).toEqual([]);
  expect(asked('read chapter 3 at last', [0, 1, 2, 3, 4, 5])).toEqual(['Read chapter 3']);
  expect(asked('a walk', [0, 1, 2, 3, 4])).toHaveLength(5);
});
