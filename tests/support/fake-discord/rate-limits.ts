import { createHash } from 'node:crypto';

interface Window {
  used: number;
  resetAtMs: number;
}

/** What a request found in its bucket: headers to answer with, and how long to wait where it was too much. */
export interface Share {
  readonly headers: Readonly<Record<string, string>>;
  readonly retryAfterMs: number;
  readonly isGlobal: boolean;
}

export interface RateLimits {
  /** `route` as `POST /channels/{channel_id}/messages`, or `global`. */
  set(route: string, allowed: number, windowMs: number): void;
  /** Counts a request to a route; `major` is the id that divides the route's bucket: channel, guild or webhook. */
  take(route: string, major: string, countsGlobally: boolean): Share;
}

/** Generous until set, so that only tests about limits meet them. */
const generous = { allowed: 100_000, windowMs: 1000 };

/** Buckets as topics/rate-limits describes them; time is Discord's. */
export function keepRateLimits(nowMs: () => number): RateLimits {
  const limits = new Map<string, typeof generous>();
  const windows = new Map<string, Window>();

  const limitOf = (name: string) => limits.get(name) ?? generous;
  function count(name: string, key: string): Window {
    const open = windows.get(key);
    const window = open && open.resetAtMs > nowMs() ? open : { used: 0, resetAtMs: nowMs() + limitOf(name).windowMs };
    windows.set(key, window);
    window.used += 1;
    return window;
  }

  return {
    set(name, allowed, windowMs) {
      limits.set(name, { allowed, windowMs });
    },
    take(name, major, countsGlobally) {
      const everywhere = countsGlobally ? count('global', 'global') : null;
      if (everywhere && everywhere.used > limitOf('global').allowed) {
        const retryAfterMs = everywhere.resetAtMs - nowMs();
        return { headers: tooMany(retryAfterMs, 'global'), retryAfterMs, isGlobal: true };
      }
      const window = count(name, `${name} ${major}`);
      const { allowed } = limitOf(name);
      const retryAfterMs = window.used > allowed ? Math.max(1, window.resetAtMs - nowMs()) : 0;
      const headers = {
        'x-ratelimit-limit': String(allowed),
        'x-ratelimit-remaining': String(Math.max(0, allowed - window.used)),
        'x-ratelimit-reset': String(window.resetAtMs / 1000),
        'x-ratelimit-reset-after': String(Math.max(0, window.resetAtMs - nowMs()) / 1000),
        'x-ratelimit-bucket': createHash('sha1').update(name).digest('hex').slice(0, 16),
        ...(retryAfterMs > 0 && tooMany(retryAfterMs, 'user')),
      };
      return { headers, retryAfterMs, isGlobal: false };
    },
  };
}

/** The headers of a 429; `retry-after` is in whole seconds, the body is exact. */
export function tooMany(retryAfterMs: number, scope: 'user' | 'shared' | 'global'): Record<string, string> {
  return {
    'retry-after': String(Math.ceil(retryAfterMs / 1000)),
    'x-ratelimit-scope': scope,
    ...(scope === 'global' && { 'x-ratelimit-global': 'true' }),
  };
}
