import { type Clock, type Day, formatDayWithYear, isClock, isDay, type Weekday, weekdayNames } from './day.ts';

/** A date of the month. Months without it are skipped; 'last' is in every month. */
export type MonthDay = number | 'last';

/**
 * How something comes again by a member's wall clock; plain JSON. `every` counts units, from 1. `from` is the first day
 * on which it may come and the one intervals are counted from (weeks from its Monday), `until` the last.
 * Hours count on the wall, from `start` on that first day: every 3 hours from 09:00 stays 09:00, 12:00, … across DST.
 */
export type Rule = { readonly every: number; readonly from: Day; readonly until?: Day } & (
  | { readonly unit: 'hours'; readonly start: Clock }
  | { readonly unit: 'days'; readonly at: readonly Clock[] }
  | { readonly unit: 'weeks'; readonly on: readonly Weekday[]; readonly at: readonly Clock[] }
  | { readonly unit: 'months'; readonly on: readonly MonthDay[]; readonly at: readonly Clock[] }
);

export type RuleIn<Unit extends Rule['unit']> = Extract<Rule, { unit: Unit }>;

// Bounds that keep every search short: no interval is longer than 1000 units, nothing comes after the last day.
export const LONGEST_INTERVAL = 1000;
export const LAST_DAY: Day = '2999-12-31';

/** Whether the value is a rule as `nextOccurrence` takes it: the guard for JSON that comes from outside. */
export function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false;
  const rule = value as Record<string, unknown>;
  const isInterval = isWhole(rule.every, 1, LONGEST_INTERVAL);
  const isSpan = isPlainDay(rule.from) && (rule.until === undefined || isPlainDay(rule.until));
  if (!isInterval || !isSpan) return false;
  if (rule.unit === 'hours') return isPlainClock(rule.start);
  if (!isListOf(rule.at, isPlainClock)) return false;
  if (rule.unit === 'weeks') return isListOf(rule.on, (weekday) => isWhole(weekday, 1, 7));
  if (rule.unit === 'months') return isListOf(rule.on, (date) => date === 'last' || isWhole(date, 1, 31));
  return rule.unit === 'days';
}

/** The rule in words: "every weekday at 18:30". `readWhen` reads them back as the same rule. */
export function describeRule(rule: Rule): string {
  const until = rule.until === undefined ? '' : ` until ${formatDayWithYear(rule.until)}`;
  if (rule.unit === 'hours') return `${counted(rule.every, 'hour')} from ${rule.start}${until}`;
  return `${describeDays(rule)} at ${joined([...rule.at].sort())}${until}`;
}

function describeDays(rule: Exclude<Rule, RuleIn<'hours'>>): string {
  switch (rule.unit) {
    case 'days':
      return counted(rule.every, 'day');
    case 'weeks': {
      const [one, many] = describeWeekdays(rule.on);
      return rule.every === 1 ? `every ${one}` : `${counted(rule.every, 'week')} on ${many}`;
    }
    case 'months': {
      const dates = [...rule.on].sort(byDate).map((date) => (date === 'last' ? 'last day' : ordinal(date)));
      return `on the ${joined(dates)} of ${counted(rule.every, 'month')}`;
    }
  }
}

function describeWeekdays(on: readonly Weekday[]): [one: string, many: string] {
  const days = [...new Set(on)].sort().join('');
  if (days === '12345') return ['weekday', 'weekdays'];
  if (days === '67') return ['weekend', 'weekends'];
  const names = joined([...days].map((day) => weekdayNames[Number(day) - 1] ?? ''));
  return [names, names];
}

function counted(every: number, unit: string): string {
  if (every === 1) return `every ${unit}`;
  return every === 2 ? `every other ${unit}` : `every ${every} ${unit}s`;
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function ordinal(count: number): string {
  const teen = count % 100 > 10 && count % 100 < 20;
  return `${count}${(teen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10]) ?? 'th'}`;
}

function byDate(one: MonthDay, other: MonthDay): number {
  return (one === 'last' ? 32 : one) - (other === 'last' ? 32 : other);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isItem);
}

function isPlainDay(value: unknown): boolean {
  return typeof value === 'string' && isDay(value) && value <= LAST_DAY;
}

function isPlainClock(value: unknown): boolean {
  return typeof value === 'string' && isClock(value);
}
