import { type Cut, cutAt, NUMBER, readNumber, Timeless, tidyWords, Unclear, wordsLeft } from '../text/plain-cut.ts';
import { addDays, type Clock, type Day, dayIn, formatDay, instantOf } from './day.ts';
import { clockInPart, cutClocks, cutDayPart, twelveLater, usualClock } from './plain-clock.ts';
import { cutDay, type SaidDay } from './plain-day.ts';
import { type Asker, cutRule, FURTHEST_DAYS } from './plain-rule.ts';
import type { Rule } from './rule.ts';
import { withClocksInDigits } from './spoken-clock.ts';

/**
 * What a text asks for. `isDelay`: after a while ("in 20 minutes"), so by no clock on a wall. `rest`: its words without the time, ''
 * when there are none. `says`: why not, with an example. `isTimeless`: it speaks of no time at all.
 */
export type When =
  | { readonly kind: 'once'; readonly at: Date; readonly isDelay: boolean; readonly rest: string }
  | { readonly kind: 'rule'; readonly rule: Rule; readonly rest: string }
  | { readonly kind: 'problem'; readonly says: string; readonly isTimeless?: true };

const LONGEST_TEXT = 500;
const EXAMPLE = 'Try "tomorrow 19:00 read chapter 3" or "every weekday at 18:30".';

/**
 * Reads when, and what, in plain English: "every weekday at 18:30", "read graphs tomorrow at 7", "in 20 minutes".
 * Times are wall times in `zone`; a day without a time gets the clock `usual`.
 */
export function readWhen(text: string, zone: string, now: Date, usual: Clock = usualClock.morning): When {
  try {
    if (text.length > LONGEST_TEXT) throw new Unclear(`I can read ${LONGEST_TEXT} characters at most. ${EXAMPLE}`);
    const typed = withClocksInDigits(tidyWords(text)).replace(/(?<=\d{4}-\d\d-\d\d)T/i, ' ');
    const part = cutDayPart(typed);
    const words = part?.left ?? typed;
    const asker = { zone, now, today: dayIn(zone, now), usual, part: part?.found ?? null };
    const rule = cutRule(words, asker);
    if (rule) return { kind: 'rule', rule: rule.found, rest: wordsLeft(rule.left) };
    const delay = cutDelay(words, now);
    const once = delay ?? cutMoment(words, asker);
    // Not in days of the zone: an instant can lie so far away that it is on no calendar.
    if (!(once.found.getTime() - now.getTime() <= FURTHEST_DAYS * 86_400_000)) {
      throw new Unclear(`That is more than 5 years away. ${EXAMPLE}`);
    }
    return { kind: 'once', at: once.found, isDelay: delay !== null, rest: wordsLeft(once.left) };
  } catch (error) {
    if (error instanceof Timeless) return { kind: 'problem', says: error.message, isTimeless: true };
    if (error instanceof Unclear) return { kind: 'problem', says: error.message };
    throw error;
  }
}

const COUNT = `(half an?|\\d+[.,]\\d+|${NUMBER})`;
const MORE = '(?:(?<=h)(\\d\\d)\\b|\\s*(?:and\\s+)?(\\d+)\\s*min(?:ute)?s?\\b)?';
const SPELL = `${COUNT}\\s*(h(?:ou)?rs?|h|min(?:ute)?s?)(?![a-z])${MORE}`;
const DELAY = new RegExp(`\\b(?:in\\s+(?:about\\s+)?${SPELL}|${SPELL}\\s+from\\s+now\\b)`, 'i');

/** "in 20 minutes", "an hour and 10 minutes from now": time that passes, whatever the clocks do. */
function cutDelay(words: string, now: Date): Cut<Date> | null {
  const match = DELAY.exec(words);
  if (!match) return null;
  const [count = '', unit = '', more = '0'] = match.slice(1).filter((group) => group !== undefined);
  const minutes = amountOf(count) * (/^h/i.test(unit) ? 60 : 1) + Number(more);
  if (minutes < 1) throw new Unclear('A reminder needs at least a minute. Try "in 20 minutes drink some water".');
  const found = new Date(now.getTime() + minutes * 60_000);
  return { found, left: cutAt(words, match.index, match[0].length) };
}

function amountOf(said: string): number {
  if (/^half/i.test(said)) return 0.5;
  return /^\d/.test(said) ? Number(said.replace(',', '.')) : readNumber(said);
}

/** "12.11, 18:00": what a comma sets before a time is its day, though a clock could show it as well. */
const DOTTED_THEN_TIME =
  /(?<![\w.,:§-])(?<!\bat |@ ?)(\d{1,2}\.(?:0?[1-9]|1[0-2])),(?=\s*(?:at\s+)?\d{1,2}(?::\d\d|(?::\d\d)?\s?[ap]\.?m)\b)/i;

/** A day, a time of day, or both, in any order. */
function cutMoment(said: string, asker: Asker): Cut<Date> {
  const words = said.replace(DOTTED_THEN_TIME, '$1. ');
  // Marked times go first, lest the 14 of "12 June 14:00" be taken for a year; "at 7" needs the day beside it known.
  const marked = cutClocks(words, 'marked');
  const day = cutDay(marked?.left ?? words, asker.today);
  const bare = marked ? null : cutClocks(day?.left ?? words, 'bare');
  const clocks = (marked ?? bare)?.found ?? [];
  if (!day && clocks.length === 0 && !asker.part) throw new Timeless(`I found no time in that. ${EXAMPLE}`);
  if (clocks.length > 1) {
    throw new Unclear('Those are several times. Write one of them, or "every day at 9:00 and 17:00".');
  }
  if (day?.found.day === asker.today && !day.found.isWeekday && clocks.length === 0 && !asker.part) {
    throw new Unclear('At what time today? Try "today 18:30 read chapter 3".');
  }
  const clock = clocks[0] ? clockInPart(clocks[0], asker.part) : asker.part ? usualClock[asker.part] : asker.usual;
  const isLoose = bare?.found[0]?.isHalf === true && asker.part === null;
  const found = comingInstant(day?.found ?? null, clock, isLoose, asker);
  return { found, left: bare?.left ?? day?.left ?? marked?.left ?? words };
}

/** The first reading that still lies ahead. `isLoose`: the clock may be of the morning or of the evening. */
function comingInstant(day: SaidDay | null, clock: Clock, isLoose: boolean, { zone, now, today }: Asker): Date {
  const said = day?.day ?? today;
  const readings: [Day, Clock][] = [[said, clock]];
  if (isLoose && said === today) readings.push([said, twelveLater(clock)]);
  if (day === null) readings.push([addDays(today, 1), clock]);
  if (day?.isWeekday && said === today) readings.push([addDays(today, 7), clock]);
  const at = readings.map((reading) => instantOf(zone, ...reading)).find((instant) => instant > now);
  if (!at) throw new Unclear(`${formatDay(said, today)} at ${clock} has passed. Try "tomorrow ${clock}".`);
  return at;
}
