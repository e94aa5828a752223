/**
 * Whether a text gives a known answer away: as it is, spelt in another way, in a number of another form, nearly whole, or encoded. Strict
 * where it must be: a hint too few costs little, the answer too early costs the learning.
 */
import { distance } from 'fastest-levenshtein';
import { decodings, initials } from './decodings.ts';
import { digitWord, isSameNumber, numberOf, numbersIn, numberWordsOf, romanOf } from './numbers-said.ts';
import { contentWords, hasRun, isUnspaced, plainForm, squeezed, wordsOf } from './plain-form.ts';

/**
 * Whether `hint` gives `key` away to who knows the `problem`. A word or number that stands in the problem may be named, as long as it is
 * not called the answer.
 */
export function givesAway(hint: string, key: string, problem: string): boolean {
  if (saysPlainly(hint, key, problem) || isSpelt(hint, key, problem) || isCiphered(hint, key, problem)) return true;
  return decodings(hint).some((read) => saysDecoded(read, key)) || isAcrostic(hint, key);
}

/** What was hidden is looked for whole: in an encoding there is no chance likeness to be lenient with. */
function saysDecoded(read: string, key: string): boolean {
  const [inside, sought] = [squeezed(read), squeezed(key)];
  return sought.length >= 4 ? hasCiphered(inside, sought) : sought.length >= 2 && inside === sought;
}

const isAcrostic = (hint: string, key: string): boolean =>
  squeezed(key).length >= 5 && initials(hint).some((firsts) => firsts.includes(squeezed(key)));

function saysPlainly(hint: string, key: string, problem: string): boolean {
  const number = numberOf(key);
  if (number !== null) return saysNumber(hint, number, problem) || callsItTheAnswer(hint, key);
  if (isUnspaced(key)) return squeezed(hint).includes(squeezed(key)) && !squeezed(problem).includes(squeezed(key));
  return saysWords(hint, key, problem);
}

// Words

