import { expect, test } from 'vitest';
import { deckAbout } from '../../../src/study/practice/goal-skills.ts';

const decks = [
  { id: 'art', name: 'Art', tags: [] },
  { id: 'algebra', name: 'Algebra', tags: ['graphs', 'fractions'] },
  { id: 'two', name: 'Algebra two', tags: ['graphs'] },
  { id: 'signs', name: '!?', tags: ['…'] },
];

test.each([
  ['the name of the deck, in any case', ['Pass ALGEBRA by May'], 'algebra'],
  ['the longer of two names', ['Pass algebra two by May'], 'two'],
  ['a tag in a step', ['Get better', 'Ten problems on fractions'], 'algebra'],
  ['whole words alone', ['Start early'], undefined],
  ['nothing', [''], undefined],
  ['signs are no words', ['Really!?'], undefined],
])('%s', (_, words, id) => expect(deckAbout(words, decks)?.id).toBe(id));
