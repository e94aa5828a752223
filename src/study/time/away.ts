import { addDays, type Day, dayExists, dayIn, endOfDay, startOfDay } from './day.ts';

/** A span in which the bot could not be reached. */
export interface Outage {
  readonly fromAt: Date;
  readonly toAt: Date;
}

/** How much of a day may be lost before nobody can be said to have missed it. */
const lostShare = 0.5;

/** The days of `zone` of which outages took more than half, in order: not having studied then is nobody's fault. */
export function daysAway(outages: readonly Outage[], zone: string): Day[] {
  const lostMs = new Map<Day, number>();
  for (const outage of outages) {
    for (let day = dayIn(zone, outage.fromAt); day <= dayIn(zone, outage.toAt); day = addDays(day, 1)) {
      lostMs.set(day, (lostMs.get(day) ?? 0) + overlapMs(outage, startOfDay(zone, day), endOfDay(zone, day)));
    }
  }
  const isLost = (day: Day) => {
    const wholeMs = endOfDay(zone, day).getTime() - startOfDay(zone, day).getTime();
    return (lostMs.get(day) ?? 0) > wholeMs * lostShare;
  };
  return [...lostMs.keys()].filter((day) => dayExists(zone, day) && isLost(day)).sort();
}

function overlapMs({ fromAt, toAt }: Outage, start: Date, end: Date): number {
  return Math.max(0, Math.min(toAt.getTime(), end.getTime()) - Math.max(fromAt.getTime(), start.getTime()));
}
