import { setTimeout as wait } from 'node:timers/promises';
import type { APIInteraction, Client, Guild } from 'discord.js';
import type { Logger } from 'pino';
import type { Card, Picture } from '../../src/chat/card.ts';
import type { Catalog, Platform } from '../../src/chat/platform.ts';
import type { Bot } from '../../src/chat/request.ts';
import type { Db } from '../../src/db/connect.ts';
import { WrongSetting } from '../../src/errors.ts';
import type { Metrics } from '../../src/metrics.ts';
import { inTime } from '../shared/in-time.ts';
import { rasterise } from '../shared/rasterise.ts';
import { answersKeyFrom } from '../shared/store.ts';
import { changeAnswer } from './answers/change-answer.ts';
import { hear } from './answers/hear.ts';
import { keepWay } from './answers/standing.ts';
import type { Patience } from './answers/try-again.ts';
import { forLog, troubleOf } from './failures.ts';
import { connectClient, isWhole, makeClient, type Shards } from './gateway.ts';
import { greetingMessages, placeToGreet } from './joined.ts';
import { registerWith } from './register.ts';
import { renderCard } from './render/render.ts';
import { type Access, closeRest, openRest } from './rest.ts';
import { deliverWith, openSending } from './sending.ts';

export interface DiscordWorld extends Access {
  readonly shards?: Shards;
  readonly db: Db;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'platformError'>;
  /** How long an answer may take before it is said that it is under way; Discord gives up after 3 s. */
  readonly deferAfterMs?: number;
  now(): Date;
  newId(): string;
}

/** The token of an interaction is good for 15 minutes. */
const answerMs = 14 * 60_000;
/** How long a start waits for Discord, and a stop for the answers that are under way. */
const startMs = 20_000;
const graceMs = 1000;

export interface DiscordPlatform extends Platform {
  /** Whether every shard of this process hears what goes on. */
  isConnected(): boolean;
  /** Resolves once every answer that is under way has gone out, or was given up. */
  settled(): Promise<void>;
}

/** Studyloop on Discord: hears through the gateway, answers and posts through REST. */
export function discordPlatform(world: DiscordWorld): DiscordPlatform {
  const { token, db, log, metrics, now, newId, deferAfterMs = 2000 } = world;
  const rest = openRest(world);
  const sending = openSending(rest, token);
  const answersKey = answersKeyFrom(token);
  const [stopping, closing] = [new AbortController(), new AbortController()];
  const underWay = new Set<Promise<void>>();
  const patience: Patience = {
    closing: closing.signal,
    forMs: answerMs,
    onTrouble({ kind, code, what }) {
      metrics.platformError('discord', code);
      if (kind === 'refused') log.error({ trouble: what }, 'Discord refused what was sent');
    },
  };
  let client: Client | null = null;
  let isIn = false;

  const draw = ({ svg, width }: Picture) =>
    rasterise(svg, width).catch((error: unknown) => {
      log.warn({ err: error }, 'Discord: a picture could not be drawn; its description stands in for it');
      return null;
    });
  const render = (card: Card) => renderCard(card, draw);
  const serverName = (id: string) => client?.guilds.cache.get(id)?.name ?? 'A Discord server';

  function goOn(what: string, work: Promise<void>): void {
    const going = work
      .catch((error: unknown) => log.error({ err: forLog(error) }, `Discord: ${what} went wrong`))
      .finally(() => underWay.delete(going));
    underWay.add(going);
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  function makeEars(catalog: Catalog, bot: Bot) {
    const around = { rest, sending, catalog, bot, db, answersKey, log, patience };
    const hearing = { ...around, deferAfterMs, now, newId, render, serverName };
    return {
      interaction: (it: APIInteraction) => goOn('an interaction', hear(hearing, it)),
      joined: (guild: Guild) => goOn('a greeting', welcome(guild, catalog)),
    };
  }

  async function welcome(guild: Guild, catalog: Catalog): Promise<void> {
    const place = placeToGreet(guild);
    if (!place) return log.warn({ guild: guild.id }, 'Discord: there is no room that I may greet in');
    const messages = await greetingMessages(place.bits, catalog, render);
    await sending.post({ kind: 'channel', id: place.channelId }, messages, `hello-${guild.id}`);
  }

  /** Until Discord lets us in, or says that it never will. */
  async function connect(catalog: Catalog, bot: Bot): Promise<void> {
    const ears = makeEars(catalog, bot);
    for (let pauseMs = 1000; !stopping.signal.aborted; pauseMs = Math.min(60_000, pauseMs * 2)) {
      client = makeClient(world, world.shards, ears, log);
      try {
        await connectClient(client, token);
        if (stopping.signal.aborted) return await client.destroy();
        isIn = true;
        return await register(client, catalog);
      } catch (error) {
        if (error instanceof WrongSetting) throw error;
        if (stopping.signal.aborted) return;
        log.warn({ trouble: troubleOf(error).what }, 'Discord cannot be reached; I keep trying');
        await client.destroy();
        await wait(pauseMs, null, { signal: stopping.signal }).catch(() => null);
      }
    }
  }

  /** By the process that runs the first shard; the others would only say the same. */
  async function register({ ws, application }: Client, catalog: Catalog): Promise<void> {
    if (!ws.shards.has(0) || !application) return;
    try {
      const changes = await registerWith(rest.setToken(token), application.id, catalog);
      if (changes.length > 0) log.info({ changes }, 'Discord: commands were registered');
    } catch (error) {
      log.warn(
        { trouble: troubleOf(error).what },
        'Discord: commands could not be registered; `npm run commands` tries again',
      );
    }
  }

  return {
    name: 'discord',
    async start(catalog, bot) {
      const connecting = connect(catalog, bot).then(() => true);
      if (await inTime(connecting, startMs)) return;
      log.warn('Discord does not let me in yet; I go on without it and keep trying');
      connecting.catch((error: unknown) => log.error({ err: forLog(error) }, 'Discord: given up'));
    },
    async deliver({ instead, ...post }) {
      const { onTrouble } = patience;
      const around = { sending, db, answersKey, log, render, onTrouble };
      if (instead !== undefined) return changeAnswer(around, { ...post, instead });
      const posted = await deliverWith(sending, render, onTrouble, log, post);
      if (post.changesLater) await keepWay({ db, answersKey, log, now }, post.id, posted);
    },
    isConnected: () => client !== null && isWhole(client),
    settled,
    async stop() {
      stopping.abort();
      // discord.js cannot end a connection that is only being made (its destroy hangs): that one ends once it is made.
      if (isIn) await client?.destroy();
      await inTime(settled(), graceMs);
      closing.abort();
      closeRest(rest);
    },
  };
}
