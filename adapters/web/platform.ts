import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Delivery, Platform } from '../../src/chat/platform.ts';
import type { Db } from '../../src/db/connect.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import { webApp } from './app.ts';
import { openLive } from './live.ts';
import { readAddress } from './places.ts';
import { addRoom, channel, keepMessage, personNamed, roomNamed } from './store.ts';

export interface WebWorld {
  readonly db: Db;
  /** Where `db` leads: listening takes a connection of its own. */
  readonly databaseUrl: string;
  readonly log: Logger;
  /** Where to listen; with port 0 a free one is taken. */
  readonly host: string;
  readonly port: number;
  now(): Date;
}

/** How long whoever is being answered may take when the chat stops. */
const graceMs = 1000;

/** The web chat: pages on `url` (known once started), live in every tab, its messages kept in PostgreSQL. */
export function webPlatform(world: WebWorld): Platform & { readonly url: string } {
  const { db, log, host, port } = world;
  const live = openLive(world.databaseUrl, channel, log);
  const closing = new AbortController();
  let server: ReturnType<typeof createAdaptorServer> | undefined;
  let url = '';
  return {
    name: 'web',
    get url() {
      return url;
    },
    async start(catalog, bot) {
      await addRoom(db, { slug: 'study-hall', name: 'Study hall', at: world.now() });
      await live.start();
      const app = webApp({ db, log, catalog, bot, live, closing: closing.signal, host, now: world.now });
      server = createAdaptorServer({ fetch: app.fetch });
      url = await listen(server, host, port);
    },
    deliver: (delivery) => deliver(world, delivery),
    async stop() {
      closing.abort();
      await Promise.all([live.stop(), server && close(server)]);
    },
  };
}

/** Kept by its id, so it is shown once however often it is tried. */
async function deliver({ db, now }: WebWorld, { id, to, card }: Delivery): Promise<void> {
  try {
    const reader = await readerOf(db, to);
    await keepMessage(db, { id, place: to, reader, author: null, said: null, body: card, at: now() });
  } catch (error) {
    if (error instanceof Gone) throw error;
    throw new Unavailable('the database of the web chat', undefined, { cause: error });
  }
}

/** Who alone will read what is sent to this address; null for a room. Throws Gone where nobody is. */
async function readerOf(db: Db, address: string): Promise<string | null> {
  const spot = readAddress(address);
  const found = spot && (await (spot.kind === 'room' ? roomNamed : personNamed)(db, spot.slug));
  if (!found) throw new Gone(`nobody is at ${address}`);
  return spot.kind === 'direct' ? found.slug : null;
}

type WebServer = ReturnType<typeof createAdaptorServer>;

/** Returns the address to open. Rejects when the port is taken, with words for whoever started the program. */
function listen(server: WebServer, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} on ${host} is taken by another program`) : error),
    );
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      resolve(`http://${name.includes(':') ? `[${name}]` : name}:${taken}`);
    });
  });
}

/** Takes nobody new, lets those who are being answered have their answer, then hangs up. */
function close(server: WebServer): Promise<void> {
  return new Promise((resolve) => {
    const hangUp = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(hangUp);
      resolve();
    });
  });
}
