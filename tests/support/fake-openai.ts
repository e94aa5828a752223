import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { asCompletion, asResponse, canned, type Spoken } from './fake-openai-answers.ts';
import { type Asked, askedOf, type Refused } from './fake-openai-requests.ts';

/** What the next request meets instead of an answer. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly headers?: Record<string, string>;
    }
  /** 200, and something that is no answer. */
  | { readonly kind: 'body'; readonly body: string; readonly contentType?: string }
  | { readonly kind: 'spoken'; readonly spoken: Spoken }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' };

export interface FakeOpenai {
  /** With /v1. */
  readonly url: string;
  readonly apiKey: string;
  /** Every request, by its path. */
  readonly paths: readonly string[];
  /** Every question that could be read, answered or not. */
  readonly asked: readonly Asked[];
  /** What the next requests meet, one each; then all is well again. */
  faults: Fault[];
  /** What the model writes: an object as JSON, a string as it stands. */
  says: (asked: Asked) => unknown;
  /** Resolves when so many questions have come in. */
  heard(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface Nature {
  readonly models?: readonly string[];
  /** Models that always think, and take no temperature (nor, in chat, the old name of the ceiling). */
  readonly thinkers?: readonly string[];
  /** The day on which a model is shut down, YYYY-MM-DD. */
  readonly ends?: Readonly<Record<string, string>>;
  /** Models that never think, and know of no effort. */
  readonly plain?: readonly string[];
  /** A server that has no /responses, as many local ones. */
  readonly isChatOnly?: boolean;
  /** A server that does not count. */
  readonly countsNothing?: boolean;
}

/** The model behind OpenAI's API on the loopback: it refuses what the real one refuses, and is in trouble when it is told to be. */
export async function startFakeOpenai(nature: Nature = {}): Promise<FakeOpenai> {
  const { models = ['gpt-6-luna', 'gpt-6.2-sol'], isChatOnly = false } = nature;
  const apiKey = 'sk-test-0123456789abcdef';
  const asked: Asked[] = [];
  const paths: string[] = [];
  const held = new Set<ServerResponse>();
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const body = await text(request);
    const path = request.url ?? '';
    paths.push(path);
    const send = (status: number, json: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-request-id': `req_${asked.length}`, ...headers })
        .end(JSON.stringify(json));
    const refuse = ({ status, ...error }: Refused) =>
      send(status, { error: { type: 'invalid_request_error', param: null, code: null, ...error } });

    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return refuse({ status: 401, message: 'Incorrect API key provided: sk-***.', code: 'invalid_api_key' });
    if (request.method === 'GET' && path === '/v1/models')
      return send(200, {
        object: 'list',
        data: models.map((id) => ({ id, object: 'model', owned_by: 'test', shutdown_date: nature.ends?.[id] ?? null })),
      });
    if (isChatOnly && path === '/v1/responses') return send(404, { detail: 'Not Found' });
    const it = askedOf(path, request, body, { ...nature, models });
    if ('status' in it) return refuse(it);
    asked.push(it);
    for (const { resolve } of waiting.filter(({ count }) => asked.length >= count)) resolve();
    const fault = fake.faults.shift();
    if (fault?.kind === 'hang') return void held.add(response);
    if (fault?.kind === 'cut') return cut(response);
    if (fault?.kind === 'status')
      return send(
        fault.status,
        { error: { message: fault.message ?? 'no', type: 'error', param: null, code: fault.code ?? null } },
        fault.headers,
      );
    if (fault?.kind === 'body')
      return void response.writeHead(200, { 'content-type': fault.contentType ?? 'application/json' }).end(fault.body);
    const spoken = fault?.spoken ?? { text: written(fake.says(it)) };
    const as = it.path === '/v1/responses' ? asResponse : asCompletion;
    send(200, as(it, spoken, nature.countsNothing ?? false));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fake: FakeOpenai = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey,
    paths,
    asked,
    faults: [],
    says: ({ version }) => canned[version.replace(/-v\d+$/, '')],
    heard: (count) =>
      asked.length >= count ? Promise.resolve() : new Promise((resolve) => void waiting.push({ count, resolve })),
    async close() {
      for (const response of held) response.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}

const written = (said: unknown) => (typeof said === 'string' ? said : JSON.stringify(said));

/** Half an answer, and the line is dead. */
function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"object":"response","status":"completed","output":[', () => response.destroy());
}
