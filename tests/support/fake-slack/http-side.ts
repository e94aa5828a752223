import { createHmac } from 'node:crypto';
import type { Answer } from './faces.ts';
import type { HttpSide, SignedRequest } from './sides.ts';
import type { Parcel, World } from './world.ts';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

/** Signed requests to the bot's own door: https://docs.slack.dev/authentication/verifying-requests-from-slack. */
export class SignedHttp implements HttpSide {
  readonly #world: World;
  readonly #urls: readonly string[];
  #turn = 0;
  last: SignedRequest | null = null;

  constructor(world: World, urls: readonly string[]) {
    this.#world = world;
    this.#urls = urls;
  }

  sign(body: string, by: { secret?: string; atS?: number; contentType?: string } = {}): SignedRequest {
    // The bot's own clock is the machine's, however far the test has pushed this one on.
    const { secret = this.#world.signingSecret, atS = Math.floor(Date.now() / 1000), contentType = form } = by;
    const signature = createHmac('sha256', secret).update(`v0:${atS}:${body}`).digest('hex');
    return {
      url: this.#urls[this.#turn++ % this.#urls.length] ?? '',
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(atS),
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    };
  }

  send(request: Partial<SignedRequest> & { readonly body: string }): Promise<Response> {
    const signed = this.sign(request.body);
    return this.#post({ ...signed, ...request });
  }

  verifyUrl(): Promise<Response> {
    const body = JSON.stringify({ token: 'old', challenge: this.#world.newId('challenge'), type: 'url_verification' });
    return this.#post(this.sign(body, { contentType: json }));
  }

  #post({ url, headers, body }: SignedRequest, signal?: AbortSignal): Promise<Response> {
    return fetch(url, { method: 'POST', headers, body, redirect: 'manual', ...(signal && { signal }) });
  }

  /** One of Slack's own requests: three seconds, then nobody waits any more. */
  async deliver({ kind, payload, retry }: Parcel): Promise<Answer & { mayRetry: boolean }> {
    const signed = this.sign(bodyOf(kind, payload), { contentType: kind === 'events_api' ? json : form });
    const again = retry && { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason };
    this.last = { ...signed, headers: { ...signed.headers, ...again } };
    const startedAt = performance.now();
    const hangUp = new AbortController();
    const answer = await this.#world.clock.within(this.#answerOf(this.last, hangUp.signal), 3_000);
    hangUp.abort();
    this.#world.news.tell();
    const afterMs = performance.now() - startedAt;
    return answer === 'late' ? { ...silence, afterMs } : { ...answer, afterMs };
  }

  async #answerOf(
    request: SignedRequest,
    signal: AbortSignal,
  ): Promise<Omit<Answer, 'afterMs'> & { mayRetry: boolean }> {
    try {
      const response = await this.#post(request, signal);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes(json);
      const body = text === '' ? undefined : isJson ? JSON.parse(text) : text;
      const mayRetry = response.headers.get('x-slack-no-retry') !== '1';
      return { isAcked: response.ok, body, status: response.status, mayRetry };
    } catch {
      return silence;
    }
  }
}

const silence = { isAcked: false, body: undefined, status: 0, mayRetry: true };

function bodyOf(kind: Parcel['kind'], payload: Parcel['payload']): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}
