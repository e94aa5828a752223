import type { Choice } from './card.ts';
import { minutesOf, wholeIn } from './numbers.ts';

/** A file as a platform hands it in. */
export interface RawFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** How large it is, where it was too large to be fetched and `bytes` was left empty. */
  readonly unfetchedBytes?: number;
}

/** Values as a platform hands them in: text, or a file. */
export type Raw = Readonly<Record<string, string | RawFile>>;

export type Reading<T> = { readonly value: T } | { readonly problem: string };

/** How a platform may ask for an option. */
export type Shape =
  | { readonly kind: 'line'; readonly max: number }
  | { readonly kind: 'paragraph'; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly unit?: 'minutes' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'file'; readonly accept: readonly string[]; readonly maxBytes: number };

export type NumberShape = Extract<Shape, { kind: 'number' }>;

/** One typed value of a handler: it describes itself to a platform, reads what came in, and writes itself on the wire. */
export interface Option<T> {
  readonly about: string;
  readonly required: boolean;
  readonly shape: Shape;
  /** The longest this value can be on the wire, in characters; Infinity where it must never ride on a button. */
  readonly wireLength: number;
  read(raw: string | RawFile | undefined): Reading<T>;
  write(value: T): string;
}

export type Options = Readonly<Record<string, Option<unknown>>>;

/** The values of a handler, as its options read them. */
export type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/** All values of a handler, or all that stands in their way, by option name. Names that are no option are passed over. */
export function readAll(
  options: Options,
  raw: Raw,
): { readonly values: Values<Options> } | { readonly problems: Readonly<Record<string, string>> } {
  const readings = Object.entries(options).map(([name, option]) => [name, option.read(raw[name])] as const);
  const problems = readings.flatMap(([name, it]) => ('problem' in it ? [[name, it.problem] as const] : []));
  if (problems.length > 0) return { problems: Object.fromEntries(problems) };
  return { values: Object.fromEntries(readings.map(([name, it]) => [name, 'value' in it ? it.value : undefined])) };
}

/** The same option, with `undefined` where nothing was given. */
export function optional<T>(option: Option<T>): Option<T | undefined> {
  return {
    ...option,
    required: false,
    read: (raw) => (isBlank(raw) ? { value: undefined } : option.read(raw)),
    write: (value) => (value === undefined ? '' : option.write(value)),
  };
}

function isBlank(raw: string | RawFile | undefined): boolean {
  return raw === undefined || (typeof raw === 'string' ? tidied(raw) === '' : sizeOf(raw) === 0);
}

