import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../../src/study/practice/answer-check.ts';
import { likeness, longestChoice, pickDistractors, shuffled } from '../../../src/study/practice/distractors.ts';
import { seededRandom } from '../../support/random.ts';

const cards = (...backs: string[]) => backs.map((back, at) => ({ front: `Question ${at}`, back }));
const asked = { prompt: 'Capital of Peru?', key: 'Lima' };

test('three of the siblings, none of them right', () => {
  const picked = pickDistractors(asked, cards('Quito', 'Oslo', 'Tokyo', 'Nairobi', 'Bern'), seededRandom(1));
  expect(picked).toHaveLength(3);
  expect(new Set(picked).size).toBe(3);
  expect(picked).not.toContain('Lima');
});

test('never two right ones: other spellings, other orders, the same number, the same question', () => {
  const twins: [string, string[]][] = [
    ['Lima', ['lima', ' LIMA ', 'Líma', 'the Lima', 'Lima.']],
    ['a, b, c', ['c, b, a', 'A; B; C', 'a, b']],
    ['50%', ['0.5', '50 %']],
    ['color', ['colour']],
  ];
  for (const [key, twin] of twins) {
    const picked = pickDistractors({ prompt: 'x', key }, cards(...twin, 'wholly other'), seededRandom(1)) ?? [];
    for (const it of twin) expect(picked).not.toContain(it);
  }
  const same = [...cards('Quito', 'Oslo'), { front: 'capital of  Peru?'.replace('  ', ' '), back: 'City of Kings' }];
  for (let seed = 1; seed < 10; seed++)
    expect(pickDistractors(asked, same, seededRandom(seed))).not.toContain('City of Kings');
});

test('two where there are no more, none where there is but one', () => {
  expect(pickDistractors(asked, cards('Quito', 'Oslo'), seededRandom(1))?.sort()).toEqual(['Oslo', 'Quito']);
  expect(pickDistractors(asked, cards('Quito'), seededRandom(1))).toBeNull();
  expect(pickDistractors(asked, [], seededRandom(1))).toBeNull();
});

test('like goes with like: a name among names, a number among numbers near it', () => {
  const mixed = cards('Quito', 'Oslo', 'Bern', 'a long sentence about where rivers run and why', '17', '1, 2, 3');
  let names = 0;
  for (let seed = 1; seed <= 40; seed++)
    names += (pickDistractors(asked, mixed, seededRandom(seed)) ?? []).filter((it) => /^[A-Z]/.test(it)).length;
  expect(names / 120).toBeGreaterThan(0.85);
  expect(likeness('1789', '1815')).toBeGreaterThan(likeness('1789', '3'));
});

test('a number has slips for neighbours, in its own writing', () => {
  const picked = pickDistractors({ prompt: '12 × 7?', key: '84 cm' }, [], seededRandom(4)) ?? [];
  expect(picked).toHaveLength(3);
  for (const it of picked) expect(it).toMatch(/^\d+ cm$/);
});

test('what is too long to compare is no choice', () => {
  const long = 'x'.repeat(longestChoice + 1);
  expect(pickDistractors({ prompt: 'x', key: long }, cards('a', 'b', 'c'), seededRandom(1))).toBeNull();
  expect(pickDistractors(asked, cards(long, 'Quito', 'Oslo'), seededRandom(1))).not.toContain(long);
});

test('whatever the cards hold, no choice passes for another', () => {
  const side = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom('4', '4.0', 'four', 'a', 'A', 'b, a', 'a, b'),
  );
  fc.assert(
    fc.property(side, fc.array(side, { maxLength: 12 }), fc.integer(), (key, backs, seed) => {
      const picked = pickDistractors({ prompt: 'asked', key }, cards(...backs), seededRandom(seed)) ?? [];
      for (const one of picked) expect(checkAnswer(one, key)).toBe('wrong');
      for (const one of picked)
        for (const other of picked) if (one !== other) expect(checkAnswer(one, other)).toBe('wrong');
    }),
    { seed: 2, numRuns: 200 },
  );
});

describe('an order by chance', () => {
  test('loses nothing and puts each thing everywhere', () => {
    const random = seededRandom(9);
    const firsts = Array.from({ length: 400 }, () => shuffled(['a', 'b', 'c', 'd'], random)).map((it) => {
      expect([...it].sort()).toEqual(['a', 'b', 'c', 'd']);
      return it[0];
    });
    for (const letter of 'abcd') expect(firsts.filter((it) => it === letter).length).toBeGreaterThan(60);
  });
});
