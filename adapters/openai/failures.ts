import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import type { Tokens } from './written.ts';

/** Why there is no answer, in one word for the log and the counts. */
export type Why =
  | 'too-late'
  | 'unreachable'
  | 'cut'
  | 'overloaded'
  | 'rate-limited'
  | 'no-credit'
  | 'wrong-key'
  | 'unknown-model'
  | 'refused-request'
  | 'error-body'
  | 'empty'
  | 'garbage'
  | 'wrong-schema'
  | 'refusal'
  | 'truncated'
  | 'too-long'
  | 'question-too-long';

const ofTheQuestion: readonly Why[] = ['refusal', 'truncated', 'too-long', 'question-too-long'];
const worthAnother: readonly Why[] = ['unreachable', 'overloaded', 'rate-limited'];
/** No model saw the question. After all else it may have been paid for, whatever came of it. */
const unseen: readonly Why[] = [
  ...worthAnother,
  'no-credit',
  'wrong-key',
  'unknown-model',
  'refused-request',
  'question-too-long',
];

interface Details {
  readonly code?: string | null | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | null | undefined;
  readonly retryAfterMs?: number | undefined;
  /** What is wrong with an answer, as path and kind; never what stood there. */
  readonly issues?: readonly string[];
  readonly tokens?: Tokens | null;
}

/** No answer, and why. Holds nothing that people or the model wrote. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly why: Why;
  readonly details: Details;

  constructor(why: Why, details: Details = {}) {
    super(why);
    this.why = why;
    this.details = details;
  }

  /** Whether it speaks of the server, rather than of this question. */
  get isFault(): boolean {
    return !ofTheQuestion.includes(this.why);
  }
  get isWorthAnotherTry(): boolean {
    return worthAnother.includes(this.why);
  }
  get mayHaveUsedTokens(): boolean {
    return !unseen.includes(this.why);
  }
}

/** Whatever the client threw. What is no error of the network or of the server is a bug of ours, and thrown on. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError) return new Trouble('too-late');
  if (error instanceof APIConnectionError) return new Trouble('unreachable');
  if (error instanceof APIError) return ofStatus(error);
  if (error instanceof SyntaxError) return new Trouble('garbage'); // the client's, of a body that is no JSON
  if (error instanceof DOMException) return new Trouble('too-late'); // the time was up while the body came in
  if (error instanceof TypeError && /terminated|fetch/.test(error.message)) return new Trouble('cut');
  throw error;
}

function ofStatus(error: APIError): Trouble {
  const { status, headers, requestID: requestId } = error;
  const code = error.code ?? error.type;
  return new Trouble(whyOf(status, code), { status, code, requestId, retryAfterMs: retryAfterOf(headers) });
}

function whyOf(status: number | undefined, code: string | undefined): Why {
  if (code === 'insufficient_quota') return 'no-credit';
  if (code === 'context_length_exceeded') return 'question-too-long';
  if (status === 401 || status === 403) return 'wrong-key';
  if (status === 404 || code === 'model_not_found') return 'unknown-model';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 409 || (status ?? 0) >= 500) return 'overloaded';
  return 'refused-request';
}

/** From `retry-after-ms` or `retry-after` in seconds; a date there is passed over. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const read = (name: string) => Number(headers?.get(name) ?? Number.NaN);
  const ms = [read('retry-after-ms'), read('retry-after') * 1000].find((it) => Number.isFinite(it) && it >= 0);
  return ms === undefined ? undefined : Math.ceil(ms);
}
