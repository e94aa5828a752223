/**
 * Whether a text gives a known answer away: as it is, spelt in another way, in a number of another form, nearly whole, or encoded. Strict
 * where it must be: a hint too few costs little, the answer too early costs the learning.
 */
import { distance } from 'fastest-levenshtein';
import { numberOf } from '../text/numbers-said.ts';
import { contentWords, hasRun, isUnspaced, squeezed, wordsOf } from '../text/plain-form.ts';
import { callsItTheAnswer, everyday } from './called-answer.ts';
import { decodings, initials, unescaped } from './decodings.ts';
import { isFormula, saysFormula } from './said-formula.ts';
import { saysNumber } from './said-number.ts';
import { hasCiphered, isCiphered, isSpelt } from './said-spelt.ts';

/**
 * Whether `hint` gives `key` away to who knows the `problem`. A word or number that stands in the problem may be named, as long as it is
 * not called the answer.
 */
export function givesAway(hint: string, key: string, problem: string): boolean {
  const says = (text: string) =>
    saysPlainly(text, key, problem) || isSpelt(text, key, problem) || isCiphered(text, key, problem);
  if ([hint, ...unescaped(hint)].some(says)) return true;
  return decodings(hint).some((read) => saysDecoded(read, key)) || isAcrostic(hint, key);
}

/** What was hidden is looked for whole: in an encoding there is no chance likeness to be lenient with. */
function saysDecoded(read: string, key: string): boolean {
  const [inside, sought] = [squeezed(read), squeezed(key)];
  if (sought.length >= 4) return hasCiphered(inside, sought);
  if (inside !== sought && callsItTheAnswer(read, key)) return true;
  return sought.length >= 2 && (inside === sought || inside === [...sought].reverse().join(''));
}

/** The first line may begin with other words, so its letter may be missing. */
function isAcrostic(hint: string, key: string): boolean {
  const sought = squeezed(key);
  const enough = sought.length >= 5 ? sought.slice(1) : sought;
  return enough.length >= 4 && initials(hint).some((firsts) => firsts.includes(enough));
}

function saysPlainly(hint: string, key: string, problem: string): boolean {
  const number = numberOf(key);
  if (number !== null) return saysNumber(hint, number, problem) || callsItTheAnswer(hint, key);
  if (isUnspaced(key)) return squeezed(hint).includes(squeezed(key)) && !squeezed(problem).includes(squeezed(key));
  return isFormula(key) ? saysFormula(hint, key, problem) : saysWords(hint, key, problem);
}

function saysWords(hint: string, key: string, problem: string): boolean {
  const words = wordsOf(key);
  if (words.length === 0) return hint.includes(key.trim());
  const [first = ''] = words;
  if (words.length === 1 && (everyday.has(first) || first.length === 1))
    return (
      callsItTheAnswer(hint, key) ||
      (!everyday.has(first) && !hasRun(wordsOf(problem), words) && hasRun(wordsOf(hint), words))
    );
  if (callsItTheAnswer(hint, key)) return true;
  const items = itemsOf(key);
  if (items.length >= 3) return saysItems(hint, items, problem);
  const fresh = contentWords(key).filter((word) => !new Set(wordsOf(problem)).has(word));
  if (fresh.length === 0)
    return (
      namesShare(hint, contentWords(key), problem) >= 0.9 ||
      (words.length > 3 && !hasRun(wordsOf(problem), words) && hasRun(wordsOf(hint), words))
    );
  return namesShare(hint, fresh, problem) >= (fresh.length > 4 ? 0.55 : 0.6) || quotes(hint, words, problem);
}

/** The parts of a list; a text that is none has one. */
export const itemsOf = (key: string): string[] =>
  key
    .split(/[,;\n•]+|\s+(?:and|und|et|y|&)\s+/u)
    .map((item) => item.replace(/^\s*(?:[-*]|\d+[.)])\s*/, '').trim())
    .filter((item) => squeezed(item) !== '');

function saysItems(hint: string, items: readonly string[], problem: string): boolean {
  const known = new Set(wordsOf(problem));
  const fresh = items
    .map((item) => contentWords(item).filter((word) => !known.has(word)))
    .filter((it) => it.length > 0);
  const named = fresh.filter((item) => namesShare(hint, item, problem) >= 0.6);
  return fresh.length > 0 && named.length * 2 >= fresh.length;
}

/** How much of the words, by their letters, the hint names. */
function namesShare(hint: string, sought: readonly string[], problem: string): number {
  const known = new Set(wordsOf(problem));
  const said = [...new Set(wordsOf(hint))].filter((word) => !known.has(word));
  const letters = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length, 0);
  return letters(sought.filter((word) => said.some((it) => isNearly(it, word)))) / letters(sought);
}

/** The same word, up to a slip of the pen or its ending. */
export function isNearly(said: string, word: string): boolean {
  if (said === word) return true;
  if (word.length < 5 || said.length < 4) return false;
  const isSwap = said.length === word.length && [...said].sort().join('') === [...word].sort().join('');
  if (distance(said, word) <= (word.length >= 8 || isSwap ? 2 : 1)) return true;
  let shared = 0;
  while (shared < word.length && said[shared] === word[shared]) shared++;
  return shared >= 6 && shared >= 0.75 * Math.max(said.length, word.length);
}

/** Five words of the key in a row that the problem does not have. */
function quotes(hint: string, words: readonly string[], problem: string): boolean {
  const [said, known] = [wordsOf(hint), wordsOf(problem)];
  return words.some((_, at) => {
    const run = words.slice(at, at + 5);
    return run.length === 5 && hasRun(said, run) && !hasRun(known, run);
  });
}

/**
 * Whether any trace of the key is in the text, called the answer or not: for texts of our own, which can be chosen so that there is none.
 */
export function mentions(text: string, key: string): boolean {
  const sought = wordsOf(key);
  if (sought.length === 0) return text.includes(key.trim());
  return hasRun(partsOf(text), partsOf(key)) || givesAway(text, key, '');
}

/** Words, taken apart where letters and digits meet: "H2O" has a trace of "H". */
const partsOf = (text: string): string[] => wordsOf(text).flatMap((word) => word.match(/\d+|\D+/gu) ?? []);
