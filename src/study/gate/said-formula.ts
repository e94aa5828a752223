/** Formulas and lines of code, told sign by sign: in them the words alone say little, and the same words serve for other ones. */
import { hasRun, plainForm } from '../text/plain-form.ts';

const operator = /[=+*/^<>≤≥∫∑√→[\]{};]|\p{L}\(|\p{L}\d?\s*-\s*[\p{L}\d]+$/u;
const longest = 40;

/** Whether a text is mostly signs, or has them and is more than a few words. */
export function isFormula(key: string): boolean {
  const parts = signsOf(key);
  const short = parts.filter((part) => [...part].length === 1 || /^\d/.test(part)).length;
  const isMostlySigns = short * 2 >= parts.length || parts.length >= 6;
  return operator.test(plainForm(key)) && /\p{L}/u.test(key) && isMostlySigns && parts.length <= longest;
}

/** Whether most of a formula stands in the hint in one run that the problem does not have, or all of it backwards or with other names. */
export function saysFormula(hint: string, key: string, problem: string): boolean {
  const [said, known, parts] = [signsOf(hint), signsOf(problem), signsOf(key)];
  if (isRenamed(said, parts)) return true;
  const turned = signsOf([...key].reverse().join(''));
  const enough = Math.min(parts.length, Math.max(3, Math.ceil(0.6 * parts.length)));
  const runs = parts.slice(enough - 1).map((_, at) => parts.slice(at, at + enough));
  return [...runs, ...(turned.length >= 3 ? [turned] : [])].some((run) => hasRun(said, run) && !hasRun(known, run));
}

const leastRenamed = 7;

/**
 * The whole of it with each name changed to another one throughout. A number or a word has to stay: "(p - q)/r" for "(v - u)/a" may be a
 * worked example.
 */
function isRenamed(said: readonly string[], parts: readonly string[]): boolean {
  const names = /^\p{L}+$/u;
  if (parts.length < leastRenamed) return false;
  return said.slice(parts.length - 1).some((_, from) => {
    const run = said.slice(from, from + parts.length);
    const [to, back] = [new Map<string, string>(), new Map<string, string>()];
    const isLike = parts.every((part, at) => {
      const other = run[at] ?? '';
      if (!names.test(part) || !names.test(other)) return part === other;
      to.set(part, to.get(part) ?? other);
      back.set(other, back.get(other) ?? part);
      return to.get(part) === other && back.get(other) === part;
    });
    return isLike && parts.some((part, at) => part === run[at] && /\d|\p{L}{2}/u.test(part));
  });
}

const aloud: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})plus(?!\p{L})/gu, '+'],
  [/(?<!\p{L})minus(?!\p{L})|[−–]/gu, '-'],
  [/(?<!\p{L})(?:over|divided by)(?!\p{L})|÷/gu, '/'],
  [/(?<!\p{L})equals(?!\p{L})/gu, '='],
  [/(?<!\p{L})squared(?!\p{L})/gu, '2'],
  [/(?<!\p{L})cubed(?!\p{L})/gu, '3'],
];
/** What is written or left out as one likes: x^{2}, $x^2$ and x² are one; so are 2x, 2·x and "2 times x". */
const silent = /(?<!\p{L})times(?!\p{L})|[*×·^${}\\`"'“”]/gu;

/** Numbers, words and signs, in order. */
function signsOf(text: string): string[] {
  const spoken = aloud.reduce((so, [name, sign]) => so.replace(name, sign), plainForm(text));
  return spoken.replace(silent, ' ').match(/\d+(?:[.,]\d+)*|\p{L}+|[^\s\p{L}\d]/gu) ?? [];
}
