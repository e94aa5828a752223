import { REST } from 'discord.js';

/** How Discord is reached. `apiUrl`: another server in its place, without the version. */
export interface Access {
  readonly token: string;
  readonly apiUrl?: string;
}

const timeoutMs = 10_000;
/** A rate limit that is over so soon is waited out on the spot; a longer one is told to whoever asked. */
const shortWaitMs = 1500;

/**
 * Never tries again by itself: what may be sent twice, and until when, is known where it is sent. (discord.js would send a post three
 * times within two milliseconds of a 500.)
 */
export const restOptions = (apiUrl?: string) => ({
  retries: 0,
  timeout: timeoutMs,
  rejectOnRateLimit: (limit: { retryAfter: number; sublimitTimeout: number }) =>
    Math.max(limit.retryAfter, limit.sublimitTimeout) > shortWaitMs,
  ...(apiUrl !== undefined && { api: apiUrl.replace(/\/+$/, '') }),
});

export const openRest = ({ token, apiUrl }: Access): REST => new REST(restOptions(apiUrl)).setToken(token);

/** Ends what it does by itself from time to time. */
export function closeRest(rest: REST): void {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}
