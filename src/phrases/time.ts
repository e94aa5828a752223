import { moment, rich, type Words } from '../chat/card.ts';
import { counted } from '../study/text/in-words.ts';
import { addDays, clockIn, dayIn, formatDay } from '../study/time/day.ts';

/** "18:30". */
export const clockWords = (at: Date, zone: string): Words => [moment(at, 'clock', clockIn(zone, at))];

/** "Mon 12 Jan at 18:30": for what is read at any time. */
export function momentWords(at: Date, zone: string): Words {
  return [moment(at, 'day', formatDay(dayIn(zone, at))), ' at ', ...clockWords(at, zone)];
}

/** "today at 18:30", "tomorrow at 07:00", "on Mon 12 Jan at 18:30": for what is read now. */
export function comingWords(at: Date, zone: string, now: Date): Words {
  const [day, today] = [dayIn(zone, at), dayIn(zone, now)];
  if (day === today) return ['today at ', ...clockWords(at, zone)];
  if (day === addDays(today, 1)) return ['tomorrow at ', ...clockWords(at, zone)];
  return ['on ', ...momentWords(at, zone)];
}

/** "18:30" where it is of the same day as `now`, else with its day. */
export function pastWords(at: Date, zone: string, now: Date): Words {
  return dayIn(zone, at) === dayIn(zone, now) ? clockWords(at, zone) : momentWords(at, zone);
}

/** "from 14:00 to 14:25", "on Mon 2 Mar from 14:00 to 14:25", "from Mon 2 Mar at 14:00 to Wed 4 Mar at 14:02". */
export function fromToWords({ from, to }: { from: Date; to: Date }, zone: string, now: Date): Words {
  const [first, last] = [dayIn(zone, from), dayIn(zone, to)];
  if (first !== last) return rich`from ${momentWords(from, zone)} to ${momentWords(to, zone)}`;
  const day = first === dayIn(zone, now) ? [] : rich`on ${moment(from, 'day', formatDay(first))} `;
  return rich`${day}from ${clockWords(from, zone)} to ${clockWords(to, zone)}`;
}

/** "40 minutes", "1 hour", "1 hour 5 minutes". */
export function spanWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours > 0 && counted(hours, 'hour'), rest > 0 && counted(rest, 'minute')];
  return parts.filter((part) => part !== false).join(' ') || 'a moment';
}
