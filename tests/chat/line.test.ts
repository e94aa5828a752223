import { expect, test } from 'vitest';
import { command } from '../../src/chat/handler.ts';
import { nearest, readLine } from '../../src/chat/line.ts';
import { integer, minutes, optional, words } from '../../src/chat/options.ts';

const nothing = async () => {
  throw new Error('not run here');
};
const checkIn = command({
  name: 'check-in',
  about: 'Say what you studied',
  seenBy: 'me',
  options: {
    minutes: optional(minutes('Minutes', { min: 1, max: 600 })),
    note: optional(words('What on', { max: 200 })),
  },
  run: nothing,
});
const page = command({
  name: 'page',
  about: 'A page',
  seenBy: 'me',
  options: { page: optional(integer('Page', { min: 1, max: 9 })), note: optional(words('What on', { max: 200 })) },
  run: nothing,
});
const help = command({ name: 'help', about: 'What I can do', seenBy: 'me', options: {}, run: nothing });
const read = (line: string) => readLine([checkIn, page, help], line);

test.each([
  ['/study check-in 45 graphs ch. 3', { minutes: '45', note: 'graphs ch. 3' }],
  ['study check-in 45', { minutes: '45' }],
  ['/STUDY Check-In', {}],
  ['/study check-in graphs ch. 3', { note: 'graphs ch. 3' }],
  ['/study check-in note:"graphs ch. 3" 45', { note: 'graphs ch. 3', minutes: '45' }],
  ['/study check-in minutes:45 graphs', { minutes: '45', note: 'graphs' }],
  ['/study check-in 45 "quoted"', { minutes: '45', note: 'quoted' }],
  ['/study check-in note:see', { note: 'see' }],
  ['/study check-in minutes:45 note:graphs ch. 3', { minutes: '45', note: 'graphs ch. 3' }],
  ['/study check-in 45 note:"graphs" where:"library"', { minutes: '45', note: 'graphs where:"library"' }],
  ['/study check-in http://a.b/?note=1', { note: 'http://a.b/?note=1' }],
  ['/study check-in 45 min graphs', { minutes: '45 min', note: 'graphs' }],
  ['/study check-in 45min, then graphs', { note: '45min, then graphs' }],
  ['/study check-in 2 h', { minutes: '2 h' }],
  ['/study check-in 45 minor scales', { minutes: '45', note: 'minor scales' }],
  ['/study check-in 9999 graphs', { minutes: '9999', note: 'graphs' }],
  ['/study check-in 20 h graphs', { minutes: '20 h', note: 'graphs' }],
  ['/study check-in 3rd chapter', { note: '3rd chapter' }],
  ['/study check-in graphs 45 min', { minutes: '45 min', note: 'graphs' }],
  ['/study check-in graphs, chapter 3 for 2h', { minutes: '2h', note: 'graphs, chapter 3' }],
  ['/study check-in graphs in 20 min', { note: 'graphs in 20 min' }],
  ['/study check-in ran 800 m', { note: 'ran 800 m' }],
  ['/study check-in graphs 45', { note: 'graphs 45' }],
  ['/study check-in 45\ntwo\nlines', { minutes: '45', note: 'two\nlines' }],
])('%s', (line, options) => expect(read(line)).toEqual({ kind: 'say', root: 'study', name: 'check-in', options }));

test('a unit belongs to no number that has none', () => {
  expect(read('/study page 4 min')).toMatchObject({ options: { page: '4', note: 'min' } });
});

test('an unknown command is passed on as it was typed', () => {
  expect(read('/studdy chek-in 4')).toEqual({ kind: 'say', root: 'studdy', name: 'chek-in', options: {} });
  expect(read('')).toEqual({ kind: 'say', root: '', name: '', options: {} });
  expect(read('/study help whatever')).toEqual({ kind: 'say', root: 'study', name: 'help', options: {} });
});

test('the nearest name is offered, and none where none is near', () => {
  expect(nearest('chek-in', ['check-in', 'help'])).toBe('check-in');
  expect(nearest('xylophone', ['check-in', 'help'])).toBeNull();
});
