import { describe, expect, test } from 'vitest';
import { choice, file, id, integer, minutes, optional, paragraph, readAll, words } from '../../src/chat/options.ts';

const problemOf = (reading: object) => ('problem' in reading ? reading.problem : null);

test.each([
  ['', 'please fill this in'],
  ['0', 'from 1 to 600'],
  ['601', 'from 1 to 600'],
  ['4.5', 'whole number'],
  ['1e2', 'whole number'],
  ['0x10', 'whole number'],
  ['forty', 'for example 30'],
])('a whole number, given %o', (raw, says) => {
  expect(problemOf(integer('Minutes', { min: 1, max: 600 }).read(raw))).toContain(says);
});

test('a number with blanks around it is read', () => {
  expect(integer('Minutes', { min: 1, max: 600 }).read(' 45 ')).toEqual({ value: 45 });
});

test.each([
  ['25', 25],
  ['25 min', 25],
  ['25min.', 25],
  ['25 Minutes', 25],
  ['2h', 120],
  ['1 hour', 60],
])('a span in minutes, given %o', (raw, value) => {
  expect(minutes('Minutes', { min: 1, max: 240 }).read(raw)).toEqual({ value });
});

test.each(['5 h', '300 min', '25 pages', 'min', '1.5 h'])('no span in minutes within bounds: %o', (raw) => {
  expect(problemOf(minutes('Minutes', { min: 1, max: 240 }).read(raw))).toContain('from 1 to 240');
});

test('words that are too long say by how much', () => {
  expect(problemOf(words('Note', { max: 10 }).read('x'.repeat(11)))).toContain('11 characters, and 10 fit');
  expect(problemOf(paragraph('Note', { max: 10 }).read('x'.repeat(10)))).toBeNull();
});

test('what no database keeps is taken out at the door: control characters, halves of characters', () => {
  expect(paragraph('Note', { max: 50 }).read(' a\u0000b\u0001\r\nc\td\ud800 ')).toEqual({ value: 'ab\nc\td\ufffd' });
  expect(optional(words('Note', { max: 50 })).read('\u0000')).toEqual({ value: undefined });
});

test('a choice is read by its value or its label', () => {
  const cause = choice('Why', [
    { value: 'time', label: 'Too little time' },
    { value: 'luck', label: 'Luck' },
  ]);
  expect(cause.read('too little TIME')).toEqual({ value: 'time' });
  expect(problemOf(cause.read('fate'))).toContain('Too little time, Luck');
});

test('an id is sixteen of our digits and nothing else', () => {
  expect(id('Goal').read('0123456789abcdef')).toEqual({ value: '0123456789abcdef' });
  expect(problemOf(id('Goal').read("' or 1=1 --    x"))).not.toBeNull();
});

describe('a file', () => {
  const deck = file('Deck file', { accept: ['.csv', '.apkg'], maxBytes: 10 });
  const raw = (name: string, size: number) => ({ name, mime: '', bytes: new Uint8Array(size) });
  test('of the right kind and size is taken', () => expect(deck.read(raw('A.CSV', 10))).toHaveProperty('value'));
  test('too large says how much fits', () => expect(problemOf(deck.read(raw('a.csv', 11)))).toContain('too large'));
  test('too large to be fetched says the same, also where none is needed', () => {
    const left = { ...raw('a.csv', 0), unfetchedBytes: 3 * 1024 * 1024 };
    expect(problemOf(deck.read(left))).toContain('3.0 MB is too large');
    expect(problemOf(optional(deck).read(left))).toContain('3.0 MB is too large');
  });
  test('of another kind says which are read', () =>
    expect(problemOf(deck.read(raw('a.pdf', 1)))).toContain('.csv, .apkg'));
  test('that is none is asked for', () => expect(problemOf(deck.read('a.csv'))).toContain('attach a file'));
});

test('all problems are found at once, and blanks may stand where nothing is needed', () => {
  const options = {
    minutes: integer('Minutes', { min: 1, max: 9 }),
    note: words('Note', { max: 3 }),
    tag: optional(words('Tag', { max: 3 })),
  };
  expect(readAll(options, { minutes: 'x', note: '', tag: ' ' })).toEqual({
    problems: { minutes: expect.any(String), note: expect.any(String) },
  });
  expect(readAll(options, { minutes: '3', note: 'a' })).toEqual({ values: { minutes: 3, note: 'a', tag: undefined } });
});
