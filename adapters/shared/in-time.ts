import { setTimeout as wait } from 'node:timers/promises';

/** What `work` gives within `ms`, or null when it takes longer; it goes on all the same, and its errors are its caller's. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const stop = new AbortController();
  const late = wait(ms, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
