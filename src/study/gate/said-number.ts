import { digitWord, isSameNumber, numbersIn, numberWordsOf, romanOf } from '../text/numbers-said.ts';
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
  return saysInWords(hint, key) || sumsUpTo(hint, key, known) || hemsIn(hint, key, known);
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

/** "three quarters" */
function saysAsFraction(words: readonly string[], key: number): boolean {
  return words.some((word, at) => {
    const below = parts.indexOf(word.replace(/s$/, '')) + 2;
    const above = Number(digitWord(words[at - 1] ?? ''));
    return below >= 2 && isSameNumber((above || 1) / below, key);
  });
}

function saysInWords(hint: string, key: number): boolean {
  const size = Math.abs(key);
  if (saysAsFraction(wordsOf(hint), key)) return true;
  if (!Number.isInteger(size) || size > 999_999) return false;
  const words = wordsOf(hint);
  if (size === 1 || size === 0) return callsItTheAnswer(hint, size === 1 ? 'one' : 'zero');
  if (
    hasRun(
      words.filter((word) => word !== 'and'),
      numberWordsOf(size),
    )
  )
    return true;
  const digits = words
    .map(digitWord)
    .map((word) => (/^\d$/.test(word) ? word : ' '))
    .join('');
  if (size >= 10 && digits.split(/\s+/).includes(String(size))) return true;
  return isInOtherBase(hint, size) || (size >= 4 && size < 4000 && words.includes(romanOf(size)));
}

/** 0x2a; 101010 where binary is spoken of; 24 where backwards is. */
function isInOtherBase(hint: string, size: number): boolean {
  const plain = plainForm(hint);
  const prefixed = plain.match(/(?<![\p{L}\d])0[xbo][\da-f]+/gu) ?? [];
  const bits = /binary|base|bits/.test(plain) ? (plain.match(/\b[01]{2,}\b/g) ?? []) : [];
  const turned = /backward|revers|mirror/.test(plain) ? (plain.match(/\d+/g) ?? []) : [];
  return (
    prefixed.some((it) => Number(it) === size) ||
    bits.some((it) => Number.parseInt(it, 2) === size) ||
    turned.some((it) => [...it].reverse().join('') === String(size))
  );
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
