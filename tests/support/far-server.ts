import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../../src/chat/platform.ts';

export interface Call {
  readonly id: string;
  readonly to: string;
  readonly again: boolean;
  readonly pid: number;
}

/** A far side on the loopback, for workers that are processes. It shows a post once by its id, and remembers each call. */
export interface FarServer {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly shown: ReadonlyMap<string, Call>;
  /** Resolves when there have been so many calls. */
  heard(count: number): Promise<void>;
  /** The next call has its effect, but its answer waits for `release`. */
  holdNext(): Promise<Call>;
  release(): void;
  close(): Promise<void>;
}

export async function openFarServer(): Promise<FarServer> {
  const calls: Call[] = [];
  const shown = new Map<string, Call>();
  let onHold: ((call: Call) => void) | null = null;
  let held: ServerResponse[] = [];
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    const call: Call = JSON.parse(await text(request));
    calls.push(call);
    if (!shown.has(call.id)) shown.set(call.id, call);
    if (onHold) {
      held.push(response);
      onHold(call);
      onHold = null;
    } else response.end();
  };
  const server = createServer((request, response) => void hear(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    shown,
    async heard(count) {
      while (calls.length < count) await wait(1);
    },
    holdNext: () =>
      new Promise((resolve) => {
        onHold = resolve;
      }),
    release() {
      for (const response of held) response.end();
      held = [];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a worker process says to it. */
export async function callFarServer(url: string, { id, to, again }: Delivery): Promise<void> {
  const call: Call = { id, to, again, pid: process.pid };
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(call) });
  await response.arrayBuffer();
}
