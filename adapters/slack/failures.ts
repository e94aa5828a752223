import { webApi } from '@slack/bolt';
import { Gone, Unavailable } from '../../src/errors.ts';

/**
 * Errors after which a conversation, person or workspace will never be reached again
 * (docs.slack.dev/reference/methods/chat.postMessage).
 */
const goneErrors = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'channel_not_found',
  'invalid_auth',
  'is_archived',
  'messages_tab_disabled',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'team_access_not_granted',
  'team_not_found',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
  'user_not_visible',
  'users_not_found',
]);

const troubleErrors = new Set([
  'accesslimited',
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** Errors that say that the token works no more. */
const deadTokenErrors = new Set(['account_inactive', 'invalid_auth', 'token_expired', 'token_revoked']);

/** How long until whoever runs the bot may have given it what it lacks. */
export const untilMendedMs = 10 * 60_000;

/** An error of Slack's client as Gone or Unavailable; what is neither is a bug and comes back as it is. */
export function asFailure(error: unknown, what: string): unknown {
  if (error instanceof Gone || error instanceof Unavailable) return error;
  const cause = { cause: error };
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new Unavailable(`Slack asks for patience: ${what}`, error.retryAfter * 1000, cause);
  if (error instanceof webApi.WebAPIRequestError)
    return new Unavailable(`Slack cannot be reached: ${what}`, undefined, cause);
  if (error instanceof webApi.WebAPIHTTPError && (error.statusCode >= 500 || error.statusCode === 408))
    return new Unavailable(`Slack answers ${error.statusCode}: ${what}`, undefined, cause);
  const named = slackError(error);
  if (named === null) return error;
  if (goneErrors.has(named)) return new Gone(`${named}: ${what}`, cause);
  if (troubleErrors.has(named)) return new Unavailable(`${named}: ${what}`, undefined, cause);
  if (named === 'missing_scope') return new Unavailable(`a scope is missing: ${what}`, untilMendedMs, cause);
  return error;
}

/** Slack's own name for what went wrong, `channel_not_found`; null where it is not an answer of Slack's. */
export const slackError = (error: unknown): string | null =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : null;

export const isDeadToken = (error: unknown) => deadTokenErrors.has(slackError(causeOf(error)) ?? '');

/** What Slack's client threw, where it was made Gone or Unavailable of. */
const causeOf = (error: unknown) => (error instanceof Gone || error instanceof Unavailable ? error.cause : error);

/** What kind of trouble of Slack's it was, for the count of a platform's errors; null where Slack had none. */
export function kindOfFailure(error: unknown): string | null {
  const cause = causeOf(error);
  if (cause instanceof webApi.WebAPIRateLimitedError) return 'ratelimited';
  if (cause instanceof webApi.WebAPIRequestError) return 'unreachable';
  if (cause instanceof webApi.WebAPIHTTPError) return `http_${cause.statusCode}`;
  return slackError(cause);
}

/** Does one thing at Slack. @throws Gone, Unavailable, or a bug as it is */
export async function atSlack<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asFailure(error, what);
  }
}
