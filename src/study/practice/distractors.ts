/**
 * Wrong answers to choose from: the backs of sibling cards that are most like the right one in kind and length, and never right as well.
 */

import { numberOf } from '../text/numbers-said.ts';
import { plainForm } from '../text/plain-form.ts';
import { checkAnswer } from './answer-check.ts';
import { drawBy } from './choice.ts';

export interface Sibling {
  readonly front: string;
  readonly back: string;
}

/** Choices that are longer cannot be compared at a glance. */
export const longestChoice = 240;

export interface Asked {
  readonly prompt: string;
  readonly key: string;
}

/** Three wrong answers, or two where there are no more; null where even these are missing. */
export function pickDistractors(
  { prompt, key }: Asked,
  siblings: readonly Sibling[],
  random: () => number,
): string[] | null {
  if (key.length > longestChoice) return null;
  const picked: string[] = [];
  let left = [...usable({ prompt, key }, siblings), ...nearNumbers(key, random)];
  while (picked.length < 3) {
    left = left.filter((one) => [key, ...picked].every((other) => areApart(one, other)));
    const drawn = drawBy(left, (one) => likeness(one, key) ** 4, random);
    if (drawn === null) break;
    picked.push(drawn);
  }
  return picked.length >= 2 ? picked : null;
}

/** A card that asks the same has another right answer to it. */
function usable({ prompt, key }: Asked, siblings: readonly Sibling[]): string[] {
  const isFit = ({ front, back }: Sibling) =>
    back.trim() !== '' && back.length <= longestChoice && plainForm(front).trim() !== plainForm(prompt).trim();
  return siblings
    .filter(isFit)
    .map(({ back }) => back)
    .filter((back) => back !== key);
}

/** Neither could pass for the other, however one takes it. */
export function areApart(one: string, other: string): boolean {
  if (plainForm(one).trim() === plainForm(other).trim()) return false;
  return checkAnswer(one, other) === 'wrong' && checkAnswer(other, one) === 'wrong';
}

/** 0-1: how alike two answers look, so that the right one does not stand out. */
export function likeness(one: string, other: string): number {
  const kind = kindOf(one) === kindOf(other) ? 1 : 0.4;
  const [shorter, longer] = [one.length, other.length].sort((a, b) => a - b);
  const length = Math.sqrt((shorter ?? 0) / Math.max(1, longer ?? 1));
  return kind * length * magnitude(one, other);
}

type Kind = 'number' | 'name' | 'word' | 'phrase' | 'sentence' | 'list';

function kindOf(text: string): Kind {
  if (numberOf(text) !== null) return 'number';
  if (/[;\n]|,.*,/.test(text)) return 'list';
  const words = text.trim().split(/\s+/).length;
  if (words > 6) return 'sentence';
  if (/^\p{Lu}/u.test(text.trim())) return 'name';
  return words === 1 ? 'word' : 'phrase';
}

/** Numbers far from each other are easily told apart. */
function magnitude(one: string, other: string): number {
  const [a, b] = [numberOf(one), numberOf(other)];
  if (a === null || b === null) return 1;
  return 1 / (1 + Math.abs(Math.log1p(Math.abs(a)) - Math.log1p(Math.abs(b))));
}

/** Slips that are easily made in reckoning: one off, ten off, doubled, two digits swapped. In the writing of the key. */
function nearNumbers(key: string, random: () => number): string[] {
  const number = numberOf(key);
  const written = /[-−]?\d+(?:\.\d+)?/.exec(key)?.[0];
  if (number === null || !written || Number(written.replace('−', '-')) !== number) return [];
  const unit = 10 ** -(written.split('.')[1]?.length ?? 0);
  const away = (random() < 0.5 ? -1 : 1) * unit;
  const swapped = Number(String(Math.abs(number)).replace(/(\d)(\d)(?!.*\d)/, '$2$1')) * Math.sign(number);
  const slips = [number + away, number + 10 * away, number - 10 * away, number * 2, number + 2 * away, swapped];
  const fits = slips.filter((slip) => Number.isFinite(slip) && slip !== number && (number < 0 || slip >= 0));
  return [...new Set(fits.map((slip) => String(Number(slip.toFixed(6)))))].map((slip) => key.replace(written, slip));
}

/** The same in an order drawn by chance. */
export function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const out = [...all];
  for (let at = out.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [out[at], out[other]] = [out[other] as T, out[at] as T];
  }
  return out;
}
