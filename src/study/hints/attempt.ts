/**
 * What can be said of an attempt when the key is known: what is right in it and where it first differs, without telling more of the key
 * than the learner wrote themselves.
 */
import { distance } from 'fastest-levenshtein';
import { isNearly, itemsOf } from '../gate/giving-away.ts';
import { isSameNumber, numberOf, numbersIn } from '../text/numbers-said.ts';
import { contentWords, hasRun, isUnspaced, plainForm, squeezed, wordsOf } from '../text/plain-form.ts';
import { anyOf } from '../text/wording.ts';
import { shapeOf } from './answer-shape.ts';

export type Verdict = 'right' | 'partly' | 'not yet' | 'unknown';

export interface Judged {
  readonly verdict: Exclude<Verdict, 'unknown'>;
  /** One or two sentences. */
  readonly said: string;
}

const right: Judged = { verdict: 'right', said: 'That is it.' };
const partly = (said: string): Judged => ({ verdict: 'partly', said });
const notYet = (said: string): Judged => ({ verdict: 'not yet', said });

/** Whether nothing was tried in these words. */
export const saysNothing = (attempt: string): boolean =>
  squeezed(attempt) === '' ||
  /^(?:i )?(?:(?:really |just )?(?:don'?t|do not|dont) know|idk|dunno|no (?:idea|clue)|nothing|none|nope|not sure|help|keine ahnung|weiß nicht)(?: (?:yet|at all|sorry))?$/.test(
    attempt
      .toLowerCase()
      .replace(/’/g, "'")
      .replace(/[^\p{L}' ]/gu, '')
      .trim(),
  );

export function judgeAttempt(attempt: string, key: string): Judged {
  const number = numberOf(key);
  if (number !== null) return judgeNumber(attempt, number);
  if (shapeOf(key).kind === 'formula') return judgeFormula(attempt, key);
  if (squeezed(attempt) === squeezed(key) && (squeezed(key) !== '' || attempt.trim() === key.trim())) return right;
  const items = itemsOf(key);
  if (items.length >= 3) return judgeList(attempt, items);
  return wordsOf(key).length <= 4 ? judgeName(attempt, key) : judgeText(attempt, key);
}

/** The last number stands for the result; those before it for the way there. */
function judgeNumber(attempt: string, key: number): Judged {
  const numbers = numbersIn(attempt);
  const lastAt = Math.max(...numbers.map(({ at }) => at));
  const last = numbers.filter(({ at, length }) => at === lastAt || at + length > lastAt).map(({ value }) => value);
  const [result] = last;
  if (result === undefined) return notYet('A number is asked for, and I see none in what you wrote.');
  const isNegated = anyOf("not|isn't|never").test(attempt.replace(/’/g, "'"));
  if (last.some((value) => isSameNumber(value, key)))
    return isNegated ? partly('The number is in there. Is it your answer?') : right;
  if (numbers.some(({ value }) => isSameNumber(value, key)))
    return partly('The number you need stands in what you wrote, but you go on to another. Look at your last step.');
  return missedBy(result, key);
}

function missedBy(result: number, key: number): Judged {
  if (key !== 0 && isSameNumber(result, -key)) return partly('The size is right. Look at the sign.');
  const tens = Math.log10(Math.abs(result / key));
  if (result !== 0 && key !== 0 && Number.isInteger(Math.round(tens * 1e9) / 1e9) && result * key > 0)
    return partly('The digits are right. Look at the decimal point, or the unit.');
  const isClose = key !== 0 && Math.abs(result - key) <= 0.1 * Math.abs(key);
  const side = result > key ? 'too large' : 'too small';
  return isClose ? partly(`Close: it is a little ${side}. Look at your last steps.`) : notYet(`That is ${side}.`);
}

/** In a formula each sign counts. */
function judgeFormula(attempt: string, key: string): Judged {
  const bare = (text: string) => plainForm(text).replace(/[\s^*·.,!?"]/gu, '');
  const [said, sought] = [bare(attempt), bare(key)];
  if (said === sought || said === sought.split('=').at(-1)) return right;
  if (said.endsWith(sought) && !hedges().test(attempt)) return right;
  if (squeezed(attempt) === squeezed(key))
    return partly('The letters and numbers are right. Look at the signs between them.');
  const judged = judgeName(attempt, key);
  return judged.verdict === 'right' ? partly('All parts are there. Look at how they stand together.') : judged;
}

const hedges = () => anyOf("or|not|isn't|maybe not|either|neither|never");

function judgeName(attempt: string, key: string): Judged {
  const [said, sought] = [wordsOf(attempt), wordsOf(key)];
  const has = isUnspaced(key) ? squeezed(attempt).includes(squeezed(key)) : hasRun(said, sought);
  const isHedged = hedges().test(attempt.replace(/’/g, "'")) && !hedges().test(key);
  if (has) return isHedged ? partly('It is in what you wrote, among other things. Which is your answer?') : right;
  const meant = contentWords(key);
  const found = meant.filter((word) => said.includes(word));
  if (found.length === meant.length && !isHedged) return right;
  const slip = slipOf(attempt, key, said, meant);
  if (slip) return slip;
  if (found.length > 0) return partly(`${quoted(found)} belongs to it. Something is still missing.`);
  return notYet('That is not what the card has.');
}

/** A slip of the pen: where it begins is told, what should stand there is not. */
function slipOf(attempt: string, key: string, said: readonly string[], meant: readonly string[]): Judged | null {
  const [whole, sought] = [squeezed(attempt), squeezed(key)];
  const isNear = sought.length >= 5 && distance(whole, sought) <= (sought.length >= 8 ? 2 : 1);
  const near = said.find((word) => meant.length === 1 && word.length > 3 && isNearly(word, meant[0] ?? ''));
  if (!isNear && near === undefined) return null;
  const [wrong, correct] = isNear ? [whole, sought] : [near ?? '', meant[0] ?? ''];
  let at = 0;
  while (at < wrong.length && wrong[at] === correct[at]) at++;
  return partly(`Very close. Look at the spelling from letter ${at + 1} on.`);
}

function judgeList(attempt: string, items: readonly string[]): Judged {
  const given = itemsOf(attempt);
  const isIn = (item: string, all: readonly string[]) => all.some((it) => isAlike(it, item));
  const found = items.filter((item) => isIn(item, given) || hasRun(wordsOf(attempt), wordsOf(item)));
  const stranger = given.find((it) => !isIn(it, items) && !items.some((item) => hasRun(wordsOf(it), wordsOf(item))));
  if (found.length === items.length && stranger === undefined) return right;
  const count = `${found.length} of ${items.length}`;
  const odd = stranger === undefined ? '' : ` ${quoted([stranger])} is not among them.`;
  return found.length > 0 ? partly(`You have ${count}.${odd}`) : notYet(`None of the ${items.length} yet.`);
}

function isAlike(a: string, b: string): boolean {
  const [left, right] = [contentWords(a), contentWords(b)];
  return right.every((word) => left.some((it) => isNearly(it, word) || isNearly(word, it)));
}

/** How much of the key's meaning the words carry; a text is never judged to the letter. */
function judgeText(attempt: string, key: string): Judged {
  const meant = contentWords(key);
  const said = wordsOf(attempt);
  const found = meant.filter((word) => said.some((it) => isNearly(it, word)));
  const share = found.length / meant.length;
  const isTurned = hedges().test(attempt.replace(/’/g, "'")) !== hedges().test(key.replace(/’/g, "'"));
  if (share >= 0.75 && !isTurned) return { verdict: 'right', said: 'That covers what the card has.' };
  const own = said.filter((word) => meant.some((it) => isNearly(word, it)));
  const stranger = contentWords(attempt).find((word) => !meant.some((it) => isNearly(word, it)));
  const odd = stranger === undefined ? '' : ` It first goes another way at ${quoted([stranger])}.`;
  if (share >= 0.25)
    return partly(`What you say with ${quoted([...new Set(own)].slice(0, 3))} fits. Not all of it is there yet.${odd}`);
  return notYet(`It goes another way than the card.${odd}`);
}

const quoted = (words: readonly string[]) => words.map((word) => `“${[...word].slice(0, 60).join('')}”`).join(', ');
