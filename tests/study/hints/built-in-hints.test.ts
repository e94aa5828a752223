import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestHint } from '../../../src/study/gate/hint-gate.ts';
import { type CardProblem, cardHint, noExamples } from '../../../src/study/hints/built-in-hints.ts';
import { type Rung, rungs } from '../../../src/study/hints/ladder.ts';
import { problemHint, selfCheck } from '../../../src/study/hints/problem-hints.ts';
import { isOnlyPicture, isReadable, kindOf, problemKinds } from '../../../src/study/hints/problem-kind.ts';

const below = rungs.filter((rung) => rung !== 'answer');
const asked = (front: string, back: string, more: Partial<CardProblem> = {}): CardProblem => ({
  front,
  back,
  deckName: 'Biology',
  tag: null,
  ...noExamples,
  ...more,
});

/** Words and numbers as anyone would tell them apart: no code of the bot's own. */
const plainWords = (text: string) => text.toLowerCase().match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
function contains(text: string, key: string): boolean {
  const [all, sought] = [plainWords(text), plainWords(key)];
  if (sought.length === 0) return text.includes(key.trim());
  return all.some((_, at) => sought.every((word, n) => all[at + n] === word));
}

describe('below the last rung no hint holds the key', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'the',
      'a',
      'it',
      'is',
      'word',
      'letter',
      'question',
      'answer',
      'first',
      'one',
      'yes',
      'no',
      'list',
      'number',
    ),
    fc.constantFrom('Mitochondria', 'Paris', 'blue', 'Éire', 'Привет', '東京', 'مدرسة', 'πr²', 'H2O', 'x', 'B', 'e'),
    fc.string({ minLength: 1, maxLength: 12 }),
  );
  const key = fc.oneof(
    word,
    fc.integer({ min: -2000, max: 2000 }).map(String),
    fc.double({ min: -100, max: 100, noNaN: true }).map((x) => x.toFixed(2)),
    fc.array(word, { minLength: 2, maxLength: 12 }).map((words) => words.join(' ')),
    fc.array(word, { minLength: 3, maxLength: 6 }).map((items) => items.join(', ')),
    fc.constantFrom(
      '?',
      '.',
      '→',
      ':',
      '“',
      '…',
      ' - ',
      '1',
      '2',
      '12',
      '12 letters',
      'one word',
      'a number',
      'E = mc²',
    ),
  );
  test.each(below)('%s', (rung) => {
    fc.assert(
      fc.property(
        key,
        word,
        word,
        fc.option(word),
        fc.array(fc.tuple(word, word), { maxLength: 4 }),
        (back, front, deckName, tag, pairs) => {
          fc.pre(back.trim() !== '');
          const siblings = [...pairs, [back, front] as const].map(([f, b]) => ({ front: f, back: b }));
          const said = cardHint(rung, {
            front,
            back: back.trim(),
            deckName,
            tag,
            siblings,
            missing: { name: deckName, cards: siblings },
          });
          expect(said.length).toBeGreaterThan(0);
          expect(contains(said, back), `${said} holds ${back}`).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });
});

test('a sibling card with “H2O” shows the letter of a card whose whole answer is “H”', () => {
  const siblings = [{ front: 'water', back: 'H2O' }];
  expect(cardHint('principle', asked('hydrogen', 'H', { siblings }))).not.toMatch(/H2O/);
  expect(cardHint('principle', asked('carbon', 'C', { siblings }))).toMatch(/H2O/);
});

test.each<[rung: Rung, back: string, RegExp]>([
  ['locate', '42 km', /a number with its unit/],
  ['locate', '42', /a number\./],
  ['locate', 'Mitochondria', /one word/],
  ['locate', 'Battle of Hastings', /3 words/],
  ['locate', 'red, green, blue', /a list of 3/],
  ['locate', 'E = mc²', /a formula/],
  ['locate', 'Москва', /Cyrillic letters/],
  ['locate', 'It stores the energy that the cell needs for all it does.', /a sentence or more/],
  ['next-step', 'Mitochondria', /begins with “M”. It has 12 letters. M( _){11}$/],
  ['next-step', 'ion', /^It has 3 letters.$/],
  ['next-step', '1789', /4 digits.*The first is 1/],
  ['next-step', '7', /one digit/],
  ['next-step', 'Battle of Hastings', /B_____ __ H_______/],
  ['next-step', 'mercury, venus, earth, mars', /There are 4. The first begins with “m”/],
  ['next-step', 'It stores the energy that the cell needs for all it does.', /^It begins: “It stores the …”/],
  ['next-step', 'yes', /Decide for one/],
  ['answer', 'Mitochondria', /^Mitochondria\n\nNow say in your own words/],
])('%s of “%s”', (rung, back, says) => expect(cardHint(rung, asked('What?', back))).toMatch(says));

test('the place is the tag and the deck; a worked example is the likest other card, and never a mirror of the asked one', () => {
  const card = asked('capital of Peru', 'Lima', {
    tag: 'capitals',
    siblings: [
      { front: 'Lima', back: 'capital of Peru' },
      { front: 'longest river', back: 'Nile' },
      { front: 'capital of Chile', back: 'Santiago' },
    ],
  });
  expect(cardHint('locate', card)).toContain('“capitals” in “Biology”');
  expect(cardHint('principle', card)).toContain('“capital of Chile”');
  expect(cardHint('locate', asked('Largest city?', 'Lima', { deckName: 'All about Lima' }))).not.toContain('Lima');
});

test.each([
  ['What is 17 × 23?', 'calculation'],
  ['How many ways can 5 people sit in a row?', 'calculation'],
  ['Solve 3x + 5 = 20', 'equation'],
  ['x^2 - 5x + 6 = 0', 'equation'],
  ['For which x is a < b?', 'equation'],
  ['Why is <b>bold</b> not <em>big</em> in my page?', 'other'],
  ['Show that the sum of two odd numbers is even', 'proof'],
  ['Beweise, dass √2 irrational ist', 'proof'],
  ['What is a monoid?', 'definition'],
  ['def f(x):\n  return x + 1\nwhy does f("a") fail', 'code'],
  ['TypeError: undefined is not a function', 'code'],
  ['Translate into German: I have been living here for two years', 'translation'],
  ['Discuss to what extent the railway changed the town.', 'essay'],
  ['Which is a prime?\nA) 21\nB) 23\nC) 25', 'multiple choice'],
  ['asdf', 'other'],
  ['なぜ空は青いのですか', 'other'],
])('“%s” is a problem of kind %s', (problem, kind) => expect(kindOf(problem)).toBe(kind));

test('every kind has a text on every rung: short, the first with a question, the last honest', () => {
  for (const kind of problemKinds) {
    for (const rung of rungs)
      expect(problemHint(rung, kind).length, `${kind} ${rung}`).toBeLessThanOrEqual(longestHint[rung]);
    expect(problemHint('monitor', kind)).toContain('?');
    expect(problemHint('answer', kind)).toMatch(/^I do not have the answer/);
    expect(selfCheck(kind)).not.toBe('');
  }
});

test('pictures and noise are seen for what they are', () => {
  for (const it of ['https://x.test/a.png', '![](a.jpg)', '<img src="x">', '[image]', 'IMG_1.HEIC  photo.jpeg'])
    expect(isOnlyPicture(it), it).toBe(true);
  for (const it of ['see https://x.test/a.png', 'What does [image] show?', 'x', '???'])
    expect(isOnlyPicture(it), it).toBe(false);
  expect([isReadable('??? …'), isReadable('🙂'), isReadable('7'), isReadable('ä')]).toEqual([false, false, true, true]);
});
