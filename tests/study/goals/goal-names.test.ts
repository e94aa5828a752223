import { describe, expect, test } from 'vitest';
import { findNamed, suggestNamed } from '../../../src/study/goals/goal-names.ts';

const names = [
  'Pass the algebra exam',
  'Algebra homework',
  'Read Middlemarch',
  'Read',
  'x'.repeat(90),
  `y${'📚'.repeat(60)}`,
];
const find = (typed: string) => findNamed(names, (name) => name, typed);

describe('findNamed', () => {
  test.each([
    ['read', 'Read'],
    ['READ  middle', 'Read Middlemarch'],
    ['exam', 'Pass the algebra exam'],
    ['algebra', 'Algebra homework'],
    [' pass', 'Pass the algebra exam'],
    ['e', null],
    ['chemistry', null],
  ])('%s', (typed, name) => expect(find(typed)).toBe(name));

  test('what was suggested is found again, shortened or not', () => {
    for (const { value } of suggestNamed(names, '')) expect(find(value)).not.toBeNull();
  });
});

describe('suggestNamed', () => {
  test('what begins so comes before what holds it', () =>
    expect(suggestNamed(names, 'alg').map(({ value }) => value)).toEqual([
      'Algebra homework',
      'Pass the algebra exam',
    ]));
  test('each fits every platform, and none comes twice', () => {
    const suggested = suggestNamed([...names, 'read', 'Read'], '');
    expect(suggested.every(({ label }) => label.length <= 75)).toBe(true);
    expect(new Set(suggested.map(({ value }) => value)).size).toBe(suggested.length);
  });
});
