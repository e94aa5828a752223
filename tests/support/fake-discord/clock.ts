import { keepWaiting, type Waiting } from './waiting.ts';

export interface Clock extends Waiting {
  now(): Date;
  newId(): string;
  /** One that goes to another shard than the one before, however many shards there are. */
  newGuildId(): string;
  pass(ms: number): void;
}

const discordEpochMs = 1_420_070_400_000n;
const snowflake = (ms: number, n: number) => String(((BigInt(ms) - discordEpochMs) << 22n) + BigInt(n));

/** Real time plus what was passed. Ids hold the time of their making, as Discord's do, and rise. */
export function makeClock(): Clock {
  const waiting = keepWaiting();
  let passedMs = 0;
  let last = { ms: 0, n: 0 };
  let lastGuildMs = 0;
  const nowMs = () => Date.now() + passedMs;
  return {
    ...waiting,
    now: () => new Date(nowMs()),
    newId() {
      last = nowMs() > last.ms ? { ms: nowMs(), n: 1 } : { ms: last.ms, n: last.n + 1 };
      return snowflake(last.ms, last.n);
    },
    newGuildId() {
      lastGuildMs = Math.max(lastGuildMs + 1, nowMs());
      return snowflake(lastGuildMs, 0);
    },
    pass(ms) {
      passedMs += ms;
      waiting.changed();
    },
  };
}
