import { addDays, type Clock, dayIn, instantOf } from './day.ts';
import { loudFrom, type Silence } from './quiet-hours.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const aheadMinutes = [120, 60, 30];

/**
 * A good time later today: two hours ahead at a quarter hour, sooner where the day or its loud part ends before that.
 * Null where nothing of the day is left.
 */
export function laterToday(silence: Silence, now: Date): Date | null {
  const times = aheadMinutes.map((minutes) => {
    const ahead = now.getTime() + minutes * minuteMs;
    return new Date(Math.ceil(ahead / quarterMs) * quarterMs);
  });
  const isOfToday = (at: Date) => dayIn(silence.zone, at) === dayIn(silence.zone, now);
  return times.find((at) => isOfToday(at) && loudFrom(silence, at).getTime() === at.getTime()) ?? null;
}

/** Tomorrow at that clock. */
export const tomorrowAt = (clock: Clock, zone: string, now: Date): Date =>
  instantOf(zone, addDays(dayIn(zone, now), 1), clock);
