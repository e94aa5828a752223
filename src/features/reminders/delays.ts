import { addDays, clockIn, dayIn, instantOf } from '../../study/time/day.ts';

/** By how much a reminder can be put off with one press. */
export const delays = [
  { value: '15m', label: '15 m' },
  { value: '1h', label: '1 h' },
  { value: 'tomorrow', label: 'Tomorrow' },
] as const;
export type Delay = (typeof delays)[number]['value'];

const minuteMs = 60_000;

/** The instant that is later than `at` by that much; tomorrow is the day after at the clock of `dueAt`. */
export function laterBy(by: Delay, at: Date, zone: string, dueAt: Date): Date {
  switch (by) {
    case '15m':
      return new Date(at.getTime() + 15 * minuteMs);
    case '1h':
      return new Date(at.getTime() + 60 * minuteMs);
    case 'tomorrow':
      return instantOf(zone, addDays(dayIn(zone, at), 1), clockIn(zone, dueAt));
  }
}
