import { pino } from 'pino';
import { type DiscordPlatform, discordPlatform } from '../../../adapters/discord/platform.ts';
import { stopRasterising } from '../../../adapters/shared/rasterise.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { Bot } from '../../../src/chat/request.ts';
import { connect, type Db } from '../../../src/db/connect.ts';
import { makeIds } from '../../../src/world.ts';
import { createDatabase } from '../../support/database.ts';
import {
  type FakeDiscord,
  type FakeGuild,
  type FakePerson,
  startFakeDiscord,
} from '../../support/fake-discord/index.ts';
import { seededRandom } from '../../support/studyloop.ts';
import type { Harness } from '../contract.ts';
import { cuttable } from '../cuttable.ts';
import { type SmallBot, smallBot } from '../small-bot.ts';
import { contractPerson, learnMoments, type Spoken } from './person.ts';

export const noon = new Date('2026-06-12T12:00:00Z');

/** A Discord of our own, and Studyloop's platform on it with a small bot and a database behind. */
export interface StartedDiscord {
  readonly discord: FakeDiscord;
  readonly platform: DiscordPlatform;
  readonly bot: SmallBot;
  readonly db: Db;
  readonly guild: FakeGuild;
  /** A channel of the guild that everyone is in. */
  readonly room: string;
  readonly ada: FakePerson;
  readonly ben: FakePerson;
  /** What was logged, a JSON object each. */
  readonly logged: string[];
  /** Kinds of trouble that were counted. */
  readonly troubles: string[];
  /** Another process of the same bot. */
  another(bot?: Bot): Promise<DiscordPlatform>;
  /** The way to the database is cut, and mended. */
  readonly database: { cut(): Promise<void>; mend(): Promise<void> };
  stop(): Promise<void>;
}

export async function startDiscord({ isStarted = true, deferAfterMs = 2000 } = {}): Promise<StartedDiscord> {
  const database = await createDatabase();
  const way = await cuttable(database.url);
  const { db, close } = connect(way.url);
  const discord = await startFakeDiscord();
  const guild = discord.guild('Study hall');
  const [ada, ben] = [discord.person('Ada').join(guild, { isAdmin: true }), discord.person('Ben').join(guild)];
  const bot = smallBot();
  const logged: string[] = [];
  const troubles: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const newId = makeIds(() => noon, seededRandom(7));
  const started: DiscordPlatform[] = [];
  const make = () => {
    const metrics = { platformError: (_: string, kind: string) => void troubles.push(kind) };
    const platform = discordPlatform({
      token: discord.token,
      apiUrl: discord.url,
      db,
      log,
      metrics,
      now: () => noon,
      newId,
      deferAfterMs,
    });
    started.push(platform);
    return platform;
  };
  const platform = make();
  if (isStarted) await platform.start(bot.catalog, bot);
  return {
    discord,
    platform,
    bot,
    db,
    guild,
    room: guild.channel('library'),
    ada,
    ben,
    logged,
    troubles,
    database: way,
    async another(other = bot) {
      const another = make();
      await another.start(bot.catalog, other);
      return another;
    },
    async stop() {
      for (const it of started) await it.stop();
      await stopRasterising();
      await discord.stop();
      await close();
      await way.cut();
      await database.drop();
      const refused = discord.requests
        .filter(({ code }) => code === 50035)
        .map(({ method, path }) => `${method} ${path}`);
      const wrong = [...discord.violations, ...refused];
      if (wrong.length > 0) throw new Error(`Discord would not take: ${wrong.join('\n')}`);
    },
  };
}

export async function discordHarness(): Promise<Harness> {
  const world = await startDiscord();
  const { discord, platform, bot, guild, room, ada, ben } = world;
  const spoken: Spoken = new Map();
  const learn = (shown: { kind: string }) => {
    if (shown.kind === 'card') learnMoments(shown as Card, spoken);
  };
  const handle = bot.handle.bind(bot);
  bot.handle = async (request) => {
    const reply = await handle(request);
    learn(reply.show);
    return reply;
  };
  const around = { discord, platform, catalog: bot.catalog, spoken };
  return {
    platform: {
      ...platform,
      deliver(delivery) {
        learn(delivery.card);
        return platform.deliver(delivery);
      },
    },
    bot,
    ada: contractPerson(around, ada),
    ben: contractPerson(around, ben),
    room: `discord:channel:${room}`,
    gone: goneAddresses(discord, guild),
    cutOff: async () => discord.cut(),
    async mend() {
      discord.mend();
      await discord.until(() => discord.gateway.connected > 0);
    },
    stop: world.stop,
  };
}

function goneAddresses(discord: FakeDiscord, guild: FakeGuild): string[] {
  const [deleted, hidden, mute] = ['deleted', 'hidden', 'mute'].map((name) => guild.channel(name));
  guild.deleteChannel(deleted ?? '');
  guild.forbid(hidden ?? '', 'view');
  guild.forbid(mute ?? '', 'send');
  const closed = discord.person('Closed', { closedDm: true }).join(guild);
  const stranger = discord.person('Stranger');
  return [
    ...[deleted, hidden, mute].map((id) => `discord:channel:${id}`),
    ...[closed.id, stranger.id, '12345678901234567'].map((id) => `discord:user:${id}`),
    'discord:elsewhere:1',
    'discord:channel:',
    'discord:user:ada',
    'web:room:study-hall',
  ];
}
