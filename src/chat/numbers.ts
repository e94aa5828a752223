/** Numbers and spans as they are typed. */
import type { NumberShape } from './options.ts';

/** A whole number; NaN where the text is none. */
export const wholeIn = (text: string) => (/^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN);

const minutesIn = [
  { names: ['', 'm', 'min', 'mins', 'minute', 'minutes'], minutes: 1 },
  { names: ['h', 'hr', 'hrs', 'hour', 'hours'], minutes: 60 },
];

/** How many minutes a span is: "25", "25 min", "2 h"; NaN where the text is none. */
export function minutesOf(text: string): number {
  const [, amount = '', unit = ''] = /^(.*\d)\s*([a-z]*)\.?$/i.exec(text) ?? [];
  const perUnit = minutesIn.find(({ names }) => names.includes(unit.toLowerCase()))?.minutes;
  return wholeIn(amount) * (perUnit ?? Number.NaN);
}

/** The number that a line begins with, in bounds or not unless it is endless, with its unit; null where it begins with something else. */
export function numberAhead(line: string, { unit }: NumberShape): string | null {
  const units = minutesIn.flatMap(({ names }) => names).join('|');
  const number = unit ? new RegExp(`^[+-]?\\d{1,9}(?: *(?:${units})\\.?)?(?!\\S)`, 'i') : /^[+-]?\d{1,9}(?!\S)/;
  return number.exec(line)?.[0] ?? null;
}

/** The span that a line ends with, "graphs for 45 min", and from where on; null where it ends otherwise, or tells when: "in 20 min". */
export function spanBehind(
  line: string,
  { unit }: NumberShape,
): { readonly number: string; readonly at: number } | null {
  const units = minutesIn.flatMap(({ names }) => names.filter((name) => name.length > 1 || name === 'h')).join('|');
  const span = new RegExp(
    `(?<=\\S)(?<!\\b(?:in|after|every|about|another))\\s+(?:for\\s+)?(\\d{1,9} *(?:${units})\\.?)$`,
    'i',
  );
  const found = unit ? span.exec(line) : null;
  return found && { number: found[1] ?? '', at: found.index };
}
