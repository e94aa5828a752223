import { setTimeout as wait } from 'node:timers/promises';
import { type Trouble, troubleOf } from '../failures.ts';

/** How a request ended. `wasUnsure`: an earlier try of it may have been done, with only its answer lost. */
export type Ended<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: Trouble; readonly wasUnsure: boolean };

export interface Patience {
  /** Ends all waiting. */
  readonly closing: AbortSignal;
  /** How long the answer is wanted, from the first trouble on. */
  readonly forMs: number;
  /** Told of each trouble. */
  onTrouble(trouble: Trouble): void;
}

const pausesMs = [50, 150, 400, 1000, 2000, 4000, 8000];

/**
 * Sends until there is a definite answer, or patience ends. With `mayRepeat` false, what perhaps was done is not done again: for what
 * is better lost than seen twice.
 */
export async function tryAgain<T>(send: () => Promise<T>, patience: Patience, mayRepeat = true): Promise<Ended<T>> {
  let until: AbortSignal | null = null;
  let wasUnsure = false;
  for (let tries = 0; ; tries++) {
    try {
      return { ok: true, value: await send() };
    } catch (error) {
      const trouble = troubleOf(error);
      patience.onTrouble(trouble);
      until ??= AbortSignal.any([patience.closing, AbortSignal.timeout(patience.forMs)]);
      const isPassing = trouble.kind === 'limited' || (trouble.kind === 'away' && mayRepeat);
      const pauseMs = trouble.retryAfterMs ?? pausesMs[Math.min(tries, pausesMs.length - 1)];
      if (isPassing) await wait(pauseMs, null, { signal: until }).catch(() => null);
      if (!isPassing || until.aborted) return { ok: false, trouble, wasUnsure };
      wasUnsure ||= trouble.kind === 'away';
    }
  }
}
