import { describe, expect, test } from 'vitest';
import { type DraftedTopic, readTopics } from '../../../src/study/practice/topics.ts';
import { injections } from '../../adversarial/injections.ts';

const cards = [
  { id: 'a', front: 'What is a tree?', back: 'A connected graph without cycles' },
  { id: 'b', front: 'What is a leaf?', back: 'A vertex of degree one' },
  { id: 'c', front: '1/2 + 1/3?', back: '5/6' },
  { id: 'd', front: 'Which numbers have a numerator?', back: 'Fractions' },
];
const read = (drafts: readonly DraftedTopic[], known: readonly string[] = []) => readTopics(drafts, cards, known);
const graphs: DraftedTopic = { name: 'Trees', cards: [0, 1] };

describe('what may be proposed', () => {
  test('names become tags of one word; each card is in one topic', () => {
    expect(
      read([
        { name: ' Graph theory ', cards: [0, 1] },
        { name: 'adding “unlike” parts', cards: [1, 2] },
      ]),
    ).toEqual([
      { tag: 'Graph-theory', cardIds: ['a', 'b'] },
      { tag: 'adding-unlike-parts', cardIds: ['c'] },
    ]);
  });

  test('a tag that is there keeps its spelling, and the same name twice is one topic', () => {
    expect(
      read(
        [
          { name: 'graph theory', cards: [0] },
          { name: 'GRAPH THEORY', cards: [1] },
        ],
        ['Graph_Theory', 'sums'],
      ),
    ).toEqual([{ tag: 'Graph_Theory', cardIds: ['a', 'b'] }]);
  });

  test('a name that gives the answer of a card away is not put on it', () => {
    const said = read([graphs, { name: 'Fractions', cards: [2, 3] }]);
    expect(said?.[1]).toEqual({ tag: 'Fractions', cardIds: ['c'] });
    expect(read([graphs, { name: 'Fractions', cards: [3] }, { name: 'Sums', cards: [2] }])).toHaveLength(2);
  });

  test('one topic for all tells nothing apart, unless others are there', () => {
    expect(read([graphs])).toBeNull();
    expect(read([graphs], ['trees'])).toBeNull();
    expect(read([graphs], ['sums'])).toHaveLength(1);
  });
});

describe('a tutor that is not to be trusted', () => {
  test.each([
    ['nothing', []],
    ['topics without cards', [{ name: 'Trees', cards: [] }]],
    [
      'more than anyone would name',
      Array.from({ length: 9 }, (_, n) => ({ name: `Part ${'abcdefghi'[n]}`, cards: [] })),
    ],
    ['a sentence', [graphs, { name: 'All that one has to know of sums and products', cards: [2] }]],
    ['a link', [graphs, { name: 'evil.com', cards: [2] }]],
    ['a call to all', [graphs, { name: '@everyone', cards: [2] }]],
    ['a person', [graphs, { name: '<@123456789012345678>', cards: [2] }]],
    ['markup', [graphs, { name: '<b>sums</b>', cards: [2] }]],
    ['a promise', [graphs, { name: '100% guaranteed', cards: [2] }]],
    ['signs alone', [graphs, { name: '***', cards: [2] }]],
    ['two lines', [graphs, { name: 'sums\nand more', cards: [2] }]],
    ['writing that is turned around', [graphs, { name: 'su\u202ems', cards: [2] }]],
  ])('that says %s: nothing is proposed', (_, drafts) => expect(read(drafts)).toBeNull());

  test.each(injections)('that repeats what a card told it: $name', ({ text }) => {
    for (const { tag } of read([graphs, { name: text, cards: [2] }]) ?? []) {
      expect(tag.length).toBeLessThanOrEqual(40);
      expect(tag).toMatch(/^[\p{L}\p{M}\p{N}-]+$/u);
    }
  });
});
