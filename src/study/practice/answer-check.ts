/**
 * Whether an answer that was written is the one on the card: by its words, its numbers or the items of a list, however it is put. Strict
 * about what carries meaning (signs, units, "not"), lenient about how it is written.
 */
import { distance } from 'fastest-levenshtein';
import { numberOf } from '../text/numbers-said.ts';
import { plainForm } from '../text/plain-form.ts';

/** Almost: close enough for a word that says so, and a second look. */
export type Verdict = 'right' | 'almost' | 'wrong';

/** Answers longer than this cannot be judged by their words. */
const longestOpen = { characters: 80, words: 8, items: 7 };

/** Whether an answer to this key can be judged when it is written freely. */
export function canBeWritten(key: string): boolean {
  const items = itemsOf(key);
  if (items.length > longestOpen.items || wordsOf(key).length === 0) return false;
  return items.every((it) => it.length <= longestOpen.characters && wordsOf(it).length <= longestOpen.words);
}

export function checkAnswer(given: string, key: string): Verdict {
  if (tidy(given) === '') return 'wrong';
  return best(readingsOf(key).map((reading) => checkReading(given, reading)));
}

const best = (verdicts: readonly Verdict[]): Verdict =>
  (['right', 'almost'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'wrong';

/** What may stand for the key: all of it, without what is in brackets, and each side of a slash between words. */
function readingsOf(key: string): string[] {
  const bare = key.replace(/\s*\([^)]*\)\s*/g, ' ').trim();
  const sides = /[\p{L}\s]\/[\p{L}\s]/u.test(key) ? bare.split(/\s*\/\s*/) : [];
  return [...new Set([key, bare, ...sides])].filter((it) => wordsOf(it).length > 0);
}

function checkReading(given: string, key: string): Verdict {
  if (tidy(given) === tidy(key)) return 'right';
  const number = numberOf(key);
  if (number !== null) return checkNumber(given, key, number);
  if (isFormula(key)) return squeeze(given) === squeeze(key) ? 'right' : 'wrong';
  const items = itemsOf(key);
  return items.length > 1 ? checkItems(given, items) : checkWords(given, key);
}

/** Lower case, without accents, with powers written as x^2. */
const tidy = (text: string): string =>
  plainForm(text.replace(/[⁰¹²³⁴-⁹]+/g, (power) => `^${power}`))
    .replace(/[‐‑−–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'“”„«»‘’]+|["'“”„«»‘’.!?;,]+$/g, '');

const squeeze = (text: string) => tidy(text).replace(/\s+|\*/g, '');

/** Where signs carry the meaning. */
const isFormula = (key: string) => /[=^√∑∫≤≥<>∧∨¬→]|\p{L}\s*[+*/]\s*\p{L}|\d\s*[+*/-]|[+*/-]\s*\d/u.test(tidy(key));

const wordsOf = (text: string): string[] =>
  tidy(text).match(/\d+(?:[.,]\d+)*|[\p{L}\p{N}]+|[^\s\p{P}\p{L}\p{N}]+/gu) ?? [];

// Numbers

/** A whole number must be met; one with decimals may be rounded, and is almost met within 2 %. */
function checkNumber(given: string, key: string, number: number): Verdict {
  const value = numberOf(given);
  if (value === null) return checkSentence(given, key);
  const wanted = [number, ...(/%/.test(key) ? [number / 100] : [])];
  const said = [value, ...(/%/.test(given) && !/%/.test(key) ? [value / 100] : [])];
  const off = Math.min(...wanted.flatMap((one) => said.map((other) => offBy(one, other))));
  const tolerance = Number.isInteger(number) ? 1e-9 : 0.005;
  if (off <= tolerance) return isOtherUnit(given, key) ? 'almost' : 'right';
  return !Number.isInteger(number) && off <= 0.02 ? 'almost' : 'wrong';
}

const offBy = (wanted: number, said: number) => Math.abs(wanted - said) / Math.max(Math.abs(wanted), 1e-12);

/** Both name a unit, and not the same. A unit that is left out is forgiven. */
function isOtherUnit(given: string, key: string): boolean {
  const [one, other] = [unitOf(given), unitOf(key)];
  return one !== '' && other !== '' && one !== other && `${one}s` !== other && one !== `${other}s`;
}

const unitOf = (text: string) => /\d\s*([\p{L}°µ$€£][\p{L}\d/^]*)$/u.exec(tidy(text))?.[1] ?? '';

// Words

const articles = new Set(
  'a an the der die das ein eine den dem des el la los las un una le les une il lo gli'.split(' '),
);
const negations = new Set('not no never none without nicht kein keine nie non ne pas sin'.split(' '));
const hedges = /\bor\b|\boder\b|\bou\b|\/|\?/;

function checkWords(given: string, key: string): Verdict {
  const [said, wanted] = [wordsOf(given), wordsOf(key)];
  const [saidArticle, wantedArticle] = [articleOf(said), articleOf(wanted)];
  const [rest, meant] = [withoutArticles(said), withoutArticles(wanted)];
  if (rest.join(' ') === meant.join(' '))
    return saidArticle && wantedArticle && saidArticle !== wantedArticle ? 'almost' : 'right';
  if (rest.join('') === meant.join('')) return 'right';
  if (isMisspelt(rest.join(' '), meant.join(' '))) return 'almost';
  return checkSentence(given, key);
}

const articleOf = ([first = '', ...rest]: readonly string[]) => (rest.length > 0 && articles.has(first) ? first : null);

function withoutArticles(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !articles.has(word));
  return rest.length > 0 ? rest : words;
}

/** A slip or two, in words long enough that it does not make another word of them; never in a number. */
function isMisspelt(said: string, wanted: string): boolean {
  if (wanted.length < 5 || /\d/.test(said + wanted)) return false;
  return distance(said, wanted) <= Math.min(3, Math.floor(wanted.length / 5));
}

/** The key within a sentence, with nothing that takes it back; or most of its words. */
function checkSentence(given: string, key: string): Verdict {
  const [said, wanted] = [withoutArticles(wordsOf(given)), withoutArticles(wordsOf(key))];
  const denied = (words: readonly string[]) => words.filter((word) => negations.has(word)).length;
  if (denied(said) !== denied(wanted) || said.length > wanted.length + 10) return 'wrong';
  const at = said.findIndex((_, from) => wanted.every((word, n) => said[from + n] === word));
  if (at >= 0) return hedges.test(tidy(given)) || itemsOf(given).length > 2 ? 'almost' : 'right';
  if (wanted.length < 3 || /\d/.test(wanted.join(''))) return 'wrong';
  const met = wanted.filter((word) => said.includes(word)).length;
  return met / wanted.length >= 0.6 ? 'almost' : 'wrong';
}

// Lists

/** The items of a list; what is no list is one item. */
function itemsOf(text: string): string[] {
  const parts = text.split(/\s*[;\n•]\s*|\s*,\s+(?:and\s+)?|\s+(?:and|und|et|y)\s+|\s+&\s+/u);
  return parts.map((part) => part.trim()).filter((part) => tidy(part) !== '');
}

/** In any order. Almost: half of them, or all and something besides. */
function checkItems(given: string, items: readonly string[]): Verdict {
  const said = itemsOf(given);
  const met = items.filter((item) => said.some((one) => checkWords(one, item) === 'right')).length;
  if (met === items.length && said.length === items.length) return 'right';
  if (met === items.length || met >= items.length / 2) return 'almost';
  return 'wrong';
}
