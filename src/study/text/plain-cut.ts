/** What was read from a text, and the text with a hole where it stood, for the next reader. */
export interface Cut<T> {
  readonly found: T;
  readonly left: string;
}

/** Thrown where a text cannot be read one way only: the message is a sentence for whoever wrote it. */
export class Unclear extends Error {}

/** Thrown where a text speaks of no time at all. */
export class Timeless extends Unclear {}

/** Stands where words were read. Nobody can type it: control characters are taken out at the door. */
export const HOLE = '\u0001';

/** Typed text as the readers take it: one space between words, no control characters. */
export function tidyWords(typed: string): string {
  return typed.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** The text with a hole in place of `length` characters from `start`. */
export function cutAt(text: string, start: number, length: number): string {
  return `${text.slice(0, start)}${HOLE}${text.slice(start + length)}`;
}

/** Numbers as they are said. */
const saidNumbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  other: 2,
  second: 2,
  two: 2,
  third: 3,
  three: 3,
  fourth: 4,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};

/** The pattern of a number in digits or words, without a group. */
export const NUMBER = `(?:\\d+|${Object.keys(saidNumbers).join('|')})`;

export function readNumber(said: string): number {
  return saidNumbers[said.toLowerCase()] ?? Number.parseInt(said, 10);
}

/** What remains as a person's own words: holes closed, with the connecting words around them, and fillers dropped. */
export function wordsLeft(left: string): string {
  const joins = new RegExp(`(?:[\\s,;:]*\\b(?:on|at|by|from|for|starting)\\b)?[\\s,;]*${HOLE}[\\s,;:–-]*`, 'giu');
  const closed = left.replace(joins, HOLE).replace(new RegExp(`${HOLE}+`, 'g'), HOLE);
  const filler = new RegExp(
    `^(?:${HOLE}|\\s|[,;:.–-]|(?:please|remind (?:me|us)|to|that|about)(?![\\p{L}\\p{N}]))+`,
    'iu',
  );
  return closed.replace(filler, '').replaceAll(HOLE, ' ').trim();
}
