/** Numbers as people write them: in digits of any script, with separators, as fractions, percents, words or Roman numerals. */
import { plainForm } from './plain-form.ts';

const unitWords =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen`.split(/\s+/);
const tenWords = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** 42 → ["forty", "two"]; whole numbers from 0 to 999,999, without "and". */
export function numberWordsOf(n: number): string[] {
  if (n < 20) return [unitWords[n] ?? ''];
  if (n < 100) return [tenWords[Math.floor(n / 10)] ?? '', ...(n % 10 ? numberWordsOf(n % 10) : [])];
  const [size, name] = n < 1000 ? ([100, 'hundred'] as const) : ([1000, 'thousand'] as const);
  return [...numberWordsOf(Math.floor(n / size)), name, ...(n % size ? numberWordsOf(n % size) : [])];
}

/** "seven", "forty", "hundred". */
export const isNumberWord = (word: string): boolean =>
  unitWords.includes(word) || tenWords.includes(word) || word === 'hundred' || word === 'thousand';

/** "seven" → "7"; other words as they are. */
export const digitWord = (word: string): string => {
  const at = unitWords.indexOf(word);
  return at >= 0 && at < 10 ? String(at) : word;
};

const romans = 'm:1000 cm:900 d:500 cd:400 c:100 xc:90 l:50 xl:40 x:10 ix:9 v:5 iv:4 i:1'
  .split(' ')
  .map((pair) => pair.split(':'));

/** 42 → "xlii"; whole numbers from 1 to 3999. */
export function romanOf(n: number): string {
  let rest = n;
  return romans
    .map(([sign = '', worth = '1']) => {
      const times = Math.floor(rest / Number(worth));
      rest -= times * Number(worth);
      return sign.repeat(times);
    })
    .join('');
}

export interface NumberSaid {
  readonly value: number;
  /** Where it begins in the plain form of the text. */
  readonly at: number;
  readonly length: number;
}

const numeral = /\d+(?:[.,' ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\.\d+/g;
const minus = /(?:^|[\s(=:])[-−–]\s?$/;

/** All numbers in digits, each reading of a fraction or a percent with it: "3/4" is 3, 4 and 0.75. */
export function numbersIn(text: string): NumberSaid[] {
  const plain = plainForm(text).replace(/⁄/g, '/');
  const found = [...plain.matchAll(numeral)].flatMap((match): NumberSaid[] => {
    const isNegative = minus.test(plain.slice(0, match.index));
    const [at, length] = [match.index, match[0].length];
    const values = valuesOf(match[0]).map((value) => (isNegative ? -value : value));
    const isPercent = /^\s?%/.test(plain.slice(at + length));
    return [...values, ...(isPercent ? values.map((value) => value / 100) : [])].map((value) => ({
      value,
      at,
      length,
    }));
  });
  const fractions = [...plain.matchAll(/(\d+(?:\.\d+)?)\s?\/\s?(\d+(?:\.\d+)?)/g)].map((match) => ({
    value: Number(match[1]) / Number(match[2]),
    at: match.index,
    length: match[0].length,
  }));
  return [...found, ...fractions];
}

/** "1,024" is 1024 in one country and 1.024 in another; both are meant. */
function valuesOf(written: string): number[] {
  const asGroups = Number(written.replace(/[,' ](?=\d{3})/g, '').replace(',', '.'));
  const asDecimal = Number(written.replace(/[.' ](?=\d{3})/g, '').replace(',', '.'));
  return [...new Set([asGroups, asDecimal])].filter(Number.isFinite);
}

/** The number that a key is, alone or with a unit, a sign or "x ="; null where it is more than that. */
export function numberOf(key: string): number | null {
  const plain = plainForm(key).trim().replace(/\.$/, '');
  const bare = plain.replace(/^[\p{L}]{1,2}\s*[=≈]\s*|^[=≈~$€£¥]\s*/gu, '').trim();
  const match =
    /^([-−–+]?\s?\d[\d.,' ]*(?:\s?\/\s?\d+)?)\s*(?:%|°|[\p{L}$€£¥µ]{1,12}(?:[/^·]?[\p{L}\d²³]{1,4})?)?$/u.exec(bare);
  const [said, whole] = match ? [match[1] ?? '', /\//.test(match[1] ?? '')] : ['', false];
  const numbers = numbersIn(said.replace(/[.,' ]+$/, ''));
  const value = whole ? numbers.at(-1)?.value : numbers[0]?.value;
  return value === undefined || !Number.isFinite(value) ? null : value;
}

export const isSameNumber = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
