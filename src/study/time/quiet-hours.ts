import { addDays, type Clock, type Day, dayIn, instantOf } from './day.ts';

/** The hours in which nothing rings, from one clock up to the other, over midnight when `to` is earlier. Null, or equal ends: never. */
export type QuietHours = { readonly from: Clock; readonly to: Clock } | null;

/** The first instant from `at` on that is not quiet: `at` itself, or the end of its quiet span. Nothing is dropped. */
export function afterQuiet(quiet: QuietHours, zone: string, at: Date): Date {
  const end = endOfQuiet(quiet, zone, at);
  return end === null ? at : afterQuiet(quiet, zone, end);
}

/** When nothing rings: in quiet hours, and until a pause ends. */
export interface Silence {
  readonly quiet: QuietHours;
  readonly zone: string;
  readonly pausedUntil: Date | null;
}

/** The first instant from `at` on that is neither paused nor quiet. */
export function loudFrom({ quiet, zone, pausedUntil }: Silence, at: Date): Date {
  return afterQuiet(quiet, zone, pausedUntil && pausedUntil > at ? pausedUntil : at);
}

// Spans, not clocks, decide: where the clock goes back into a span that has ended, the night does not begin again.
function endOfQuiet(quiet: QuietHours, zone: string, at: Date): Date | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const today = dayIn(zone, at);
  // Two days back: the span that began before a date that the zone jumped over may still last.
  for (const evening of [today, addDays(today, -1), addDays(today, -2)]) {
    const span = quietSpan(quiet, zone, evening);
    if (span.from <= at && at < span.to) return span.to;
  }
  return null;
}

function quietSpan(quiet: { from: Clock; to: Clock }, zone: string, evening: Day): { from: Date; to: Date } {
  const morning = quiet.from < quiet.to ? evening : addDays(evening, 1);
  return { from: instantOf(zone, evening, quiet.from), to: instantOf(zone, morning, quiet.to) };
}
