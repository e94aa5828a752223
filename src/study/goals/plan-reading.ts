/**
 * A plan as people type it, taken apart: "If it is 18:30 at my desk then I will solve 3 problems", "40 problems by 12 June".
 * Nothing typed is lost: what is not understood stays in a part as it was written.
 */
import { anyOf, clockTime, numberWords, plainDigits } from '../text/wording.ts';

export interface IfThen {
  /** What starts it; empty where none was found. */
  readonly cue: string;
  /** What is done then; empty where none was found. */
  readonly action: string;
}

const opening =
  /^(?:if|when|whenever|once|as soon as|after|before|at|on|every|each|in|during|while|today|tomorrow|tonight|daily|\p{L}+days?|wenn|sobald|nach|si|quand|après|cuando|después)(?!\p{L})/iu;
const arrow = /\s*(?:->|=>|→|⇒)\s*/u;
const thenWord = /[,;:]?\s+(?:then|dann|alors|entonces)\s+/iu;
const iWill = /[,;:]?\s+(?=I(?:['’]ll| will| am going to|['’]m going to)\s)/iu;
const lastI = /(?<=\S \S+) (?=I (?!.*(?<!\S)I\s))/u;
const commaBeforeI = /,\s*(?=I\s)/u;
const trailingCue =
  /\s+(?=(?:after|before|when|whenever|once|as soon as|every|each|during|while|at\s+(?:\d|noon|night|home|work|school|lunch|my|the library)|on\s+(?:\p{L}+days?|my way|the (?:bus|train))|in the (?:morning|afternoon|evening|library))(?!\p{L}))/iu;

/** Takes one line apart into what starts it and what is then done. */
export function readIfThen(text: string): IfThen {
  const line = text.trim().replace(/\s+/g, ' ').replace(/[.!]$/, '');
  const [cue, action] = startsWithCue(line) ? cueFirst(line) : cueLast(line);
  return { cue: bareCue(cue), action: bareAction(action) };
}

const startsWithCue = (line: string) => opening.test(line) || clockTime.test(line.split(',', 1)[0] ?? '');

function cueFirst(line: string): [string, string] {
  return (
    cut(line, arrow) ?? cut(line, thenWord) ?? cut(line, iWill) ?? cutAfterCues(line) ?? cut(line, lastI) ?? [line, '']
  );
}

function cueLast(line: string): [string, string] {
  const [action, cue] = cut(line, trailingCue) ?? [line, ''];
  return cut(line, arrow) ?? cut(line, commaBeforeI) ?? [cue, action];
}

/** "18:30, at my desk, solve 3 problems": all that starts like a cue is cue, the rest is action. */
function cutAfterCues(line: string): [string, string] | null {
  const parts = line.split(/,\s*/);
  const first = parts.findIndex((part) => !startsWithCue(part));
  return first > 0 ? [parts.slice(0, first).join(', '), parts.slice(first).join(', ')] : null;
}

function cut(line: string, at: RegExp): [string, string] | null {
  const found = at.exec(line);
  if (found === null || found.index === 0) return null;
  return [line.slice(0, found.index), line.slice(found.index + found[0].length)];
}

const bareCue = (text: string) => text.replace(/^(?:(?:if|when) it(?: is|['’]s)|if)\s+/iu, '').trim();

const bareAction = (text: string) =>
  text.replace(/^(?:then\s+)?(?:I(?:['’]ll| will| am going to|['’]m going to)?\s+)?/iu, '').trim();

export interface Measure {
  readonly amount: number;
  /** "problems"; empty where only a number was given. */
  readonly unit: string;
  /** The words that are left, a deadline among them: "by 12 June". */
  readonly rest: string;
}

const words = Object.keys(numberWords).join('|').replaceAll(' ', '\\s+');
const number = new RegExp(
  `(?<![\\p{L}\\p{N}:/.#-])(?:(?<figure>\\d{1,3}(?:[ ,.'’\\u00a0\\u202f]\\d{3})+(?!\\d)|\\d+(?:[.,]\\d+)?)(?:\\s?[-–]\\s?\\d+(?![\\d-]))?|(?<word>${words})(?!\\p{L}))`,
  'giu',
);
const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)';
const afterADate = new RegExp(
  `^(?:st|nd|rd|th|\\s?[ap]\\.?m|\\s?o['’]clock|\\s?uhr|[:/-]\\d|h\\d|\\.?\\s+(?:of\\s+)?${month}(?!\\p{L}))`,
  'iu',
);
const beforeALabel = new RegExp(
  `(?:^|\\P{L})(?:chapter|ch\\.?|page|unit|week|lesson|section|part|level|exercise|question|grade|no\\.?|by|before|until|till|bis|on|at|(?<!\\d(?:st|nd|rd|th)?\\s)${month})s?\\s*(?:\\d+\\s*(?:to|and|,|&|-)\\s*)?$`,
  'iu',
);
const span = /(?:^|\P{L})(?:in|within)(?: the next)?\s*$/iu;
const unitWords = /^\s*(%|\p{L}[\p{L}'’-]*(?:\s+\p{L}[\p{L}'’-]*){0,2})/u;
const endsAUnit =
  anyOf(`by|before|until|till|from|of|in|on|for|about|to|at|and|with|every|each|a|an|per|this|next|within|bis|vor|pro|
  aus|avant|par|de|du|antes|para|por|hasta`);

/** The first number that counts something, with what it counts; null where there is none. Dates and clock times count nothing. */
export function readMeasure(text: string): Measure | null {
  const line = plainDigits(text.trim().replace(/\s+/g, ' '));
  for (const found of line.matchAll(number)) {
    const before = line.slice(0, found.index);
    const after = line.slice(found.index + found[0].length);
    if (afterADate.test(after) || beforeALabel.test(before)) continue;
    const unit = unitOf(after);
    if (/^[x×]$/iu.test(unit)) continue;
    if (span.test(before) && /^(?:day|week|month|year)/iu.test(unit)) continue;
    const rest = `${before} ${after.replace(unit, '')}`.replace(/\s+/g, ' ').replace(/^[\s,;:]+|[\s,;:]+$/g, '');
    return { amount: amountOf(found), unit, rest };
  }
  return null;
}

function unitOf(after: string): string {
  const phrase = unitWords.exec(after)?.[1] ?? '';
  const end = phrase.search(endsAUnit);
  return (end === -1 ? phrase : phrase.slice(0, end)).trim();
}

function amountOf({ groups }: RegExpMatchArray): number {
  if (groups?.word) return numberWords[groups.word.toLowerCase().replace(/\s+/g, ' ')] ?? 0;
  const figure = groups?.figure ?? '';
  const isGrouped = /^\d{1,3}(?:\D\d{3})+$/u.test(figure);
  return Number(isGrouped ? figure.replace(/\D/g, '') : figure.replace(',', '.'));
}
