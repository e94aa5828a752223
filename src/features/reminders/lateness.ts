import { afterQuiet } from '../../study/time/quiet-hours.ts';
import type { Listener, Present } from './plan.ts';

/** A span in which no process of the bot was looking. */
export interface Offline {
  readonly from: Date;
  readonly to: Date;
}

/** How an occurrence comes, against when it was for. Up to two hours late it still comes whole; later, as one line. */
export interface Lateness {
  readonly kind: 'on time' | 'late' | 'missed';
  readonly because: 'quiet' | 'paused' | 'offline' | null;
  readonly lateMs: number;
}

const minuteMs = 60_000;
const noticedMs = 5 * minuteMs;
const wholeMs = 120 * minuteMs;

/** Quiet hours are no lateness: what they put off is on time at their end. */
export function latenessOf(dueAt: Date, { quiet, zone, pausedUntil }: Listener, { now, offline }: Present): Lateness {
  const awaitedAt = afterQuiet(quiet, zone, dueAt);
  const lateMs = now.getTime() - awaitedAt.getTime();
  if (lateMs < noticedMs) return { kind: 'on time', because: awaitedAt > dueAt ? 'quiet' : null, lateMs };
  const kind = lateMs > wholeMs ? 'missed' : 'late';
  if (pausedUntil && dueAt < pausedUntil) return { kind, because: 'paused', lateMs };
  const isOffline = offline !== null && awaitedAt >= offline.from && awaitedAt < offline.to;
  return { kind, because: isOffline ? 'offline' : null, lateMs };
}
