import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIfThen, readMeasure } from '../../../src/study/goals/plan-reading.ts';

describe('a plan typed as one line', () => {
  test.each([
    ['If it is 18:30 at my desk then I will solve 3 problems.', '18:30 at my desk', 'solve 3 problems'],
    ['If it’s Monday at 7pm, then I’ll read chapter 4', 'Monday at 7pm', 'read chapter 4'],
    ['if I am tired then I’ll walk for 5 minutes', 'I am tired', 'walk for 5 minutes'],
    ['After dinner, I solve 3 problems', 'After dinner', 'solve 3 problems'],
    ['When I get home I will open the book', 'When I get home', 'open the book'],
    ['When I get home I open the book', 'When I get home', 'open the book'],
    ['at 7pm I read Italian', 'at 7pm', 'read Italian'],
    ['Tomorrow I will call Ana', 'Tomorrow', 'call Ana'],
    ['Before class I’m going to skim my notes', 'Before class', 'skim my notes'],
    ['Every morning, 20 flashcards', 'Every morning', '20 flashcards'],
    ['18:30, at my desk, solve 3 problems', '18:30, at my desk', 'solve 3 problems'],
    ['18:30 at my desk → 3 problems', '18:30 at my desk', '3 problems'],
    ['solve 3 problems after dinner', 'after dinner', 'solve 3 problems'],
    ['I will read 10 pages every evening after dinner', 'every evening after dinner', 'read 10 pages'],
    ['work on my essay at the library', 'at the library', 'work on my essay'],
    ['I read, then I write', '', 'read, then I write'],
    ['Look at the notes on graphs', '', 'Look at the notes on graphs'],
    ['read more', '', 'read more'],
    ['After dinner', 'After dinner', ''],
    ['wenn ich nach Hause komme, dann lese ich 10 Seiten', 'wenn ich nach Hause komme', 'lese ich 10 Seiten'],
    ['si je rentre, alors je lis 5 pages', 'si je rentre', 'je lis 5 pages'],
    ['晚饭后 → 做3道题', '晚饭后', '做3道题'],
    ['   ', '', ''],
  ])('%s', (text, cue, action) => {
    expect(readIfThen(text)).toEqual({ cue, action });
  });

  test('keeps every word but the joints, whatever is typed', () => {
    const joints = new Set([
      'if',
      'it',
      'is',
      "it's",
      'it’s',
      'when',
      'then',
      'i',
      "i'll",
      'will',
      'am',
      'going',
      'to',
      'dann',
      'alors',
      'entonces',
    ]);
    const piece = fc.constantFrom(
      'If it is',
      'when',
      'after',
      'dinner',
      '18:30',
      ',',
      'then',
      'I will',
      'I',
      'solve',
      '3',
      'problems',
      '→',
      'at my desk',
      'Zoë',
      '.',
    );
    const wordsOf = (text: string) =>
      text
        .toLowerCase()
        .match(/[\p{L}\p{N}:'’]+/gu)
        ?.filter((word) => !joints.has(word)) ?? [];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { cue, action } = readIfThen(pieces.join(' '));
        expect([...wordsOf(cue), ...wordsOf(action)].toSorted()).toEqual(wordsOf(pieces.join(' ')).toSorted());
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('a measure in free words', () => {
  test.each([
    ['40 problems', 40, 'problems', ''],
    ['3 chapters by 12 June', 3, 'chapters', 'by 12 June'],
    ['by 12 June 3 chapters', 3, 'chapters', 'by 12 June'],
    ['June 12: 20 problems', 20, 'problems', 'June 12'],
    ['score 80 % on the mock exam', 80, '%', 'score on the mock exam'],
    ['read 5 pages of the thesis by 3 May', 5, 'pages', 'read of the thesis by 3 May'],
    ['two practice exams by Friday', 2, 'practice exams', 'by Friday'],
    ['a dozen flashcards', 12, 'flashcards', ''],
    ['half an hour', 0.5, 'hour', ''],
    ['3-4 chapters a week', 3, 'chapters', 'a week'],
    ['30 minutes a day', 30, 'minutes', 'a day'],
    ['2 x 25 minutes', 25, 'minutes', '2 x'],
    ['1,500 words', 1500, 'words', ''],
    ['1.500 Wörter', 1500, 'Wörter', ''],
    ['10.5 hours', 10.5, 'hours', ''],
    ['2,5 km', 2.5, 'km', ''],
    ['40 Aufgaben bis 12. Juni', 40, 'Aufgaben', 'bis 12. Juni'],
    ['90min', 90, 'min', ''],
    ['40', 40, '', ''],
    ['40問', 40, '問', ''],
    ['٤٠ سؤال', 40, 'سؤال', ''],
    ['４０ pages', 40, 'pages', ''],
  ])('%s', (text, amount, unit, rest) => {
    expect(readMeasure(text)).toEqual({ amount, unit, rest });
  });

  test.each([
    '',
    'understand graphs',
    'the whole book',
    'finish chapter 3',
    'exercises 4 to 9',
    'by 12 June',
    'by June 12th',
    'by 2026-06-12',
    'at 18:30',
    'at 7pm',
    'within the next 2 weeks',
    '12th of June',
  ])('%s counts nothing', (text) => {
    expect(readMeasure(text)).toBeNull();
  });

  test('a number is found among any words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), fc.nat({ max: 5000 }), (words, amount) => {
        const measure = readMeasure(`${words} ${amount} pages ${words}`);
        expect(measure).not.toBeNull();
        expect(measure?.amount).toSatisfy((found: number) => Number.isFinite(found) && found >= 0);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
