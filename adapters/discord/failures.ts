import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { Gone, Unavailable } from '../../src/errors.ts';

/** What came of a request to Discord, in words that hold no token, no text and no name. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** For the log. */
  readonly what: string;
  /** For the metrics: a code, or a short word. */
  readonly code: string;
  readonly retryAfterMs?: number;
}

/**
 * limited: not done, to be tried later · away: perhaps done, perhaps not · gone: nobody will ever be there · answered: the interaction
 * was acknowledged before · expired: its token is no longer good · absent: the message is not there · refused: we sent what may not
 * be sent.
 */
export type TroubleKind = 'limited' | 'away' | 'gone' | 'answered' | 'expired' | 'absent' | 'refused';

/** Discord's codes (discord.com/developers/docs/topics/opcodes-and-status-codes#json). */
const kinds: Readonly<Record<number, TroubleKind>> = {
  10003: 'gone', // unknown channel
  10004: 'gone', // unknown guild
  10013: 'gone', // unknown user
  50001: 'gone', // missing access
  50007: 'gone', // direct messages are closed
  50013: 'gone', // missing permissions
  50033: 'gone', // invalid recipient
  50278: 'gone', // no server in common
  10008: 'absent', // unknown message
  30046: 'absent', // an old message was edited too often
  10015: 'expired', // unknown webhook
  10062: 'expired', // unknown interaction
  50027: 'expired', // invalid webhook token
  40060: 'answered',
  40003: 'limited', // direct lines are opened too fast
  40001: 'away', // unauthorised: a revoked token may be replaced
};

const slowDownMs = 600_000;

export function troubleOf(error: unknown): Trouble {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.sublimitTimeout);
    return { kind: 'limited', what: `429 on ${error.method} ${error.route}`, code: '429', retryAfterMs };
  }
  if (error instanceof DiscordAPIError) return troubleOfAnswer(error);
  if (error instanceof HTTPError) {
    return { kind: 'away', what: `${error.status} on ${requestOf(error)}`, code: String(error.status) };
  }
  const name = networkName(error);
  return { kind: 'away', what: `no answer: ${name}`, code: name };
}

function troubleOfAnswer(error: DiscordAPIError): Trouble {
  const code = String(error.code);
  const kind = kinds[Number(error.code)] ?? (error.status === 401 || Number.isNaN(Number(code)) ? 'away' : 'refused');
  const where = kind === 'refused' ? ` (${problemsIn(error.rawError).join(', ')})` : '';
  return {
    kind,
    what: `${error.status}, code ${code}, on ${requestOf(error)}${where}`,
    code,
    ...(kind === 'limited' && { retryAfterMs: slowDownMs }),
  };
}

/** Method and path, ids and tokens left out. */
function requestOf({ method, url }: { method: string; url: string }): string {
  const path = url.replace(/^.*?\/v\d+/, '').replace(/\?.*$/, '');
  return `${method} ${path.replace(/(\/(?:webhooks|interactions)\/\d+)\/[^/]+/, '$1/:token').replace(/\d{15,}/g, ':id')}`;
}

/** Which parts of a body Discord did not take, each with its code; what stood in them is left out. */
function problemsIn(raw: unknown, path = ''): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(path === '' && 'errors' in raw ? (raw.errors ?? {}) : raw).flatMap(([key, value]) => {
    if (key !== '_errors') return problemsIn(value, path === '' ? key : `${path}.${key}`);
    return Array.isArray(value) ? value.map((it: { code?: unknown }) => `${path}: ${String(it.code)}`) : [];
  });
}

function networkName(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}

/** The same as the core understands it. */
export function errorFrom({ kind, what, retryAfterMs }: Trouble): Error {
  switch (kind) {
    case 'limited':
    case 'away':
      return new Unavailable(`Discord: ${what}`, retryAfterMs);
    case 'gone':
    case 'absent':
      return new Gone(`Discord: ${what}`);
    case 'answered':
    case 'expired':
    case 'refused':
      return new Error(`Discord: ${what}`);
  }
}

/**
 * An error as the log may keep it: without what discord.js hangs on it (an address with its token, and all that was sent), and of a
 * failed query only its cause, since its own message holds the values.
 */
export function forLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ('requestBody' in error || 'rawError' in error || error instanceof RateLimitError) return troubleOf(error).what;
  return 'params' in error ? (error.cause ?? error.name) : error;
}