/** Too common to mean anything unless they are called the answer. */
const everyday = new Set('yes no true false a i the it one not none both all never always zero'.split(' '));
const calls =
  /(?:answer|solution|result|outcome|correct(?: one| option| choice)?|choose|pick|it|this|that|statement|claim|so)(?:'?s|\s+is|\s+are|\s*[=:])?(?:\s+(?:simply|just|clearly|indeed|called|option|the|an?|to|be|number|exactly))*\W{1,4}$/u;

/** Whether the text calls the key the answer, or is nothing but the key. */
function callsItTheAnswer(hint: string, key: string): boolean {
  const [plain, sought] = [plainForm(hint).replace(/\s+/g, ' ').trim(), plainForm(key).replace(/\s+/g, ' ').trim()];
  if (sought === '') return false;
  if (squeezed(hint) === squeezed(key) && squeezed(key) !== '') return true;
  const isWord = /[\p{L}\p{N}]/u;
  for (let at = plain.indexOf(sought); at >= 0; at = plain.indexOf(sought, at + 1)) {
    const isWhole = !isWord.test(plain[at - 1] ?? ' ') && !isWord.test(plain[at + sought.length] ?? ' ');
    const leads = /^["“'(]*$/.test(plain.slice(0, at)) && /^["”')]*[,.!:]/.test(plain.slice(at + sought.length));
    if (isWhole && (leads || calls.test(` ${plain.slice(0, at)}`))) return true;
    const follows = /^["”')]*\s+(?:is|are) (?:the )?(?:right|correct|answer|solution|true)/.test(
      plain.slice(at + sought.length),
    );
    if (isWhole && follows) return true;
  }
  return false;
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
  if (fresh.length === 0) return words.length > 3 && !hasRun(wordsOf(problem), words) && hasRun(wordsOf(hint), words);
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
  if (distance(said, word) <= (word.length >= 8 ? 2 : 1)) return true;
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

// Numbers

function saysNumber(hint: string, key: number, problem: string): boolean {
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

// Spelling and simple ciphers

/** "p a r i s", "pa-ri-s", "M as in mike, i as in …", "p_r_s", "p4r1s", "prs" for a longer word. */
function isSpelt(hint: string, key: string, problem: string): boolean {
  const sought = squeezed(key);
  const words = wordsOf(hint);
  if (sought.length < 2 || everyday.has(sought)) return sought.length === 2 && joinsTo(words.filter(isSingle), sought);
  const known = new Set(wordsOf(problem));
  if (joinsTo(words, sought) || words.some((word) => sought.length >= 6 && word.includes(sought) && !known.has(word)))
    return true;
  const singles = words.filter(isSingle).join('');
  if (sought.length >= 3 && singles.includes(sought)) return true;
  return wordsOf(key).some(
    (word) => !isWeak(word) && (isMasked(hint, word) || isLeet(hint, word) || isSkeleton(words, word)),
  );
}

const isSingle = (word: string) => word.length === 1;
const isWeak = (word: string) => word.length < 4 || everyday.has(word) || /^\d+$/.test(word);

/** Two words or more in a row that joined are what is sought. */
function joinsTo(words: readonly string[], sought: string): boolean {
  return words.some((_, from) => {
    let joined = '';
    for (let at = from; at < words.length && joined.length < sought.length; at++) {
      joined += words[at];
      if (joined === sought && at > from && (sought.length >= 4 || sought.length === at - from + 1)) return true;
    }
    return false;
  });
}

/** A gap text that shows half of the letters or more. */
function isMasked(hint: string, word: string): boolean {
  const gapped = plainForm(hint).replace(
    /(?<=[\p{L}_*…·])\s(?=[_*…·])|(?<=[_*…·])\s(?=[\p{L}_*…·](?:[\s_*…·]|$))/gu,
    '',
  );
  const masks = gapped.match(/[\p{L}_*…·]*[_*…·][\p{L}_*…·]*/gu) ?? [];
  return masks.some((mask) => {
    const letters = [...mask];
    const shown = letters.filter((letter, at) => letter === word[at]).length;
    const fits = letters.every((letter, at) => /[_*…·]/.test(letter) || letter === word[at]);
    return letters.length === word.length && fits && shown * 2 >= word.length;
  });
}

const leet: Readonly<Record<string, string>> = {
  4: 'a',
  '@': 'a',
  3: 'e',
  1: 'i',
  '!': 'i',
  0: 'o',
  5: 's',
  $: 's',
  7: 't',
};

function isLeet(hint: string, word: string): boolean {
  const tokens = plainForm(hint).match(/[\p{L}\d@!$]+/gu) ?? [];
  const read = (token: string, one: string) => [...token].map((it) => (it === '1' ? one : (leet[it] ?? it))).join('');
  return tokens.some((token) => /[\d@!$]/.test(token) && (read(token, 'i') === word || read(token, 'l') === word));
}

/** Its consonants alone. */
const isSkeleton = (words: readonly string[], word: string): boolean => {
  const bones = word.replace(/[aeiou]/g, '');
  return word.length >= 6 && bones.length >= 4 && bones !== word && words.includes(bones);
};

/** Backwards, or each letter moved on by the same number of places, in a word of its own or anywhere if it is long. */
function isCiphered(hint: string, key: string, problem: string): boolean {
  const sought = squeezed(key);
  if (sought.length < 3) return false;
  const known = new Set(wordsOf(problem));
  const words = wordsOf(hint).filter((word) => !known.has(word));
  const backwards = [...sought].reverse().join('');
  const isTurned =
    backwards !== sought &&
    (words.includes(backwards) || joinsTo(words, backwards) || joinsTo(words.filter(isSingle), backwards));
  if (isTurned) return true;
  if (
    wordsOf(key).some((word) => word.length >= 4 && words.includes([...word].reverse().join('')) && !isPalindrome(word))
  )
    return true;
  if (sought.length < 4 || !/[a-z]/.test(sought)) return false;
  return ciphersOf(sought).some(
    (form) => words.includes(form) || joinsTo(words, form) || (sought.length >= 7 && squeezed(hint).includes(form)),
  );
}

const isPalindrome = (word: string) => [...word].reverse().join('') === word;

const hasCiphered = (inside: string, sought: string): boolean =>
  inside.includes(sought) || (sought.length >= 4 && ciphersOf(sought).some((form) => inside.includes(form)));

/** Backwards, every shift of the alphabet (rot13 among them), the alphabet backwards, and each of these backwards. */
function ciphersOf(word: string): string[] {
  const letters = [...word];
  const moved = (to: (place: number) => number) =>
    letters.map((it) => (/[a-z]/.test(it) ? String.fromCharCode(97 + to(it.charCodeAt(0) - 97)) : it)).join('');
  const shifts = Array.from({ length: 25 }, (_, by) => moved((place) => (place + by + 1) % 26));
  const forms = [word, ...shifts, moved((place) => 25 - place)];
  const all = forms.flatMap((form) => [form, [...form].reverse().join('')]);
  return [...new Set(all)].filter((form) => form !== word);
}
