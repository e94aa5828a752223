import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import type { HTTPReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Db } from '../../../src/db/connect.ts';
import { WrongSetting } from '../../../src/errors.ts';
import { inTime } from '../../shared/in-time.ts';
import { paths } from '../manifest.ts';
import { giveBack, takeOnce } from '../store.ts';
import { faultOf } from './signatures.ts';

const bodyMaxBytes = 4 * 1024 * 1024;
/** How long the memory of signatures may take before a request goes on without its word; what it does waits for it. */
const memoryPatienceMs = 500;
const graceMs = 2000;

export interface Door {
  readonly port: number;
  readonly host: string;
  readonly signingSecret: string;
  readonly db: Db;
  readonly log: Logger;
  /** Takes requests that are signed, of events, commands and presses. */
  readonly events: HTTPReceiver;
  /** Serves the pages of an installation; null for one workspace. */
  readonly install: ((request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>) | null;
  now(): Date;
}

/**
 * A request that Slack signed. `isFresh`: whether nobody has sent the same before; `isSure`: that is known already, so that
 * whoever waits for the acknowledgement may have the answer with it.
 */
export type Verified = IncomingMessage & { rawBody?: Buffer; isFresh?: Promise<boolean>; isSure?: boolean };

/** Opens the port that Slack reaches. @throws WrongSetting when it is taken */
export async function openDoor(door: Door) {
  const server = createServer((request, response) => {
    answer(door, request, response).catch((error: unknown) => {
      door.log.error({ err: error }, 'a request from Slack');
      if (!response.headersSent) end(response, 500);
    });
  });
  await listen(server, door);
  const { port } = server.address() as AddressInfo;
  return { port, isOpen: () => server.listening, close: () => close(server) };
}

async function answer(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/healthz') return end(response, 200, 'ok');
  if (path === paths.events) return request.method === 'POST' ? take(door, request, response) : end(response, 200);
  if (door.install && request.method === 'GET' && (path === paths.install || path === paths.redirect))
    return door.install(request, response, path);
  end(response, 404);
}

/** Lets in what Slack signed, once; turns away all else with a log line that holds nothing of it. */
async function take(door: Door, request: Verified, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === null) return turnAway(door, response, 413, 'it is too large');
  if (isSslCheck(request, body)) return end(response, 200);
  const signature = header(request, 'x-slack-signature');
  const fault = faultOf(
    { signature, timestamp: header(request, 'x-slack-request-timestamp'), body },
    door.signingSecret,
    door.now(),
  );
  if (fault !== null) return turnAway(door, response, 401, fault);
  const what = `signature:${signature}`;
  const isFresh = takeOnce(door.db, what, door.now());
  const known = await inTime(
    isFresh.catch(() => null),
    memoryPatienceMs,
  );
  if (known === false) return turnAway(door, response, 401, 'it was sent before');
  if (known === null && isEvent(request)) return putOff(door, response, what, isFresh);
  request.rawBody = body;
  request.isFresh = isFresh;
  request.isSure = known === true;
  door.events.requestListener(request, response);
}

/** Slack sends events again, at first at once and so with the same signature: it is not a replay then. */
async function putOff(
  { db, log }: Door,
  response: ServerResponse,
  what: string,
  isFresh: Promise<boolean>,
): Promise<void> {
  end(response, 503);
  if (await isFresh.catch(() => false))
    await giveBack(db, what).catch((error: unknown) => log.warn({ err: error }, 'a signature'));
}

function turnAway({ log }: Door, response: ServerResponse, status: number, why: string): void {
  log.warn({ status, why }, 'a request that is not from Slack');
  end(response, status);
}

function end(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

const header = (request: IncomingMessage, name: string) => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** Events come as JSON, what people do as forms. */
const isEvent = (request: IncomingMessage) => header(request, 'content-type')?.startsWith('application/json') ?? false;

/** Slack looks at the certificate now and then, unsigned (docs.slack.dev/interactivity/implementing-slash-commands). */
const isSslCheck = (request: IncomingMessage, body: Buffer) =>
  !isEvent(request) && body.length < 1000 && parse(body.toString('utf8')).ssl_check === '1';

/** The body as it came; null where it is larger than anything that Slack sends. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += piece.length;
    if (length <= bodyMaxBytes) pieces.push(piece);
  }
  return length > bodyMaxBytes ? null : Buffer.concat(pieces);
}

function listen(server: Server, { port, host }: Door): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new WrongSetting(`Port ${port} on ${host} (SLACK_PORT) is taken by another program.`) : error);
    });
    server.listen(port, host, resolve);
  });
}

/** Takes nobody new, lets those who are being answered have their answer, then hangs up. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hangUp = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(hangUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}
