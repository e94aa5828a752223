import { digitWord, isSameNumber, numberOf, numbersIn, numberWordsOf, romanOf } from '../text/numbers-said.ts';
import { hasRun, plainForm, wordsOf } from '../text/plain-form.ts';
import { calls, callsItTheAnswer } from './called-answer.ts';

/** Whether the text says the number in any of the ways there are; one that stands in the problem may be said, if it is not called the answer. */
export function saysNumber(hint: string, key: number, problem: string): boolean {
  const known = [...numbersIn(problem).map(({ value }) => value), ...ordinals(problem)];
  const isKnown = known.some((value) => isSameNumber(value, key));
  const plain = plainForm(hint);
  const said = numbersIn(hint).filter(({ value, at }) => isSameNumber(value, key) && !isLabel(plain, at, value));
  if (said.length > 0) return !isKnown || said.some(({ at }) => calls.test(` ${plain.slice(0, at)}`));
  if (isKnown) return false;
  return saysInWords(hint, key) || isTurned(hint, key) || sumsUpTo(hint, key, known) || hemsIn(hint, key, known);
}

const ordinals = (text: string) =>
  wordsOf(text)
    .map(digitWord)
    .filter((word) => /^\d$/.test(word))
    .map(Number);

/** "step 2", "2. Then …" */
const isLabel = (plain: string, at: number, value: number) =>
  value >= 1 &&
  value <= 9 &&
  (/(?:step|part|line|rule|hint)\s$/.test(plain.slice(0, at)) ||
    (/(?:^|\n)\s*$/.test(plain.slice(0, at)) && /^\d[.)]\s+\p{L}/u.test(plain.slice(at))));

const parts = ['half', 'third', 'quarter', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "three quarters", "three over eight" */
function saysAsFraction(hint: string, key: number): boolean {
  const words = wordsOf(hint);
  const digits = plainForm(hint).replace(/\p{L}+/gu, digitWord);
  const over = [...digits.matchAll(/(?<!\d)(\d+)\s*(?:\/|over|out of)\s*(\d+)/g)];
  if (over.some(([, above, below]) => isSameNumber(Number(above) / Number(below), key))) return true;
  return words.some((word, at) => {
    const below = parts.indexOf(word.replace(/s$/, '')) + 2;
    const above = Number(digitWord(words[at - 1] ?? ''));
    return below >= 2 && isSameNumber((above || 1) / below, key);
  });
}

function saysInWords(hint: string, key: number): boolean {
  const size = Math.abs(key);
  const words = wordsOf(hint);
  if (saysAsFraction(hint, key) || saysDigits(words, size)) return true;
  if (!Number.isInteger(size) || size > 999_999) return false;
  if (size === 1 || size === 0) return callsItTheAnswer(hint, size === 1 ? 'one' : 'zero');
  if (
    hasRun(
      words.filter((word) => word !== 'and'),
      numberWordsOf(size),
    )
  )
    return true;
  return isInOtherBase(hint, size) || (size >= 4 && size < 4000 && words.includes(romanOf(size)));
}

/** "four two", "four point two" */
function saysDigits(words: readonly string[], size: number): boolean {
  const digits = words
    .filter((word) => word !== 'point' && word !== 'comma')
    .map(digitWord)
    .map((word) => (/^\d$/.test(word) ? word : ' '))
    .join('');
  const sought = String(size).replace('.', '');
  return sought.length >= 2 && digits.split(/\s+/).includes(sought);
}

/** 0x2a; 101010 where binary is spoken of. */
function isInOtherBase(hint: string, size: number): boolean {
  const plain = plainForm(hint);
  const prefixed = plain.match(/(?<![\p{L}\d])0[xbo][\da-f]+/gu) ?? [];
  const bits = /binary|base|bits/.test(plain) ? (plain.match(/\b[01]{2,}\b/g) ?? []) : [];
  return prefixed.some((it) => Number(it) === size) || bits.some((it) => Number.parseInt(it, 2) === size);
}

/** 24 for 42 where backwards is spoken of, or where it is called the answer; what is longer than that is hardly there by chance. */
function isTurned(hint: string, key: number): boolean {
  const plain = plainForm(hint);
  const isSpoken = /backward|revers|mirror/.test(plain);
  return [...plain.matchAll(/\d[\d.,/]*\d/g)].some(({ 0: said, index }) => {
    const value = numberOf([...said].reverse().join(''));
    const isMeant = said.length >= 3 || isSpoken || calls.test(` ${plain.slice(0, index)}`);
    return isMeant && value !== null && isSameNumber(value, Math.abs(key));
  });
}

/** "40 + 2" for 42, unless both numbers are the problem's own. */
function sumsUpTo(hint: string, key: number, known: readonly number[]): boolean {
  const sums = plainForm(hint).matchAll(
    /(\d+(?:\.\d+)?)\s*(\+|-|−|–|\*|×|x|·|\/|÷|plus|minus|times)\s*(\d+(?:\.\d+)?)/g,
  );
  const isKnown = (value: number) => known.some((it) => isSameNumber(it, value));
  return [...sums].some(([, a, sign = '', b]) => {
    const [left, right] = [Number(a), Number(b)];
    return !(isKnown(left) && isKnown(right)) && isSameNumber(computed(left, sign, right), key);
  });
}

function computed(left: number, sign: string, right: number): number {
  if (/\+|plus/.test(sign)) return left + right;
  if (/[-−–]|minus/.test(sign)) return left - right;
  return /[/÷]/.test(sign) ? left / right : left * right;
}

/** "between 41 and 43" for 42. */
function hemsIn(hint: string, key: number, known: readonly number[]): boolean {
  if (!Number.isInteger(key)) return false;
  const says = (value: number) =>
    numbersIn(hint).some((it) => it.value === value) && !known.some((it) => isSameNumber(it, value));
  return says(key - 1) && says(key + 1);
}
