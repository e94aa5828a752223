/**
 * The same question with other numbers: only where the card's front holds one whole calculation, and doing it gives the card's own answer.
 */
import { findCalculation } from '../text/asked-calculation.ts';
import { readSum, resultOf } from '../text/calculation.ts';

export interface Variant {
  readonly front: string;
  readonly back: string;
  /** Wrong answers to choose from, where it brings its own. */
  readonly wrong?: readonly string[];
}

const ownNumber = /^(\D*?)([-−]?\d+(?:\.\d+)?)(\D*)$/;
const isSame = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
const placesOf = (text: string) => text.split('.')[1]?.length ?? 0;

/** Another question of the same kind, with its answer reckoned; null where the card is not of that kind, or none is found. */
export function variantOf(card: Variant, random: () => number): Variant | null {
  const found = findCalculation(card.front);
  const [, lead = '', number = '', trail = ''] = ownNumber.exec(card.back.trim()) ?? [];
  const sum = found && readSum(found.text);
  if (!found || !sum || sum.kind === 'number' || number === '') return null;
  const answer = Number(number.replace('−', '-'));
  if (!isSame(resultOf(sum), answer)) return null;
  for (let tries = 0; tries < 200; tries++) {
    const text = found.text.replace(/\d+(?:\.\d+)?/g, (one) => likeIt(one, random));
    const other = text === found.text ? null : readSum(text);
    const value = other ? resultOf(other) : Number.NaN;
    if (!isAsNice(value, answer, placesOf(number))) continue;
    const back = `${lead}${String(Number(value.toFixed(placesOf(number))))}${trail}`;
    return { front: `${found.before}${text}${found.after}`, back };
  }
  return null;
}

/** No harder to write down than the card's own answer, and of about its size. */
function isAsNice(value: number, answer: number, places: number): boolean {
  if (!Number.isFinite(value) || isSame(value, answer)) return false;
  if (!isSame(Number(value.toFixed(places)), value)) return false;
  if (answer >= 0 && value < 0) return false;
  return Math.abs(value) <= 100 + 10 * Math.abs(answer);
}

/** A number with as many digits before and after its point; 0, 1, 10 and 100 stand for themselves. */
function likeIt(text: string, random: () => number): string {
  if (/^(0|1|10|100)$/.test(text)) return text;
  const [whole = '', rest = ''] = text.split('.');
  const least = whole.length === 1 ? (rest === '' ? 2 : 0) : 10 ** (whole.length - 1);
  const drawn = least + Math.floor(random() * (10 ** whole.length - least));
  const decimals = [...rest].map(() => String(Math.floor(random() * 10))).join('');
  return rest === '' ? String(drawn) : `${drawn}.${decimals.replace(/0$/, '5')}`;
}