/** Text as it can be kept and shown anywhere: whole characters, and of control characters only the end of a line. */
function tidied(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** An option read from text; `read` sees the text tidied and never blank. */
function fromText<T>(
  about: string,
  shape: Shape,
  wireLength: number,
  read: (text: string) => Reading<T>,
  write: (value: T) => string,
): Option<T> {
  return {
    about,
    required: true,
    shape,
    wireLength,
    write,
    read(raw) {
      if (raw !== undefined && typeof raw !== 'string')
        return { problem: `${about}: please type it, a file does not fit here.` };
      const text = tidied(raw ?? '');
      return text === '' ? { problem: `${about}: please fill this in.` } : read(text);
    },
  };
}

/** One line of a member's own words, at most `max` characters. */
export function words(about: string, { max }: { max: number }): Option<string> {
  return fromText(about, { kind: 'line', max }, Number.POSITIVE_INFINITY, (text) => within(about, text, max), String);
}

/** Several lines of a member's own words, at most `max` characters. */
export function paragraph(about: string, { max }: { max: number }): Option<string> {
  return fromText(
    about,
    { kind: 'paragraph', max },
    Number.POSITIVE_INFINITY,
    (text) => within(about, text, max),
    String,
  );
}

function within(about: string, text: string, max: number): Reading<string> {
  if (text.length <= max) return { value: text };
  return { problem: `${about}: that is ${text.length} characters, and ${max} fit. Please shorten it.` };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A whole number between `min` and `max`. */
export function integer(about: string, { min, max }: Bounds): Option<number> {
  return fromNumber(about, { kind: 'number', min, max }, wholeIn);
}

/** A span in whole minutes, with its unit or without: "25", "25 min", "2 h". */
export function minutes(about: string, { min, max }: Bounds): Option<number> {
  return fromNumber(about, { kind: 'number', min, max, unit: 'minutes' }, minutesOf);
}

/** @param numberIn NaN where the text is no such number */
function fromNumber(about: string, shape: NumberShape, numberIn: (text: string) => number): Option<number> {
  const { min, max } = shape;
  return fromText(
    about,
    shape,
    Math.max(String(min).length, String(max).length),
    (text) => {
      const value = numberIn(text);
      if (value >= min && value <= max) return { value };
      return {
        problem: `${about}: please give a whole number from ${min} to ${max}, for example ${exampleWithin(min, max)}.`,
      };
    },
    String,
  );
}

const exampleWithin = (min: number, max: number) => Math.max(min, Math.min(max, 30));

/** One of a closed list; the value's type is the union of the list's values. */
export function choice<const C extends readonly Choice[]>(about: string, choices: C): Option<C[number]['value']> {
  return fromText(
    about,
    { kind: 'choice', choices },
    Math.max(...choices.map(({ value }) => value.length)),
    (text) => {
      const typed = text.toLowerCase();
      const found = choices.find(({ value, label }) => value.toLowerCase() === typed || label.toLowerCase() === typed);
      if (found) return { value: found.value as C[number]['value'] };
      return { problem: `${about}: please choose one of ${choices.map(({ label }) => label).join(', ')}.` };
    },
    String,
  );
}

/** The id of a row: 16 characters. */
export function id(about: string): Option<string> {
  return fromText(
    about,
    { kind: 'line', max: 16 },
    16,
    (text) => (/^[0-9a-z]{16}$/.test(text) ? { value: text } : { problem: `${about}: this is not one of ours.` }),
    String,
  );
}

/** A calendar day, `yyyy-mm-dd`. For the wire; people's own words for days are read by `study/time/plain-time.ts`. */
export function calendarDay(about: string): Option<string> {
  return fromText(
    about,
    { kind: 'line', max: 10 },
    10,
    (text) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) ? { value: text } : { problem: `${about}: a day looks like 2026-06-12.` },
    String,
  );
}

/** An instant, to the millisecond. For the wire, in base 36. */
export function instant(about: string): Option<Date> {
  return fromText(
    about,
    { kind: 'line', max: 9 },
    9,
    (text) => {
      const at = new Date(Number.parseInt(text, 36));
      return /^[0-9a-z]{1,9}$/.test(text) && !Number.isNaN(at.getTime())
        ? { value: at }
        : { problem: `${about}: this is not a time of ours.` };
    },
    (at) => at.getTime().toString(36),
  );
}

/** A file of at most `maxBytes` whose name ends in one of `accept` (".csv"). */
export function file(
  about: string,
  { accept, maxBytes }: { accept: readonly string[]; maxBytes: number },
): Option<RawFile> {
  return {
    about,
    required: true,
    shape: { kind: 'file', accept, maxBytes },
    wireLength: Number.POSITIVE_INFINITY,
    write: () => '',
    read(raw) {
      if (raw === undefined || typeof raw === 'string')
        return { problem: `${about}: please attach a file (${accept.join(', ')}).` };
      if (sizeOf(raw) > maxBytes)
        return { problem: `${about}: ${megabytes(sizeOf(raw))} is too large; up to ${megabytes(maxBytes)} fit.` };
      if (accept.some((ending) => raw.name.toLowerCase().endsWith(ending))) return { value: raw };
      return { problem: `${about}: a file that ends in ${accept.join(', ')} is needed, this is ${raw.name}.` };
    },
  };
}

const sizeOf = ({ bytes, unfetchedBytes }: RawFile) => unfetchedBytes ?? bytes.length;

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
