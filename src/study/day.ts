import { Temporal } from 'temporal-polyfill';

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

/** The instant as a wall clock in `zone` shows it. Throws RangeError for a zone that does not exist. */
export function wallTime(zone: string, at: Date): Temporal.PlainDateTime {
  return zoned(zone, at).toPlainDateTime();
}

/** The date in `zone` at that instant. */
export function dayIn(zone: string, at: Date): Day {
  return zoned(zone, at).toPlainDate().toString();
}

/** The wall clock in `zone` at that instant, to the minute. */
export function clockIn(zone: string, at: Date): Clock {
  return zoned(zone, at).toPlainTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant at which a wall clock in `zone` shows this day and clock, each local time exactly once: a time inside a
 * DST gap moves on by the length of the gap, a time that comes twice is the first one (Temporal's "compatible").
 */
export function instantOf(zone: string, day: Day, clock: Clock): Date {
  const wall = Temporal.PlainDateTime.from(`${day}T${clock}`);
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** The first instant of the day: 01:00 where midnight is skipped, the next day's where the whole date is. */
export function startOfDay(zone: string, day: Day): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
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

function zoned(zone: string, at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
