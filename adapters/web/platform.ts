import type { Logger } from 'pino';
import type { Delivery, Platform } from '../../src/chat/platform.ts';
import type { Db } from '../../src/db/connect.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import { webApp } from './app.ts';
import type { Watch } from './health.ts';
import { type Listening, listen } from './listening.ts';
import { openLive } from './live.ts';
import { changeAnswer, channel, keepMessage } from './message-store.ts';
import { readAddress } from './places.ts';
import { addRoom, personNamed, roomNamed } from './store.ts';

export interface WebWorld {
  readonly db: Db;
  /** Where `db` leads: listening takes a connection of its own. */
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly watch: Watch;
  /** Where to listen; with port 0 a free one is taken. */
  readonly host: string;
  readonly port: number;
  now(): Date;
}

/** The web chat: pages on `url` (known once started), live in every tab, its messages kept in PostgreSQL. */
export function webPlatform(world: WebWorld): Platform & { readonly url: string } {
  const { db, log, watch, host, port } = world;
  const live = openLive(world.databaseUrl, channel, log);
  const closing = new AbortController();
  let listening: Listening | undefined;
  return {
    name: 'web',
    get url() {
      return listening?.url ?? '';
    },
    async start(catalog, bot) {
      await addRoom(db, { slug: 'study-hall', name: 'Study hall', at: world.now() });
      await live.start();
      const app = webApp({ db, log, watch, catalog, bot, live, closing: closing.signal, host, now: world.now });
      listening = await listen(app.fetch, { host, port });
    },
    deliver: (delivery) => deliver(world, delivery),
    async stop() {
      closing.abort();
      await Promise.all([live.stop(), listening?.close()]);
    },
  };
}

/** Kept by its id, so it is shown once however often it is tried. */
async function deliver({ db, now }: WebWorld, { id, to, card, again, instead }: Delivery): Promise<void> {
  try {
    if (instead !== undefined) {
      const isShown = await changeAnswer(db, { instead, body: card });
      if (!isShown && !again) throw new Unavailable('the answer is still on its way', 1000);
      return;
    }
    const reader = await readerOf(db, to);
    await keepMessage(db, { id, place: to, reader, author: null, said: null, body: card, at: now() });
  } catch (error) {
    if (error instanceof Gone || error instanceof Unavailable) throw error;
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
