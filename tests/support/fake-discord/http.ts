import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptFaults } from './faults.ts';
import { FormProblems } from './form-problems.ts';
import type { Fault, RecordedRequest } from './interface.ts';
import type { DocumentCheck } from './openapi.ts';
import { type RateLimits, tooMany } from './rate-limits.ts';
import { ApiRefusal, refuse } from './refusal.ts';
import { parseBody, type RequestBody, readBytes } from './request-body.ts';
import { type Found, findRoute } from './routes/index.ts';
import type { Answer } from './routes/route.ts';
import type { KeptFile, State } from './state.ts';

export interface Http {
  readonly server: Server;
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

type Recorded = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] };

/** What stands around each request. */
export interface Around {
  readonly state: State;
  readonly faults: KeptFaults;
  readonly limits: RateLimits;
  readonly requests: RecordedRequest[];
  readonly violations: string[];
  readonly checkByDocument: DocumentCheck;
}

interface Reply extends Answer {
  readonly headers?: Readonly<Record<string, string>>;
  /** A file that is fetched, in place of a body. */
  readonly file?: KeptFile;
}

/** The REST side, and the files that it keeps, on a free port of this machine. */
export async function listen(around: Around): Promise<Http> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((request, response) => {
    void serve(around, request, response);
  });
  server.on('connection', (socket) => {
    if (isCut) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  around.state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    server,
    cut() {
      isCut = true;
      dropAll();
    },
    mend() {
      isCut = false;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      dropAll();
      await closed;
    },
  };
}

async function serve(around: Around, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, faults } = around;
  const url = new URL(request.url ?? '/', state.origin);
  const bytes = await readBytes(request).catch(() => null);
  if (!bytes) return;
  const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
  const recorded: Recorded = {
    method: request.method ?? '',
    path,
    query: url.search,
    body: undefined,
    files: [],
    status: null,
    code: null,
  };
  around.requests.push(recorded);
  state.changed();
  const fault = faults.take(recorded.method, path);
  const file = state.files.get(url.pathname);
  const act = async () => (file ? { status: 200, file } : answer(around, request, url, bytes, recorded));
  const reply = await meet(fault, act);
  state.changed();
  if (!reply || response.destroyed) return void request.socket.resetAndDestroy();
  recorded.status = reply.status;
  recorded.code = codeIn(reply.body);
  if (file && reply.status === 200) return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
  send(response, reply);
  state.changed();
}

function send(response: ServerResponse, { status, headers, body, file }: Reply): void {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const type = file?.type ?? (json === undefined ? undefined : 'application/json');
  response.writeHead(status, { ...(type !== undefined && { 'content-type': type }), ...headers });
  response.end(file?.bytes ?? json);
}

const codeIn = (body: unknown) =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'number' ? body.code : null;

/** Lets a fault happen around the request; null hangs up. */
async function meet(fault: Fault | undefined, act: () => Promise<Reply>): Promise<Reply | null> {
  switch (fault?.kind) {
    case undefined:
      return act();
    case 'status':
      return { status: fault.status, body: { message: `${fault.status}: by a test`, code: 0 } };
    case 'rate limit':
      return tooManyReply(fault.retryAfterMs, fault.scope ?? 'user');
    case 'hang up':
      if (fault.when === 'after') await act();
      return null;
    case 'slow':
      await sleep(fault.ms);
      return act();
    case 'hold':
      await fault.until;
      return act();
  }
}

function tooManyReply(retryAfterMs: number, scope: 'user' | 'shared' | 'global', headers = {}): Reply {
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: retryAfterMs / 1000, global: scope === 'global' },
    headers: { ...headers, ...tooMany(retryAfterMs, scope) },
  };
}

async function answer(
  around: Around,
  request: IncomingMessage,
  url: URL,
  bytes: Buffer,
  recorded: Recorded,
): Promise<Reply> {
  let headers: Readonly<Record<string, string>> = {};
  try {
    if (!url.pathname.startsWith('/api/v10/')) throw refuse.notFound();
    demandUserAgent(request);
    const found = findRoute(recorded.method, recorded.path);
    if (!found) throw refuse.notFound();
    if (!found.route.isOpen && request.headers.authorization !== `Bot ${around.state.token}`)
      throw refuse.unauthorized();
    const sent = await parseBody(request.headers['content-type'] ?? '', bytes);
    recorded.body = sent.body;
    recorded.files = sent.files;
    const share = around.limits.take(`${found.route.method} ${found.route.template}`, found.major, !found.route.isOpen);
    headers = share.headers;
    if (share.retryAfterMs > 0) return tooManyReply(share.retryAfterMs, share.isGlobal ? 'global' : 'user', headers);
    return { ...handle(around, found, url, sent), headers };
  } catch (error) {
    if (error instanceof ApiRefusal) return { status: error.status, body: error.body, headers };
    around.violations.push(`The fake broke: ${error instanceof Error ? error.stack : error}`);
    return { status: 500, body: { message: 'The fake broke', code: 0 } };
  }
}

/** "DiscordBot ($url, $versionNumber)" is asked of every client (reference, "User Agent"). */
function demandUserAgent({ headers }: IncomingMessage): void {
  if (!/^DiscordBot \(.+,.+\)/.test(headers['user-agent'] ?? '')) throw refuse.noUserAgent();
}

function handle(
  { state, violations, checkByDocument }: Around,
  found: Found,
  url: URL,
  { body, files }: RequestBody,
): Answer {
  const { route, params } = found;
  const violation = body === undefined ? null : checkByDocument(route.method, route.template, body);
  if (violation) {
    violations.push(violation);
    const problems = new FormProblems();
    problems.add([], 'OPENAPI_DOCUMENT', violation);
    problems.throwIfAny();
  }
  const param = (name: string) => params[name] ?? '';
  return route.handle({ state, param, query: url.searchParams, body, files });
}
