import { addDays, addToWall, type Day, daysBetween, instantOf, type Wall, wallIn, weekdayOf } from './day.ts';
import { isRule, LAST_DAY, type MonthDay, type Rule, type RuleIn } from './rule.ts';

export { describeRule, isRule, type MonthDay, type Rule } from './rule.ts';

type DayRule = Exclude<Rule, RuleIn<'hours'>>;

/**
 * The first instant strictly after `after` at which the rule comes, or null when it never comes again.
 * A local time inside a DST gap moves on by the gap, one that comes twice counts the first time: each occurrence once.
 */
export function nextOccurrence(rule: Rule, zone: string, after: Date): Date | null {
  if (!isRule(rule)) return null;
  const lastDay = rule.until ?? LAST_DAY;
  let next: Date | null = null;
  let nextWall: Wall = `${lastDay}T24`;
  for (const wall of wallsOf(rule, searchStart(zone, after))) {
    // A time that a gap moved on can come after a later one, so the search ends only behind the one found.
    if (wall > nextWall) break;
    const at = instantOf(zone, wall.slice(0, 10), wall.slice(11));
    if (at > after && (next === null || at < next)) {
      next = at;
      nextWall = wallIn(zone, at);
    }
  }
  return next;
}

/**
 * The next instant for someone who moves from one zone to another at `now`. What the old clock has shown is lived: 09:00
 * does not come a second time that day because the clock was put back on a flight west.
 */
export function nextAfterMove(rule: Rule, zones: { from: string; to: string }, now: Date): Date | null {
  const lived = wallIn(zones.from, now);
  const livedAgain = instantOf(zones.to, lived.slice(0, 10), lived.slice(11));
  return nextOccurrence(rule, zones.to, livedAgain > now ? livedAgain : now);
}

function* wallsOf(rule: Rule, start: Wall): Generator<Wall> {
  if (rule.unit === 'hours') yield* hoursOf(rule, start);
  else yield* clocksOf(rule, start.slice(0, 10));
}

// Walls are counted as if in UTC, where every day has 24 hours; only `instantOf` knows the zone.
function* hoursOf(rule: RuleIn<'hours'>, start: Wall): Generator<Wall> {
  const stepMs = rule.every * 3_600_000;
  const firstMs = Date.parse(`${rule.from}T${rule.start}Z`);
  const stepsLived = Math.floor((Date.parse(`${start}Z`) - firstMs) / stepMs);
  for (let step = Math.max(0, stepsLived); ; step++) yield new Date(firstMs + step * stepMs).toISOString().slice(0, 16);
}

function* clocksOf(rule: DayRule, start: Day): Generator<Wall> {
  const clocks = [...rule.at].sort();
  const first = start < rule.from ? rule.from : start;
  for (let day = dayOnOrAfter(rule, first); day !== null; day = dayOnOrAfter(rule, addDays(day, 1))) {
    for (const clock of clocks) yield `${day}T${clock}`;
  }
}

function dayOnOrAfter(rule: DayRule, day: Day): Day | null {
  switch (rule.unit) {
    case 'days':
      return addDays(rule.from, roundUp(daysBetween(rule.from, day), rule.every));
    case 'weeks':
      return weekdayOnOrAfter(rule, day);
    case 'months':
      return dateOnOrAfter(rule, day);
  }
}

function weekdayOnOrAfter(rule: RuleIn<'weeks'>, day: Day): Day | null {
  const monday = addDays(rule.from, 1 - weekdayOf(rule.from));
  const week = roundUp(Math.floor(daysBetween(monday, day) / 7), rule.every);
  const days = [week, week + rule.every].flatMap((n) => rule.on.map((weekday) => addDays(monday, n * 7 + weekday - 1)));
  return earliest(days, day);
}

function dateOnOrAfter(rule: RuleIn<'months'>, day: Day): Day | null {
  const firstMonth = monthNumber(rule.from);
  let month = firstMonth + roundUp(monthNumber(day) - firstMonth, rule.every);
  for (; month <= monthNumber(LAST_DAY); month += rule.every) {
    const found = earliest(
      rule.on.flatMap((date) => dayOfMonth(month, date) ?? []),
      day,
    );
    if (found !== null) return found;
  }
  return null;
}

function dayOfMonth(month: number, date: MonthDay): Day | null {
  const lastDate = new Date(Date.UTC(2000, month + 1, 0)).getUTCDate();
  if (date !== 'last' && date > lastDate) return null;
  return new Date(Date.UTC(2000, month, date === 'last' ? lastDate : date)).toISOString().slice(0, 10);
}

/** Months since January 2000. */
function monthNumber(day: Day): number {
  return (Number(day.slice(0, 4)) - 2000) * 12 + Number(day.slice(5, 7)) - 1;
}

function earliest(days: readonly Day[], notBefore: Day): Day | null {
  return days.filter((day) => day >= notBefore).sort()[0] ?? null;
}

function roundUp(count: number, step: number): number {
  return Math.ceil(count / step) * step;
}

// The wall at `after`, or what it would show had it not jumped: times that the jump moved on may still be to come.
function searchStart(zone: string, after: Date): Wall {
  const lookBackMs = 25 * 3_600_000;
  const unmoved = addToWall(wallIn(zone, new Date(after.getTime() - lookBackMs)), lookBackMs);
  const shown = wallIn(zone, after);
  return unmoved < shown ? unmoved : shown;
}
