import { expect, test } from 'vitest';
import { attributions, causes, causesNamed } from '../../../src/study/reflection/attribution.ts';

test.each([
  ['I put it off until midnight', ['effort']],
  ['my phone kept buzzing', ['effort']],
  ['I only reread my notes', ['strategy']],
  ['I didn’t understand the second proof', ['knowledge']],
  ['the problems were too hard', ['knowledge']],
  ['I ran out of time', ['time']],
  ['my shift was longer than planned', ['time', 'strategy']],
  ['I was tired and then I gave up', ['health', 'effort']],
  ['slept badly, so I could not concentrate', ['health', 'effort']],
  ['pure luck', ['luck']],
  ['the exam was unfair', ['luck']],
  ['It was a day', []],
  ['', []],
])('“%s” names %j', (text, named) => {
  expect(causesNamed(text)).toEqual(named);
});

test('every cause leads to a question, and only health and luck are out of our hands', () => {
  for (const cause of causes) expect(attributions[cause].question).toMatch(/\?$/);
  expect(causes.filter((cause) => !attributions[cause].controllable)).toEqual(['health', 'luck']);
});
