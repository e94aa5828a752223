import { pino } from 'pino';
import { optionName } from '../../adapters/discord/commands.ts';
import { type DiscordPlatform, discordPlatform } from '../../adapters/discord/platform.ts';
import { stopRasterising } from '../../adapters/shared/rasterise.ts';
import type { Card, Words } from '../../src/chat/card.ts';
import { readLine } from '../../src/chat/line.ts';
import type { Address, Bot } from '../../src/chat/request.ts';
import { connect, type Db } from '../../src/db/connect.ts';
import { makeIds } from '../../src/world.ts';
import { createDatabase } from '../support/database.ts';
import {
  type Asked,
  type FakeDiscord,
  type FakeGuild,
  type FakePerson,
  type OptionValue,
  type SeenMessage,
  startFakeDiscord,
} from '../support/fake-discord/index.ts';
import { seededRandom } from '../support/studyloop.ts';
import type { Harness, OpenForm, Person, Seen } from './contract.ts';
import { type SmallBot, smallBot } from './small-bot.ts';

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
  stop(): Promise<void>;
}

export async function startDiscord({ isStarted = true, deferAfterMs = 2000 } = {}): Promise<StartedDiscord> {
  const database = await createDatabase();
  const { db, close } = connect(database.url);
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
      await database.drop();
      const refused = discord.requests
        .filter(({ code }) => code === 50035)
        .map(({ method, path }) => `${method} ${path}`);
      const wrong = [...discord.violations, ...refused];
      if (wrong.length > 0) throw new Error(`Discord would not take: ${wrong.join('\n')}`);
    },
  };
}

/** The button that a message has for opening a form again, or for the first time. */
export const opener = (message: SeenMessage) => message.buttons.find(({ customId }) => customId?.startsWith('open:'));

export async function discordHarness(): Promise<Harness> {
  const world = await startDiscord();
  const { discord, platform, bot, guild, room, ada, ben } = world;
  const spoken = new Map<string, Set<string>>();
  const learn = (shown: { kind: string }) => {
    if (shown.kind === 'card') learnMoments(shown as Card, spoken);
  };
  const handle = bot.handle.bind(bot);
  bot.handle = async (request) => {
    const reply = await handle(request);
    learn(reply.show);
    return reply;
  };
  const around = { world, spoken };
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

/** Discord draws moments by itself, so that a reader finds no words of ours: these are what was meant, by their instant. */
function learnMoments({ blocks }: Card, spoken: Map<string, Set<string>>): void {
  const learn = (words: Words) => {
    for (const it of words) {
      if (typeof it === 'string' || it.kind !== 'moment') continue;
      const known = spoken.get(it.at) ?? new Set();
      spoken.set(it.at, known.add(it.spoken));
    }
  };
  for (const block of blocks) {
    if (block.kind === 'text') learn(block.words);
    if (block.kind === 'facts') for (const { value } of block.facts) learn(value);
    if (block.kind === 'list') block.items.forEach(learn);
  }
}

interface Around {
  readonly world: StartedDiscord;
  readonly spoken: ReadonlyMap<string, ReadonlySet<string>>;
}

function contractPerson({ world, spoken }: Around, person: FakePerson): Person {
  const { bot, platform } = world;
  const channelOf = (place: Address) => (place.startsWith('discord:user:') ? person.dm : (place.split(':')[2] ?? ''));
  const read = (text: string) =>
    [...spoken].reduce((told, [at, words]) => told.replaceAll(at, [...words].join(' / ')), text);
  /** The message that stands in for a form which Discord closed. */
  let carrier: SeenMessage | null = null;

  async function after(asking: Promise<Asked>): Promise<void> {
    const { messageIds } = await asking;
    await platform.settled();
    const all = world.discord.messages();
    carrier = all.find((it) => messageIds.includes(it.id) && opener(it) !== undefined) ?? null;
  }
  async function openAgain(): Promise<void> {
    const button = carrier && opener(carrier);
    if (carrier && button && !person.modal()) await person.press(carrier, button.customId ?? '');
  }

  return {
    direct: `discord:user:${person.id}`,
    async say(place, line) {
      const { root, name, options } = readLine(bot.catalog.commands, line);
      const known = bot.catalog.command(root, name);
      const typed = Object.entries(options).map(([option, value]): [string, OptionValue] => {
        const isNumber = known?.options[option]?.shape.kind === 'number';
        return [optionName(option), isNumber ? Number(value) : String(value)];
      });
      const how = { isStale: known === undefined };
      await after(person.command(channelOf(place), root, name, Object.fromEntries(typed), how));
    },
    press: (place, label) => after(person.pressLabel(channelOf(place), label)),
    async form(): Promise<OpenForm | null> {
      const told = carrier;
      await openAgain();
      const modal = person.modal();
      if (!modal) return null;
      const values = modal.fields.map(({ customId, value }) => [
        customId,
        typeof value === 'string' ? value : (value[0] ?? ''),
      ]);
      const problems = modal.fields.flatMap(({ customId, label }) => {
        const problem = problemIn(told?.text ?? '', label);
        return problem === undefined ? [] : [[customId, problem]];
      });
      return {
        text: [told?.text ?? '', modal.text].join('\n'),
        values: Object.fromEntries(values.filter(([name]) => name !== 'file')),
        problems: Object.fromEntries(problems),
      };
    },
    async send(values) {
      await openAgain();
      const kinds = new Map(person.modal()?.fields.map(({ customId, kind }) => [customId, kind]));
      const given = Object.entries(values).map(([name, value]) => {
        if (kinds.get(name) !== 'select') return [name, value];
        return [name, value === '' ? [] : [value]];
      });
      // A client that checks nothing asks most of the bot.
      await after(person.submit(Object.fromEntries(given), { isStale: true }));
    },
    async repeat() {
      await person.repeat();
      await platform.settled();
    },
    sees: async (place): Promise<readonly Seen[]> =>
      person.sees(channelOf(place)).map(({ text, isEphemeral }) => ({ text: read(text), isPrivate: isEphemeral })),
  };
}

/** What is said of the field with this label: the rest of a line that begins with it. */
function problemIn(text: string, label: string): string | undefined {
  const line = text.split('\n').find((it) => it.startsWith(`${label}: `));
  return line?.slice(label.length + 2);
}
