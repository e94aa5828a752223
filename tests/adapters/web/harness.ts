import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { webPlatform } from '../../../adapters/web/platform.ts';
import { card } from '../../../src/chat/card.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import { connect, type Db } from '../../../src/db/connect.ts';
import { createDatabase } from '../../support/database.ts';
import type { Harness } from '../contract.ts';
import { cuttable } from '../cuttable.ts';
import { type SmallBot, smallBot } from '../small-bot.ts';
import { readStream, type StreamReader } from '../stream-reader.ts';
import { type WebPerson, webPerson } from './person.ts';

/** The room that there is from the start. */
export const hall = 'web:room:study-hall';
type WebChat = Platform & { readonly url: string };

export const noon = new Date('2026-06-12T12:00:00Z');

/** A web chat on a free port of this machine, with a database of its own. */
export interface StartedWeb {
  readonly web: WebChat;
  readonly url: string;
  readonly bot: SmallBot;
  readonly db: Db;
  /** What time it is for the chat. */
  readonly clock: { at: Date };
  /** Another process of the same chat: its own server, the same database. */
  another(port?: number): Promise<WebChat>;
  /** Shows a new post with this title. */
  deliver(to: string, title: string): Promise<void>;
  /** The number of the last change. */
  lastSeq(): Promise<number>;
  /** The stream of a tab, from now on or from where it is told; at this server or another. */
  follow(
    who: WebPerson,
    place: string,
    from?: { since?: number; lastEventId?: string; at?: string },
  ): Promise<StreamReader>;
  /** The HTML of a page. */
  page(path: string): Promise<string>;
  /** Sends a form of a page, from our own site unless other headers say so. */
  post(path: string, parts: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWeb({ host = '127.0.0.1', bot = smallBot() } = {}): Promise<StartedWeb> {
  const database = await createDatabase();
  const way = await cuttable(database.url);
  const { db, close } = connect(way.url);
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const started: Platform[] = [];
  const clock = { at: noon };
  const watch = {
    notReady: () =>
      db.execute(sql`select 1`).then(
        () => [],
        () => ['the database does not answer'],
      ),
    metrics: async () => 'studyloop_counted 1\n',
  };
  async function start(port = 0) {
    const web = webPlatform({ db, databaseUrl: way.url, log, watch, now: () => clock.at, host, port });
    started.push(web);
    await web.start(bot.catalog, bot);
    return web;
  }
  const web = await start();
  const { url } = web;
  const streams: StreamReader[] = [];
  let posts = 0;
  async function lastSeq() {
    const { rows } = await db.execute<{ seq: string }>(sql`select coalesce(max(seq), 0) as seq from web_message`);
    return Number(rows[0]?.seq);
  }
  return {
    web,
    url,
    bot,
    db,
    clock,
    another: start,
    deliver(to, title) {
      const id = `web${String(++posts).padStart(13, '0')}`;
      return web.deliver({ id, to, card: card(title), again: false });
    },
    lastSeq,
    async follow(who, place, { since, lastEventId, at = url } = {}) {
      const query = new URLSearchParams({ place, since: String(since ?? (await lastSeq())) });
      const stream = await readStream(`${who.home.replace(url, at)}/stream?${query}`, lastEventId);
      streams.push(stream);
      await stream.until(({ event }) => event === 'hello');
      return stream;
    },
    page: async (path) => (await fetch(`${url}${path}`)).text(),
    post: (path, parts, headers = { origin: url }) =>
      fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams(parts), headers, redirect: 'manual' }),
    cut: way.cut,
    mend: way.mend,
    async stop() {
      for (const stream of streams) stream.close();
      for (const platform of started) await platform.stop();
      await close();
      await way.cut();
      await database.drop();
    },
  };
}

export async function webHarness(): Promise<Harness> {
  const { web, bot, cut, mend, stop } = await startWeb();
  return {
    platform: web,
    bot,
    ada: await webPerson(web.url, 'Ada'),
    ben: await webPerson(web.url, 'Ben'),
    room: hall,
    gone: ['web:room:closed', 'web:direct:nobody', 'web:elsewhere:x', 'web:room:', 'discord:channel:1'],
    cutOff: cut,
    mend,
    stop,
  };
}
