import { Temporal } from 'temporal-polyfill';
import { steadyAround } from './steady.ts';

/** A date on a wall calendar, ISO `yyyy-mm-dd`. Days sort as text. */
export type Day = string;

/** A time on a wall clock, 24 hours, `HH:MM`. Clocks sort as text. */
export type Clock = string;

/** ISO weekdays: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

// Counting dates needs no zone: a Day stands for its midnight in UTC, where every date has 24 hours.
const DAY_MS = 86_400_000;

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** What a wall shows, `yyyy-mm-ddTHH:MM`; sorts as text. */
export type Wall = string;

/** Day and clock in `zone` at that instant, to the minute. Throws RangeError for a zone that does not exist. */
export function wallIn(zone: string, at: Date): Wall {
  return asWall(at.getTime() + steadyAround(zone, at.getTime()).offsetMs);
}

/** The date in `zone` at that instant. */
export function dayIn(zone: string, at: Date): Day {
  return wallIn(zone, at).slice(0, 10);
}

/** The wall clock in `zone` at that instant, to the minute. */
export function clockIn(zone: string, at: Date): Clock {
  return wallIn(zone, at).slice(11);
}

/** The wall `count` ms later where no clock is changed. */
export function addToWall(wall: Wall, ms: number): Wall {
  return asWall(Date.parse(`${wall}Z`) + ms);
}

/**
 * The instant at which a wall clock in `zone` shows this day and clock, each local time exactly once: a time inside a
 * DST gap moves on by the length of the gap, a time that comes twice is the first one (Temporal's "compatible").
 */
export function instantOf(zone: string, day: Day, clock: Clock): Date {
  const wall = `${day}T${clock}`;
  const steady = steadyInstant(zone, wall);
  if (steady) return steady;
  const zoned = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return new Date(zoned.epochMilliseconds);
}

/** The first instant of the day: 01:00 where midnight is skipped, the next day's where the whole date is. */
export function startOfDay(zone: string, day: Day): Date {
  const steady = steadyInstant(zone, `${day}T00:00`);
  return steady ?? new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
}

/** The first instant that is after the day. A day holds the instants from `startOfDay` up to, not with, `endOfDay`. */
export function endOfDay(zone: string, day: Day): Date {
  return startOfDay(zone, addDays(day, 1));
}

/** False for the few dates that a zone jumped over, such as 2011-12-30 in Pacific/Apia. */
export function dayExists(zone: string, day: Day): boolean {
  return startOfDay(zone, day) < endOfDay(zone, day);
}

/** The date `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** How many dates it is from one to the other; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

export function weekdayOf(day: Day): Weekday {
  return (new Date(day).getUTCDay() || 7) as Weekday;
}

/** Whether the text is a date of the calendar, written as a Day. */
export function isDay(text: string): boolean {
  const at = Date.parse(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Whether the text is a Clock. */
export function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Reads a time of day as people write it: "18:30", "6pm", "7.15 pm", "1830", "noon". Null when it is none. */
export function readClock(text: string): Clock | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'noon' || typed === 'midday') return '12:00';
  if (typed === 'midnight') return '00:00';
  const four = /^(\d\d)(\d\d)$/.exec(typed);
  const parts = four ?? /^(\d{1,2})(?:[:.h](\d\d))?(?:\s*o['’]?clock)?(?:\s*([ap])\.?m\.?)?$/.exec(typed);
  if (!parts) return null;
  const [, hour = '', minute = '00', half] = parts;
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return null;
  const hours = half ? (Number(hour) % 12) + (half === 'p' ? 12 : 0) : Number(hour);
  const clock = `${String(hours).padStart(2, '0')}:${minute}`;
  return isClock(clock) ? clock : null;
}

/** "Mon 12 Jan", with the year where `today` is given and lies in another one. */
export function formatDay(day: Day, today: Day = day): string {
  const [year = '', month, date] = day.split('-');
  const words = `${weekdayNames[weekdayOf(day) - 1]?.slice(0, 3)} ${Number(date)} ${monthNames[Number(month) - 1]}`;
  return today.startsWith(year) ? words : `${words} ${year}`;
}

/** "Mon 12 Jan 2026". */
export function formatDayWithYear(day: Day): string {
  return `${formatDay(day)} ${day.slice(0, 4)}`;
}

/** The instant that shows this, where no clock is changed within a day of it. Null otherwise, and for what is no date or clock. */
function steadyInstant(zone: string, wall: Wall): Date | null {
  const wallMs = Date.parse(`${wall}Z`);
  const { fromMs, toMs, offsetMs } = steadyAround(zone, wallMs);
  // No zone is a whole day away from UTC: what shows this wall lies between these two, and so does nothing else that shows it.
  const isSteady = fromMs <= wallMs - DAY_MS && wallMs + DAY_MS < toMs;
  return isSteady && asWall(wallMs) === wall ? new Date(wallMs - offsetMs) : null;
}

const asWall = (utcMs: number): Wall => new Date(utcMs).toISOString().slice(0, 16);
