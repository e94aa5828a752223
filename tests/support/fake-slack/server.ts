import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Answered, answerApi, tokenOf } from './api.ts';
import type { Json } from './faces.ts';
import type { FaultPlan } from './faults.ts';
import { answerHook } from './hooks.ts';
import { isObject } from './json.ts';
import { readArgs, readUpload } from './read-body.ts';
import type { Fault } from './sides.ts';
import type { World } from './world.ts';

/** Slack's door: the Web API, the response_urls, and the places for files. */
export interface Door {
  readonly server: Server;
  readonly port: number;
  /** Takes no more connections and breaks those that there are. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function openDoor(world: World, faults: FaultPlan): Promise<Door> {
  const server = createServer((request, response) => {
    void answer(world, faults, request, response).catch((error) => {
      world.broken.push(error);
      response.destroy();
    });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    open: () => listen(port),
    async shut() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Asked {
  /** As it is called in `calls` and `faults`. */
  readonly method: string;
  readonly args: Json;
  readonly team: string | undefined;
  run(): Promise<Answered | Bytes> | Answered | Bytes;
}
interface Bytes {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array | string;
}

async function answer(world: World, faults: FaultPlan, request: IncomingMessage, response: ServerResponse) {
  const asked = await readAsked(world, request);
  const fault = faults.take(asked.method);
  const dueAtMs = world.clock.now() + (fault?.kind === 'slow' ? fault.ms : 0);
  const answered = fault?.kind === 'lost request' ? null : (faulty(fault) ?? (await asked.run()));
  const body = answered && 'body' in answered ? answered.body : null;
  const isLost = fault?.kind === 'lost request' || fault?.kind === 'lost answer';
  const { method, args, team } = asked;
  world.calls.push({ method, args, team, answer: isLost ? null : body, status: isLost ? 0 : (answered?.status ?? 0) });
  world.news.tell();
  if (isLost || !answered) {
    response.destroy();
    return;
  }
  if (fault?.kind === 'slow') await world.clock.wait(dueAtMs - world.clock.now());
  const bytes = 'body' in answered ? JSON.stringify(answered.body) : answered.bytes;
  const type = { 'content-type': 'body' in answered ? 'application/json; charset=utf-8' : 'text/plain' };
  response.writeHead(answered.status, { ...type, ...answered.headers }).end(bytes);
}

/** The answer that a fault puts in the place of the true one. */
function faulty(fault: Fault | null): Answered | null {
  switch (fault?.kind) {
    case 'ratelimited':
      return {
        status: 429,
        headers: { 'retry-after': String(fault.retryAfterS) },
        body: { ok: false, error: 'ratelimited' },
      };
    case 'status':
      return { status: fault.status, headers: {}, body: { ok: false, error: 'internal_error' } };
    case 'error':
      return { status: 200, headers: {}, body: { ok: false, error: fault.error } };
    default:
      return null;
  }
}

async function readAsked(world: World, request: IncomingMessage): Promise<Asked> {
  const { pathname } = new URL(request.url ?? '/', world.origin);
  const bytes = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  const authorization = request.headers.authorization ?? '';
  const [, place = '', id = '', file = ''] = pathname.split('/');
  if (place === 'upload')
    return { method: 'upload', args: { file }, team: undefined, run: () => upload(world, file, type, bytes) };
  if (place === 'files-pri')
    return { method: 'download', args: { file }, team: id, run: () => download(world, id, file, authorization) };
  if (place === 'signin')
    return {
      method: 'signin',
      args: {},
      team: undefined,
      run: () => ({ status: 200, headers: html, bytes: '<h1>Sign in</h1>' }),
    };
  const args = await readArgs(type, bytes, pathname, request.url ?? '');
  if (place === 'hooks')
    return {
      method: 'response_url',
      args,
      team: world.hooks.get(id)?.team.id,
      run: () => answerHook(world, id, args),
    };
  const { token: _, ...shown } = args;
  const team = tokenOf(world, args, authorization)?.team?.id;
  if (place === 'api') return { method: id, args: shown, team, run: () => answerApi(world, id, args, authorization) };
  return { method: pathname, args: {}, team, run: () => ({ status: 404, headers: {}, bytes: 'not found' }) };
}

const html = { 'content-type': 'text/html; charset=utf-8' };

async function upload(world: World, id: string, type: string, bytes: Buffer): Promise<Bytes> {
  const file = world.files.get(id);
  if (!file || file.isComplete) return { status: 404, headers: {}, bytes: 'no such upload' };
  const content = await readUpload(type, bytes);
  if (content.length !== file.length) return { status: 400, headers: {}, bytes: 'length does not match' };
  file.bytes = content;
  return { status: 200, headers: {}, bytes: `OK - ${content.length}` };
}

/** Without a good token there is a page to sign in, with status 200 once the redirect is followed. */
function download(world: World, team: string, id: string, authorization: string): Bytes {
  const file = world.files.get(id);
  const token = tokenOf(world, {}, authorization);
  const mayRead =
    isObject(token) && token.dead === null && token.team?.id === team && token.scopes.includes('files:read');
  if (!mayRead) return { status: 302, headers: { location: '/signin' }, bytes: '' };
  if (!file || file.team.id !== team) return { status: 404, headers: {}, bytes: 'not found' };
  return { status: 200, headers: { 'content-type': file.mime }, bytes: file.bytes };
}
