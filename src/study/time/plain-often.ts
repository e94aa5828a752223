import { type Cut, cutAt, HOLE, NUMBER, readNumber, Unclear } from '../text/plain-cut.ts';
import type { Weekday } from './day.ts';
import { LONGEST_INTERVAL, type MonthDay } from './rule.ts';

/** How often something comes, before its times of day and its first day are known. */
export type Frequency =
  | { readonly unit: 'hours'; readonly every: number }
  | { readonly unit: 'days'; readonly every: number }
  | { readonly unit: 'weeks'; readonly every: number; readonly on: readonly Weekday[] }
  | { readonly unit: 'months'; readonly every: number; readonly on: readonly MonthDay[] };

type Groups = Readonly<Record<string, string | undefined>>;

const EVERY = `\\b(?:every|each)\\s+(?:(?<count>${NUMBER})(?:st|nd|rd|th)?\\s+)?`;
const AND = '\\s*(?:,\\s*(?:and\\s+)?|and\\s+|&\\s*)';

const WEEKDAY = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?(?![a-z])';
const WEEKDAYS = `${WEEKDAY}(?:${AND}(?:on\\s+|every\\s+)?${WEEKDAY})*`;
const RANGE = `${WEEKDAY}\\s*(?:to|through|-|–)\\s*${WEEKDAY}`;
const GROUP = '(?:week\\s?days?|working days?|work\\s?days?|week-?ends?)(?![a-z])';
const EXCEPT = `(?:,?\\s+(?:except|but not)\\s+(?:on\\s+)?(?<except>${WEEKDAYS}))?`;
const DAYS = `(?<days>${RANGE}|${GROUP}|${WEEKDAYS})${EXCEPT}`;

const DATE = '(?:\\d{1,2}(?:st|nd|rd|th)|first(?:\\s+day)?|last(?:\\s+day)?)';
const DATES = `(?:the\\s+)?(?<dates>${DATE}(?:${AND}(?:the\\s+)?${DATE})*)(?:\\s+day)?(?![a-z])(?!\\s+${WEEKDAY})`;

export const SHORTEST =
  'The shortest I can repeat is every hour. Try "every 2 hours" or "every day at 9:00 and 18:00".';
const BY_DATE =
  'I repeat months by date and weeks by weekday. Try "on the 1st of every month at 12:00" or "every 4 weeks on Monday at 9:00".';
const NO_YEARS = 'I repeat by hours, days, weeks or months. Try "on the 1st of every month at 9:00".';
const UNCOUNTABLE = `I can repeat every 1 to ${LONGEST_INTERVAL} hours, days, weeks or months. Try "every 2 days at 9:00".`;

