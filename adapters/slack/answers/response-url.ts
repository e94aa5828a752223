import { setTimeout as wait } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import { Unavailable } from '../../../src/errors.ts';

export interface Message {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

export type Response = Message & {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
};

const patienceMs = 10_000;
const tries = 4;
const longestWaitMs = 5000;
const usedUp = new Set(['expired_url', 'used_url', 'invalid_url', 'no_service']);

/**
 * What became of an answer: it is shown; the url is used up or too old; the message that it was to replace is not there any more.
 */
export type Taken = 'shown' | 'used up' | 'no message';

/** Slack surely did not take an answer; any other Unavailable leaves it open. */
export class NotTaken extends Unavailable {}

/**
 * Answers by a response_url (docs.slack.dev/interactivity/handling-user-interaction). What was surely not taken is tried again;
 * what may have been taken only where it replaces a message, since doing that twice shows nothing twice. @throws Unavailable
 */
export async function respondBy(url: string, response: Response): Promise<Taken> {
  for (let attempt = 1; ; attempt++) {
    const answer = await post(url, response);
    if (answer.taken) return answer.taken;
    const mayRepeat = answer.isSurelyNot || response.replace_original;
    if (!mayRepeat || attempt === tries) throw failed(answer);
    await wait(Math.min(answer.retryAfterMs ?? 200 * attempt, longestWaitMs));
  }
}

/** The same, tried once, for whoever tries again by themselves. @throws NotTaken, Unavailable */
export async function respondOnceBy(url: string, response: Response): Promise<Taken> {
  const answer = await post(url, response);
  if (answer.taken) return answer.taken;
  throw failed(answer);
}

function failed({ isSurelyNot, why, retryAfterMs }: Outcome): Unavailable {
  return new (isSurelyNot ? NotTaken : Unavailable)(`an answer by response_url: ${why}`, retryAfterMs);
}

interface Outcome {
  readonly taken?: Taken;
  readonly isSurelyNot?: boolean;
  readonly retryAfterMs?: number;
  readonly why: string;
}

async function post(url: string, response: Response): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(response),
      signal: AbortSignal.timeout(patienceMs),
    });
    return readAnswer(answer, await answer.text());
  } catch (error) {
    return { isSurelyNot: isBeforeSending(error), why: 'no answer' };
  }
}

function readAnswer(answer: globalThis.Response, body: string): Outcome {
  const why = errorIn(body) ?? String(answer.status);
  if (usedUp.has(why) || answer.status === 410) return { taken: 'used up', why };
  if (why === 'message_not_found') return { taken: 'no message', why };
  if (answer.ok && errorIn(body) === null) return { taken: 'shown', why };
  const retryAfterS = Number(answer.headers.get('retry-after'));
  const isSurelyNot = answer.status === 429 || answer.status === 503;
  if (answer.status < 500 && !isSurelyNot) throw new Error(`Slack refused an answer by response_url: ${why}`);
  return { isSurelyNot, why, ...(retryAfterS > 0 && { retryAfterMs: retryAfterS * 1000 }) };
}

/** `{"ok": false, "error": "…"}`, or the error alone as text. */
function errorIn(body: string): string | null {
  if (/^[a-z_]+$/.test(body)) return body === 'ok' ? null : body;
  const [, error] = /"error"\s*:\s*"([a-z_]+)"/.exec(body) ?? [];
  return error ?? null;
}

const connectErrors = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether nothing can have arrived: there was no connection yet. */
function isBeforeSending(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  return cause instanceof Error && 'code' in cause && connectErrors.has(String(cause.code));
}
