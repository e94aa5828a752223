import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unknownIn } from '../../../src/study/text/asked-equation.ts';

test.each([
  ['Solve 3x + 5 = 20 for x', '5'],
  ['Solve for x: 2x + 1 = 7', '3'],
  ['2(x - 3) = 8', '7'],
  ['Find x if 4x − 7 = 21.', '7'],
  ['What is t when 5t = 35?', '7'],
  ['3x+5=20, x = ?', '5'],
  ['x + 3 = 2x - 4', '7'],
  ['Solve 3(x+2) - 2(x-1) = 10', '2'],
  ['x/2 = 9', '18'],
  ['-x = 4', '-4'],
  ['0.5n - 1 = 2.5', '7'],
  ['3x = 1', '1/3'],
  ['Löse 3y+5=20', '5'],
  ['Résous l’équation 2x = 10', '5'],
  ['Resuelve la ecuación 2x = 10', '5'],
])('%s: %s', (question, answer) => expect(unknownIn(question)).toBe(answer));

test.each([
  ['two unknowns', '2x + 3y = 5'],
  ['none', '4 * 3 = 12'],
  ['two answers', 'x^2 = 9'],
  ['two answers, raised', 'Solve x² + 1 = 10'],
  ['no answer', 'x = x + 1'],
  ['every answer', '2x = 2x'],
  ['an inequality', 'Solve 3x > 5'],
  ['two equations', 'x = 2y = 4'],
  ['something else of it', 'What is 2x if 3x = 12?'],
  ['its square', 'Find the value of x squared if 2x = 6'],
  ['more to do', 'Solve 2x = 8 and then find 3x'],
  ['a story', 'A train runs 3t = 60 miles'],
  ['a function', 'f(x) = 3x + 2'],
  ['a half of x, or one over 2x', '1/2x = 4'],
  ['a sign or an unknown', '2x3 = 6'],
  ['another country’s point', '0,5x = 2'],
  ['no end in sight', '101x = 7'],
  ['a remainder', 'Solve 3x = 5 mod 7'],
  ['nothing', ''],
])('nothing is said of %s: %s', (_, question) => expect(unknownIn(question)).toBeNull());

test('what it says makes both sides agree', () => {
  const whole = fc.integer({ min: -20, max: 20 });
  const inSigns = (n: number) => (n < 0 ? `- ${-n}` : `+ ${n}`);
  fc.assert(
    fc.property(whole, whole, whole, whole, (a, b, c, d) => {
      fc.pre(a !== c);
      const [top = Number.NaN, bottom = 1] = (unknownIn(`Solve ${a}x ${inSigns(b)} = ${c}x ${inSigns(d)}`) ?? '')
        .split('/')
        .map(Number);
      expect(a * (top / bottom) + b).toBeCloseTo(c * (top / bottom) + d, 3);
    }),
  );
});

test('whatever is typed, it ends in a number or in nothing', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0123456789+-*/^()=x y.²?'), maxLength: 200 });
  fc.assert(
    fc.property(typed, (text) => {
      expect(unknownIn(text) ?? '0').toMatch(/^-?\d+(?:\.\d+)?(?:\/\d+)?$/);
    }),
  );
});
