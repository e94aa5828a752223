import type { Logger } from 'pino';
import type { Db } from './db/connect.ts';
import type { Metrics } from './metrics.ts';
import type { Tutor, TutorFacts } from './tutor.ts';

/** All that the core asks of outside. Tests hand in their own clock and chance; the program hands in these. */
export interface World {
  readonly db: Db;
  readonly log: Logger;
  /** What is counted for whoever runs the bot. */
  readonly metrics: Metrics;
  /** The tutor and what is known about it; null where none is set up. */
  readonly tutoring: (TutorFacts & { readonly tutor: Tutor }) | null;
  now(): Date;
  /** Milliseconds of a clock that never steps back, for measuring spans. */
  elapsedMs(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  newId(): string;
}

export const realClock: Pick<World, 'now' | 'elapsedMs' | 'random'> = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  random: Math.random,
};

/** The real clock and chance. */
export function realWorld(db: Db, log: Logger, metrics: Metrics, tutoring: World['tutoring'] = null): World {
  return { db, log, metrics, tutoring, ...realClock, newId: makeIds(realClock.now, realClock.random) };
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const chanceMax = 2 ** 35;

/**
 * Ids of 16 characters in time order: 45 bits of milliseconds and 35 of chance, in base 32. Within one millisecond, and while the
 * clock steps back, the last id is counted on instead, so that one maker never repeats itself.
 */
export function makeIds(now: () => Date, random: () => number): () => string {
  let lastMs = 0;
  let chance = 0;
  return () => {
    const ms = now().getTime();
    if (ms > lastMs) {
      lastMs = ms;
      chance = Math.floor(random() * chanceMax);
    } else if (++chance >= chanceMax) {
      lastMs += 1;
      chance = 0;
    }
    return inBase32(lastMs, 9) + inBase32(chance, 7);
  };
}

function inBase32(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = digits[rest % 32] + text;
  return text;
}
