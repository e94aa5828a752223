import { setTimeout as wait } from 'node:timers/promises';
import { Unavailable } from '../../src/errors.ts';

/**
 * Slack takes a message a second in each channel (docs.slack.dev/apis/web-api/rate-limits); a little more, since the ways there
 * differ.
 */
const gapMs = 1100;
/** Longer than this nobody waits here: the outbox has other posts to send. */
const patienceMs = 1500;
const channelsMax = 1000;

export interface Pace {
  /** Waits for this channel's turn. @throws Unavailable, with when to come back, where that is too long */
  turn(channel: string): Promise<void>;
  /** Slack asked for patience with this channel. */
  hold(channel: string, forMs: number): void;
}

/** Keeps this process from posting faster to a channel than Slack takes it. */
export function paceOf(now: () => Date): Pace {
  const freeAtMs = new Map<string, number>();

  function forgetFree(nowMs: number): void {
    for (const [channel, atMs] of freeAtMs) if (atMs <= nowMs) freeAtMs.delete(channel);
  }

  return {
    async turn(channel) {
      const nowMs = now().getTime();
      if (freeAtMs.size > channelsMax) forgetFree(nowMs);
      const turnMs = Math.max(freeAtMs.get(channel) ?? 0, nowMs);
      const waitMs = turnMs - nowMs;
      if (waitMs > patienceMs) throw new Unavailable('a message a second fits into a channel', waitMs);
      freeAtMs.set(channel, turnMs + gapMs);
      if (waitMs > 0) await wait(waitMs);
    },
    hold(channel, forMs) {
      freeAtMs.set(channel, Math.max(freeAtMs.get(channel) ?? 0, now().getTime() + forMs));
    },
  };
}
