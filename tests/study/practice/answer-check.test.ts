import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canBeWritten, checkAnswer } from '../../../src/study/practice/answer-check.ts';

describe('right, however it is written', () => {
  test.each([
    ['lima', 'Lima'],
    ['  LIMA! ', 'Lima'],
    ['“Lima”', 'Lima.'],
    ['Pena', 'Peña'],
    ['peña', 'Pena'],
    ['the Pacific Ocean', 'Pacific Ocean'],
    ['Tisch', 'der Tisch'],
    ['der Tisch', 'der Tisch'],
    ['well known', 'well-known'],
    ['colour', 'color / colour'],
    ['colour', 'color/colour'],
    ['adenosine triphosphate', 'ATP (adenosine triphosphate) / adenosine triphosphate'],
    ['Paris', 'Paris (since 987)'],
    ['It is Lima', 'Lima'],
    ['1,024', '1024'],
    ['84', '84 cm'],
    ['84 cm', '84 cm'],
    ['0.5', '50%'],
    ['50 %', '50%'],
    ['3.14', '3.14159'],
    ['x = 5', '5'],
    ['b, a and c', 'a, b, c'],
    ['red; green; blue', 'Blue, green and red'],
    ['x^2 + 1', 'x² + 1'],
    ['x²+1', 'x^2+1'],
  ])('%s for %s', (given, key) => expect(checkAnswer(given, key)).toBe('right'));

  test('any key is its own answer, in any case and spacing', () => {
    const keys = fc.string({ minLength: 1, maxLength: 60 }).filter((it) => canBeWritten(it));
    fc.assert(
      fc.property(keys, (key) => {
        expect(checkAnswer(key, key)).toBe('right');
        expect(checkAnswer(`  ${key}\n`, key)).toBe('right');
      }),
      { seed: 3 },
    );
  });
});

test.each([
  ['Mississipi', 'Mississippi'],
  ['mitochondrie', 'mitochondria'],
  ['die Tisch', 'der Tisch'],
  ['a, b', 'a, b, c'],
  ['a, b, c, d', 'a, b, c'],
  ['84 m', '84 cm'],
  ['3.1', '3.14159'],
  ['Lima or Quito', 'Lima'],
  ['a tree with no circle', 'a graph with no circle'],
])('almost: %s for %s', (given, key) => expect(checkAnswer(given, key)).toBe('almost'));

describe('wrong', () => {
  test.each([
    ['Quito', 'Lima'],
    ['', 'Lima'],
    ['!!!', 'Lima'],
    ['43', '42'],
    ['-42', '42'],
    ['1790', '1789'],
    ['x^2 - 1', 'x^2 + 1'],
    ['x2', 'x^2'],
    ['not a tree', 'a tree'],
    ['a tree', 'not a tree'],
    ['it is not Lima', 'Lima'],
    ['cat', 'car'],
    ['no', 'yes'],
    ['a', 'a, b, c, d'],
    ['twenty thousand leagues under the sea with Lima and all the other names one may know', 'Lima'],
  ])('%s for %s', (given, key) => expect(checkAnswer(given, key)).toBe('wrong'));

  test('20,000 characters are judged at once', () => {
    expect(checkAnswer('Lima '.repeat(4000), 'Lima')).toBe('wrong');
    expect(checkAnswer(`${'a, '.repeat(7000)}`, 'x, y, z')).toBe('wrong');
  });
});

test('what can be written is short', () => {
  expect(canBeWritten('Lima')).toBe(true);
  expect(canBeWritten('red, green, blue')).toBe(true);
  expect(canBeWritten('A tree is a connected graph that holds no circle, and so has one edge less than vertices')).toBe(
    false,
  );
  expect(canBeWritten('   ')).toBe(false);
});
