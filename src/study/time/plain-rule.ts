import { Temporal } from 'temporal-polyfill';
import { type Cut, HOLE, NUMBER, readNumber, Unclear } from '../text/plain-cut.ts';
import { type Clock, clockIn, type Day, dayIn, daysBetween, weekdayOf } from './day.ts';
import { clockInPart, cutClocks, type DayPart, usualClock } from './plain-clock.ts';
import { cutDay } from './plain-day.ts';
import { cutFrequency, type Frequency, SHORTEST } from './plain-often.ts';
import { nextOccurrence } from './recurrence.ts';
import { describeRule, isRule, LONGEST_INTERVAL, type Rule } from './rule.ts';

/** Who asks: where, when, on what day there, the clock for a day without a time, the part of the day that was said. */
export interface Asker {
  readonly zone: string;
  readonly now: Date;
  readonly today: Day;
  readonly usual: Clock;
  readonly part: DayPart | null;
}

/** How far ahead a first reminder may lie: 5 years. */
export const FURTHEST_DAYS = 5 * 366;

const DAY_MINUTES = 1440;

type Span = Pick<Rule, 'from' | 'until'>;

/** The rule a text asks for, or null when it asks for once. Throws Unclear where the rule cannot be had. */
export function cutRule(words: string, asker: Asker): Cut<Rule> | null {
  const often = cutFrequency(words);
  if (!often) return null;
  if (cutFrequency(often.left)) {
    throw new Unclear('That repeats in two ways. Make a reminder for each, like "every day at 9:00".');
  }
  const span = cutSpan(often.left, asker.today);
  const rule = cutHourWindow(often.found, span) ?? cutClockedRule(often.found, span, asker);
  refuseUnfit(rule.found, asker);
  return rule;
}

function cutClockedRule(often: Frequency, span: Cut<Span>, asker: Asker): Cut<Rule> {
  const clocks = cutClocks(span.left, 'marked') ?? cutClocks(span.left, 'bare');
  const said = clocks?.found.map((clock) => clockInPart(clock, asker.part)) ?? [];
  const rule = ruleOf(often, said, span.found, asker);
  return { found: startInStep(rule, asker), left: clocks?.left ?? span.left };
}

function ruleOf(often: Frequency, said: readonly Clock[], span: Span, asker: Asker): Rule {
  const at = said.length > 0 ? [...new Set(said)].sort() : [asker.part ? usualClock[asker.part] : asker.usual];
  switch (often.unit) {
    case 'hours':
      if (said.length > 1) throw new Unclear('Hours begin at one time. Try "every 3 hours from 9:00".');
      return { ...often, start: said[0] ?? clockIn(asker.zone, asker.now), ...span };
    case 'days':
      return { ...often, at, ...span };
    case 'weeks':
      return { ...often, on: often.on.length > 0 ? often.on : [weekdayOf(span.from)], at, ...span };
    case 'months':
      return { ...often, on: often.on.length > 0 ? often.on : [Number(span.from.slice(8))], at, ...span };
  }
}

/** Every other Friday, said on a Saturday, begins next Friday: steps are counted from the first chance. */
function startInStep(rule: Rule, { zone, now }: Asker): Rule {
  if (rule.every === 1 || rule.unit === 'hours') return rule;
  const first = nextOccurrence({ ...rule, every: 1 }, zone, now);
  return first ? { ...rule, from: dayIn(zone, first) } : rule;
}

function refuseUnfit(rule: Rule, { zone, now, today }: Asker): void {
  if (!isRule(rule)) throw new Unclear('That lies too far away. Try "every day at 9:00 until 12 June".');
  const minutes = 'at' in rule ? rule.at.map(minuteOf) : [];
  const breaks = minutes.map((minute, index) => (minutes[index + 1] ?? (minutes[0] ?? 0) + DAY_MINUTES) - minute);
  if (breaks.some((pause) => pause < 60)) throw new Unclear(SHORTEST);
  const first = nextOccurrence(rule, zone, now);
  if (!first) throw new Unclear(`"${describeRule(rule)}" ends before it comes. Try "every day at 9:00 until 12 June".`);
  if (daysBetween(today, dayIn(zone, first)) > FURTHEST_DAYS) {
    throw new Unclear(`"${describeRule(rule)}" begins in over 5 years. Try "every day at 9:00 starting next Monday".`);
  }
}

/** "every 2 hours between 9 and 17": each day at the clocks from the first to the last. */
function cutHourWindow(often: Frequency, span: Cut<Span>): Cut<Rule> | null {
  if (often.unit !== 'hours') return null;
  // A window is two clocks with a word between; said as "at 9 and 17" the clock reader takes it whole.
  const window = /\b(?:between|from)\s+(.{1,9}?)\s*(?:\band\b|\bto\b|\buntil\b|\btill\b|-|–)\s*/i;
  const said = span.left.replace(window, 'at $1 and ');
  const cut = said === span.left ? null : (cutClocks(said, 'marked') ?? cutClocks(said, 'bare'));
  const [first, last] = cut?.found ?? [];
  if (!cut || !first || !last) return null;
  const at = hoursWithin(first.clock, last.clock, often.every);
  return { found: { unit: 'days', every: 1, at, ...span.found }, left: cut.left };
}

function hoursWithin(first: Clock, last: Clock, every: number): Clock[] {
  const start = minuteOf(first);
  const length = (minuteOf(last) - start + DAY_MINUTES) % DAY_MINUTES;
  const count = Math.floor(length / (every * 60)) + 1;
  return Array.from({ length: count }, (_, step) => clockOf((start + step * every * 60) % DAY_MINUTES)).sort();
}

/** The first and last day that a text gives: "starting monday", "until 12 June", "for 2 weeks". */
function cutSpan(text: string, today: Day): Cut<Span> {
  const start = cutDayAfter(/\b(?:starting|beginning|from)\s+(?:on\s+)?/gi, text, today);
  const from = start?.found ?? today;
  const end =
    cutDayAfter(/\b(?:until|till?|through|up to)\s+/gi, start?.left ?? text, today) ??
    cutLength(start?.left ?? text, from);
  const found = end ? { from, until: end.found } : { from };
  return { found, left: end?.left ?? start?.left ?? text };
}

function cutDayAfter(lead: RegExp, text: string, today: Day): Cut<Day> | null {
  for (const match of text.matchAll(lead)) {
    const cut = cutDay(text.slice(match.index + match[0].length), today);
    if (cut && /^(?:the )?$/i.test(cut.left.slice(0, cut.left.indexOf(HOLE)))) {
      return { found: cut.found.day, left: text.slice(0, match.index) + cut.left };
    }
  }
  return null;
}

function cutLength(text: string, from: Day): Cut<Day> | null {
  const match = new RegExp(`\\bfor\\s+(?:the\\s+next\\s+)?(${NUMBER})\\s+(day|week|month)s?\\b`, 'i').exec(text);
  if (!match) return null;
  const [all, said = '', unit = ''] = match;
  const count = readNumber(said);
  if (count > LONGEST_INTERVAL) {
    throw new Unclear(`I count to ${LONGEST_INTERVAL} ${unit}s. Try "every day until 12 June".`);
  }
  const end = Temporal.PlainDate.from(from).add({ [`${unit.toLowerCase()}s`]: count });
  return { found: end.subtract({ days: 1 }).toString(), left: text.replace(all, HOLE) };
}

function minuteOf(clock: Clock): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function clockOf(minute: number): Clock {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
