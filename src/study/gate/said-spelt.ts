import { isUnspaced, plainForm, squeezed, wordsOf } from '../text/plain-form.ts';
import { everyday } from './called-answer.ts';

/** "p a r i s", "pa-ri-s", "M as in mike, i as in …", "p_r_s", "p4r1s", "prs" for a longer word. */
export function isSpelt(hint: string, key: string, problem: string): boolean {
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

/** Its consonants alone, or with the vowel that it begins with. */
const isSkeleton = (words: readonly string[], word: string): boolean => {
  const bones = word.replace(/[aeiou]/g, '');
  const [first = ''] = word;
  // With a vowel in it, three letters may be a word of their own.
  const likes = /[aeiou]/.test(first) ? [bones, first + bones].filter((it) => it.length >= 4) : [bones];
  return word.length >= 5 && bones !== word && likes.some((it) => it.length >= 3 && words.includes(it));
};

/** Backwards, or each letter moved on by the same number of places, in a word of its own or anywhere if it is long. */
export function isCiphered(hint: string, key: string, problem: string): boolean {
  const sought = squeezed(key);
  if (isTurnedAsWritten(hint, key, problem)) return true;
  if (sought.length < 3) return false;
  const known = new Set(wordsOf(problem));
  const words = wordsOf(hint).filter((word) => !known.has(word));
  const backwards = [...sought].reverse().join('');
  const isTurned =
    backwards !== sought &&
    (words.includes(backwards) ||
      (!known.has(backwards) && hint.split(/\s+/u).map(squeezed).includes(backwards)) ||
      joinsTo(words, backwards) ||
      joinsTo(words.filter(isSingle), backwards));
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

/** "uA" for "Au", which by its letters alone might be chance; in scripts without spaces. */
function isTurnedAsWritten(hint: string, key: string, problem: string): boolean {
  const turned = [...key.trim()].reverse().join('');
  if (turned === key.trim() || problem.includes(turned)) return false;
  if (isUnspaced(key)) return turned.length >= 2 && hint.includes(turned);
  return /^\p{Ll}+\p{Lu}$/u.test(turned) && new RegExp(`(?<![\\p{L}\\d])${turned}(?![\\p{L}\\d])`, 'u').test(hint);
}

const isPalindrome = (word: string) => [...word].reverse().join('') === word;

/** Whether the letters hold what is sought, in any simple cipher. Both squeezed. */
export const hasCiphered = (inside: string, sought: string): boolean =>
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
