/** What several cards of a sprint say alike. */
import { type Inline, moment, type PersonRef, person, rich, type Words } from '../../chat/card.ts';
import { clip } from '../../chat/limits.ts';
import { fromToWords } from '../../phrases/time.ts';
import { clockIn, dayIn, formatDay } from '../../study/time/day.ts';
import type { Seen } from './seen.ts';

/** Whoever reads it reads it in their own zone; where a platform cannot do that, the zone is named. */
export function groupClock(at: Date, { maker }: Pick<Seen, 'maker'>): Inline {
  const zone = maker?.zone ?? 'UTC';
  return moment(at, 'clock', `${clockIn(zone, at)} (${zone})`);
}

export function groupMoment(at: Date, seen: Pick<Seen, 'maker'>): Words {
  const day = formatDay(dayIn(seen.maker?.zone ?? 'UTC', at));
  return rich`${moment(at, 'day', day)} at ${groupClock(at, seen)}`;
}

/** "I was offline from 14:00 to 14:25. Nobody is marked absent."; null where the bot was there all the time. */
export function offlineWords({ outages, maker }: Seen, now: Date): Words | null {
  const [first, last] = [outages[0], outages.at(-1)];
  if (!first || !last) return null;
  const span = fromToWords({ from: first.fromAt, to: last.toAt }, maker?.zone ?? 'UTC', now);
  return rich`I was offline ${span}. Nobody is marked absent.`;
}

/** A person by name, who is not pinged. */
export const nameOf = ({ key, name }: PersonRef): Inline => person({ key, name: clip(name, 40) });

/** As many lines of people as fit every platform, and how many more there are. */
export function linesOf<T>(all: readonly T[], lineOf: (it: T) => Words): Words[] {
  const lines = all.slice(0, linesMax).map(lineOf);
  return all.length > linesMax ? [...lines, [`and ${all.length - linesMax} more`]] : lines;
}

const linesMax = 16;
