import { describe, expect, test } from 'vitest';
import { honestDrafts } from '../../../bench/evaluate/gate/cases.ts';
import { bringsInCode } from '../../../src/study/gate/coded-writing.ts';
import { disguises } from '../../adversarial/disguises.ts';

const problem = 'Which pigment makes leaves green?';
/** What reads like words, or like words that nobody knows, no look at the writing alone can tell; the unseen is told by `isUnsafe`. */
const likeWords = new Set([
  ...[
    'as it is',
    'in capitals',
    'in a sentence',
    'in syllables',
    'in digits for letters',
    'misspelt',
    'with gaps',
    'without vowels',
  ],
  ...['backwards', 'rot13', 'three letters on', 'rot13 and backwards', 'first letters of words'],
  ...['first letters of lines', 'in tags that nobody sees'],
]);

describe('a code', () => {
  test.each(disguises.filter(([name]) => !likeWords.has(name)))('%s is seen whatever it says', (_, write) => {
    for (const hidden of ['chlorophyll', 'carotene', 'xanthophyll'])
      expect(bringsInCode(`Look at ${write(hidden)} and tell me.`, problem), hidden).toBe(true);
  });

  test.each([
    'Think of one seven eight nine here.',
    'Is it seven point five, or less?',
    'Would 1 7 8 9 fit in here?',
    'Look at this:\n7\nWhat do you make of it?',
    'See charlie alfa tango for a while.',
    'Hold it beside 3\u200b4 first.',
    'Hold it beside ca\u00adt first.',
  ])('%s', (text) => expect(bringsInCode(text, problem)).toBe(true));

  test('may be in a hint where the problem is about such a thing', () => {
    expect(bringsInCode('And 0x1f, what is that?', 'What is 0x2a in decimal?')).toBe(false);
    expect(bringsInCode('What does ・ mean in 01000001?', 'Which letter is 01000010?')).toBe(false);
    expect(bringsInCode('And 0x1f, what is that?', problem)).toBe(true);
  });
});

describe('no code', () => {
  test.each([
    'Try n = 1, 2, 3, 4, 5 and 6: what do you see?',
    'A million is 1000000, and 12 15 18 21 go up by three.',
    'From 1914-1918 to 1939-1945: which one is asked for?',
    'Write Δx, μm and πr² as they stand; H2O and CO2, too.',
    'Is it the rhythm, or the HTML? See item2Count and isReady.',
    'So ... what then ... and why?',
    'If a - b - c is what you have, move b first.',
    '¿Cómo se llama? Où est-ce? Größe, Ångström, Việt Nam.',
    'Что это? これは何ですか？ ما هذا؟',
    'Count one, two, three, and then one or two more.',
    'Is 1 2 3 a way to write it?',
    'Alpha and beta: which one is nearer to golf, or to a hotel in India?',
    'if (isReady) {\n  go();\n}\nThat is the form of it.',
    '- first\n- second\n- third\n- fourth',
  ])('%s', (text) => expect(bringsInCode(text, problem)).toBe(false));

  test('is in any honest hint', () => {
    for (const draft of honestDrafts(false)) expect(bringsInCode(draft.text, draft.problem), draft.text).toBe(false);
  });
});
