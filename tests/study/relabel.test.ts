import { expect, test } from 'vitest';
import { stepsToldBy } from '../../src/study/relabel.ts';

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
