import { setTimeout as wait } from 'node:timers/promises';
import { Unavailable } from '../../src/errors.ts';

/** Slack takes a message a second in each channel, and a few at once now and then (docs.slack.dev/apis/web-api/rate-limits). */
const gapMs = 1000;
const atOnce = 3;
/** Longer than this nobody waits here: the outbox has other posts to send. */
const patienceMs = 1500;

export interface Pace {
  /** Waits for this channel's turn. @throws Unavailable, with when to come back, where that is too long */
  turn(channel: string): Promise<void>;
  /** Slack asked for patience with this channel. */
  hold(channel: string, forMs: number): void;
}

/** Keeps this process from posting faster to a channel than Slack takes it. */
export function paceOf(now: () => Date): Pace {
  /** When the channel will have rested from all that was sent to it. */
  const restedAtMs = new Map<string, number>();

  function forgetRested(nowMs: number): void {
    for (const [channel, atMs] of restedAtMs) if (atMs <= nowMs) restedAtMs.delete(channel);
  }

  return {
    async turn(channel) {
      const nowMs = now().getTime();
      if (restedAtMs.size > 1000) forgetRested(nowMs);
      const restedMs = Math.max(restedAtMs.get(channel) ?? 0, nowMs);
      const waitMs = restedMs - nowMs - (atOnce - 1) * gapMs;
      if (waitMs > patienceMs) throw new Unavailable('a message a second fits into a channel', waitMs);
      restedAtMs.set(channel, restedMs + gapMs);
      if (waitMs > 0) await wait(waitMs);
    },
    hold(channel, forMs) {
      const untilMs = now().getTime() + forMs + (atOnce - 1) * gapMs;
      restedAtMs.set(channel, Math.max(restedAtMs.get(channel) ?? 0, untilMs));
    },
  };
}
