import { Temporal } from 'temporal-polyfill';

/** A span in which a zone's clocks are not changed: from `fromMs` up to, not with, `toMs` they are `offsetMs` ahead of UTC. */
export interface Steady {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

// Temporal knows every zone and takes some 20 µs an answer. Between two changes of the clock the answer is a sum, so it is asked once
// for each span: a zone has one or two a year.
const spans = new Map<string, Steady[]>();

/** The span that holds the instant. Throws RangeError for a zone that does not exist. */
export function steadyAround(zone: string, atMs: number): Steady {
  const known = spans.get(zone);
  const found = known?.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (found) return found;
  const asked = ask(zone, atMs);
  if (known) known.push(asked);
  else spans.set(zone, [asked]);
  return asked;
}

function ask(zone: string, atMs: number): Steady {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  // 'previous' is strictly before: a moment later, so that a change at this very instant counts.
  const begun = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    fromMs: begun?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    toMs: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: at.offsetNanoseconds / 1e6,
  };
}
