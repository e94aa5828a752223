import { expect, test } from 'vitest';
import { counted, percent } from '../../../src/study/text/in-words.ts';

test('a share is a whole percentage, and only certainty is 100%', () => {
  expect([0, 0.004, 0.876, 0.995, 0.9999, 1].map(percent)).toEqual(['0%', '0%', '88%', '99%', '99%', '100%']);
});

test('a number of things is told as one says it', () => {
  expect([0, 1, 2, 10_000].map((count) => counted(count, 'card'))).toEqual([
    '0 cards',
    '1 card',
    '2 cards',
    '10,000 cards',
  ]);
});