/** What people write and what it means, the more particular first. */
const phrases: readonly (readonly [pattern: string, read: (groups: Groups) => Frequency])[] = [
  [`${EVERY}(?:minutes?|mins?|seconds|secs)\\b`, () => refuse(SHORTEST)],
  [`${EVERY}years?\\b|\\b(?:yearly|annually|once a year)\\b`, () => refuse(NO_YEARS)],
  [
    `\\b(?:first|second|third|fourth|last|\\d(?:st|nd|rd|th))\\s+${WEEKDAY}\\s+(?:of|in|every|each)\\b`,
    () => refuse(BY_DATE),
  ],
  [`${EVERY}months?\\s+on\\s+(?:the\\s+)?(?:\\w+\\s+)?${WEEKDAY}`, () => refuse(BY_DATE)],
  [`\\b(?:every|each)\\s+(?:first|last)\\s+${WEEKDAY}`, () => refuse(BY_DATE)],

  [`(?:\\bon\\s+)?\\b${DATES}\\s+(?:of\\s+)?${EVERY}months?\\b`, months],
  [`${EVERY}months?\\b(?:\\s+on)?\\s+${DATES}`, months],
  [`\\bmonthly\\b(?:\\s+on)?\\s+${DATES}`, months],
  [`${EVERY}months?\\b|\\b(?:monthly|once a month)\\b`, months],
  [`\\b(?:every|each)\\s+${DATES}(?=\\s*(?:$|${HOLE}|,|at\\b|until\\b))`, months],

  [`(?:\\bon\\s+)?\\b${DAYS}\\s+${EVERY}weeks?\\b`, weeks],
  [`${EVERY}weeks?\\b(?:\\s+on)?\\s+${DAYS}`, weeks],
  [`${EVERY}${DAYS}`, weeks],
  [`\\b(?:weekly|once a week)\\b(?:\\s+on)?\\s+${DAYS}`, weeks],
  [`(?:\\bfortnightly|\\b(?:every|each)\\s+fortnight)\\b(?:\\s+on)?\\s+${DAYS}`, fortnights],
  [`\\bfortnightly\\b|\\b(?:every|each)\\s+fortnight\\b`, fortnights],
  [`${EVERY}weeks?\\b|\\b(?:weekly|once a week)\\b`, weeks],

  [`(?:${EVERY}days?|\\bdaily|\\beveryday|\\bonce a day)\\b${EXCEPT}`, days],
  [`${EVERY}(?:hours?|hrs?|h)\\b|\\bhourly\\b`, ({ count }) => ({ unit: 'hours', every: counted(count) })],

  // Without "every": several days together say it, and so does the plural.
  [`(?:\\bon\\s+)?\\b(?<days>${RANGE}|${WEEKDAY}(?:${AND}(?:on\\s+)?${WEEKDAY})+)`, weeks],
  [`(?:\\bon\\s+)?\\b${DAYS}(?<=days|ends)`, weeks],
];

const compiled = phrases.map(([pattern, read]) => ({ pattern: new RegExp(pattern, 'i'), read }));

/** How often a text asks for, or null when for once. Throws Unclear where that cannot be had. */
export function cutFrequency(text: string): Cut<Frequency> | null {
  for (const { pattern, read } of compiled) {
    const match = pattern.exec(text);
    if (match) return { found: read(match.groups ?? {}), left: cutAt(text, match.index, match[0].length) };
  }
  return null;
}

function refuse(says: string): never {
  throw new Unclear(says);
}

function days({ count, except }: Groups): Frequency {
  return except === undefined ? { unit: 'days', every: counted(count) } : weeks({ count, except, days: 'mon-sun' });
}

function weeks({ count, days: said, except = '' }: Groups): Frequency {
  const left = weekdaysIn(except);
  return { unit: 'weeks', every: counted(count), on: weekdaysIn(said ?? '').filter((day) => !left.includes(day)) };
}

function fortnights(groups: Groups): Frequency {
  return weeks({ ...groups, count: 'two' });
}

function months({ count, dates = '' }: Groups): Frequency {
  const on = dates.match(new RegExp(DATE, 'gi'))?.map(readDate) ?? [];
  return { unit: 'months', every: counted(count), on: [...new Set(on)] };
}

function counted(count: string | undefined): number {
  const every = count === undefined ? 1 : readNumber(count);
  return every >= 1 && every <= LONGEST_INTERVAL ? every : refuse(UNCOUNTABLE);
}

function readDate(said: string): MonthDay {
  if (/^last/i.test(said)) return 'last';
  return /^first/i.test(said) ? 1 : Number.parseInt(said, 10);
}

function weekdaysIn(said: string): Weekday[] {
  if (/^week\s?d|^work/i.test(said)) return [1, 2, 3, 4, 5];
  if (/^week/i.test(said)) return [6, 7];
  const named = (said.match(new RegExp(WEEKDAY, 'gi')) ?? []).map(weekdayNamed);
  const [first, last] = named;
  if (!new RegExp(`^${RANGE}$`, 'i').test(said) || !first || !last) return [...new Set(named)].sort();
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => (((first - 1 + index) % 7) + 1) as Weekday).sort();
}

function weekdayNamed(name: string): Weekday {
  return (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3).toLowerCase()) + 1) as Weekday;
}
