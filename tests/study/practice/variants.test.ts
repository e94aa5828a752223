import { describe, expect, test } from 'vitest';
import { variantOf } from '../../../src/study/practice/variants.ts';
import { readSum, resultOf } from '../../../src/study/text/calculation.ts';
import { seededRandom } from '../../support/random.ts';

describe('other numbers', () => {
  test.each([
    { front: 'What is 12 × 7?', back: '84' },
    { front: '(3 + 4) * 2 =', back: '14' },
    { front: 'Calculate 15% of 80.', back: '12' },
    { front: 'Was ist 144 / 12?', back: '= 12' },
    { front: '2.5 + 1.25', back: '3.75' },
    { front: '3^4', back: '81' },
  ])('of $front', (card) => {
    for (let seed = 1; seed <= 20; seed++) {
      const variant = variantOf(card, seededRandom(seed));
      expect(variant).not.toBeNull();
      if (!variant) continue;
      expect(variant.front).not.toBe(card.front);
      expect(variant.front.replace(/[\d.]+/g, '#')).toBe(card.front.replace(/[\d.]+/g, '#'));
      const sum = readSum((/[(\d][\d\s.+*/^()×%of]*/.exec(variant.front)?.[0] ?? '').replace(/\.\s*$/, '').trim());
      expect(Number(variant.back.replace('= ', ''))).toBeCloseTo(sum ? resultOf(sum) : Number.NaN, 9);
    }
  });

  test.each([
    ['the answer is another', { front: 'What is 12 × 7?', back: '85' }],
    ['it asks for something else', { front: 'What is the last digit of 2 × 3?', back: '6' }],
    ['other numbers stand beside it', { front: 'In exercise 3: what is 2 × 3?', back: '6' }],
    ['there is no calculation', { front: 'How many continents are there?', back: '7' }],
    ['a number alone is none', { front: 'What is 7?', back: '7' }],
    ['the answer is no number', { front: 'What is 2 + 2?', back: 'four' }],
    ['it is algebra', { front: 'What is 2x + 3?', back: '5' }],
  ])('not where %s', (_, card) => expect(variantOf(card, seededRandom(1))).toBeNull());
});
