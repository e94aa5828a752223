import { expect, test } from 'vitest';
import { clipLine, hoursAndMinutes } from '../../src/charts/label.ts';

test('minutes are hours and minutes', () => {
  expect([0, 59.4, 59.6, 60, 140, 119.7].map(hoursAndMinutes)).toEqual([
    '0 min',
    '59 min',
    '1 h',
    '1 h',
    '2 h 20 min',
    '2 h',
  ]);
});

test('a line keeps what was typed on one line, without what XML cannot hold', () => {
  expect(clipLine(' two\nlines\t\u0001and\ufffe a \ud800half ', 99)).toBe('two lines and a \ufffdhalf');
  expect(clipLine('', 9)).toBe('');
});
