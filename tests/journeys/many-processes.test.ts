import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../../src/db/connect.ts';
import { card } from '../../src/db/schema/index.ts';
import { countOpenPosts } from '../../src/engine/outbox.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import {
  type FakePerson as DiscordPerson,
  type FakeDiscord,
  type FakeGuild,
  startFakeDiscord,
} from '../support/fake-discord/index.ts';
import {
  type FakeSlack,
  type FakeWorkspace,
  type FakePerson as SlackPerson,
  startFakeSlack,
} from '../support/fake-slack/index.ts';
import { Program } from '../support/program.ts';
import { type Seeded, seedReminders } from '../support/seeds.ts';

/** All that one process sends at once is under way when it is killed. */
const [onDiscord, onSlack] = [10, 10];

let discord: FakeDiscord;
let slack: FakeSlack;
let workspace: FakeWorkspace;
let database: TestDatabase;
let connection: Connection;
let running: Started[];

interface Started {
  readonly program: Program;
  readonly shard: number;
  /** Of its health pages. */
  readonly url: string;
  /** Where Slack reaches it. */
  readonly slackUrl: string;
}

beforeEach(async () => {
  [discord, slack, database] = await Promise.all([startFakeDiscord(), startFakeSlack(), createDatabase()]);
  workspace = slack.workspace('Study club');
  connection = connect(database.url);
  running = [];
});
afterEach(async () => {
  const codes = await Promise.all(running.map(({ program }) => program.stop()));
  await connection.close();
  await Promise.all([discord.stop(), slack.stop(), database.drop()]);
  expect(codes).toEqual(running.map(() => 0));
  expect(discord.violations).toEqual([]);
});

/** The program as one of `count`: it has one of so many Discord shards, and a port of its own for Slack. */
async function start(shard: number, count: number): Promise<Started> {
  const program = new Program({
    DATABASE_URL: database.url,
    DATABASE_POOL: '4',
    WEB_CHAT: 'no',
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    DISCORD_SHARDS: `${shard}/${count}`,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_API_URL: slack.url,
    SLACK_PORT: '0',
  });
  const url = await program.ready();
  const slackUrl = /Slack over HTTP at ([^\s,]+)/.exec(program.output)?.[1];
  if (slackUrl === undefined) throw new Error(`No port for Slack:\n${program.output}`);
  const started = { program, shard, url, slackUrl: `${slackUrl}/slack/events` };
  running.push(started);
  return started;
}

async function kill(one: Started): Promise<void> {
  await one.program.stop('SIGKILL');
  running = running.filter((it) => it !== one);
}

/** Someone whom a reminder is to reach: as the tables know them, and what has come to them. */
interface Reminded {
  readonly seeded: Seeded;
  inbox(): readonly { readonly text: string }[];
}

function inDiscord(name: string, guild: FakeGuild): Reminded & { readonly person: DiscordPerson } {
  const person = discord.person(name).join(guild);
  const seeded = { id: name, key: `discord:${person.id}`, direct: `discord:user:${person.id}` };
  return { person, seeded, inbox: () => person.sees(person.dm) };
}

function inSlack(name: string): Reminded & { readonly person: SlackPerson } {
  const person = workspace.person(name);
  const key = `slack:${workspace.id}:${person.id}`;
  const seeded = { id: name, key, direct: `slack:user:${workspace.id}:${person.id}` };
  return { person, seeded, inbox: () => person.sees(person.dm) };
}

const range = (count: number) => Array.from({ length: count }, (_, n) => n);
const within = (text: string) => (it: { readonly text: string }) => it.text.includes(text);
const aMinuteAgo = () => new Date(Date.now() - 60_000);
const seed = (people: readonly Reminded[]) =>
  seedReminders(
    connection.db,
    people.map(({ seeded }) => seeded),
    aMinuteAgo(),
  );

/** How often each reminder has come to whom it is for; and nothing else has. */
const comings = (people: readonly Reminded[]) =>
  people.map((it) => [it.inbox().length, it.inbox().filter(within(`read chapter ${it.seeded.id}`)).length]);
const once = (people: readonly Reminded[]) => people.map(() => [1, 1]);

/** Servers whose events go to each of so many shards (topics/gateway, "Sharding"). */
function guildsOfAllShards(count: number): FakeGuild[] {
  const byShard = new Map<number, FakeGuild>();
  for (let n = 0; byShard.size < count; n++) {
    const guild = discord.guild(`Hall ${n}`);
    byShard.set(Number((BigInt(guild.id) >> 22n) % BigInt(count)), guild);
  }
  return [...byShard.values()];
}

/** Discord has heard the posts in these channels and does nothing with them yet; how many that are. */
function holdPosts(channels: readonly string[], until: Promise<void>): () => number {
  const path = new RegExp(`^/channels/(${channels.join('|')})/messages$`);
  discord.faults.next({ kind: 'hold', until }, { method: 'POST', path, times: channels.length });
  return () => discord.requests.filter((it) => it.method === 'POST' && path.test(it.path) && it.status === null).length;
}

/** Many people say a command at once, over all processes: each is done once and answered once, and every process had some. */
async function answersEachOnce(guilds: readonly FakeGuild[]): Promise<void> {
  slack.connect({ mode: 'http', url: running.map(({ slackUrl }) => slackUrl) });
  const hall = workspace.channel('hall');
  const adding = [
    ...guilds.flatMap((guild, g) =>
      range(5).map(async (n) => {
        const { person, seeded } = inDiscord(`add d${g} ${n}`, guild);
        const library = guild.channel('library');
        await person.command(library, 'study', 'add', { card: `${seeded.id} | answer` });
        return { id: seeded.id, sees: () => person.sees(library) };
      }),
    ),
    ...range(5 * running.length).map(async (n) => {
      const { person, seeded } = inSlack(`add s${n}`);
      await person.command(hall, '/study', `add ${seeded.id} | answer`);
      return { id: seeded.id, sees: () => person.sees(hall) };
    }),
  ];
  const added = await Promise.all(adding);
  await slack.until(() => added.every(({ sees }) => sees().some(within('Added to'))));
  expect(added.map(({ sees }) => sees().filter(within('Added to')).length)).toEqual(added.map(() => 1));
  const fronts = await connection.db.select({ front: card.front }).from(card);
  expect(fronts.map(({ front }) => front).sort()).toEqual(added.map(({ id }) => id).sort());
  const handled = await Promise.all(running.map(handledBy));
  expect(Math.min(...handled)).toBeGreaterThan(0);
}

/** How many commands this process has answered. */
async function handledBy({ url }: Started): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const lines = text.matchAll(/^studyloop_commands_total\{[^}]*\} (\d+)/gm);
  return [...lines].reduce((sum, [, n]) => sum + Number(n), 0);
}

describe.each([2, 4])('%i processes on one database', (count) => {
  test('answer each command once; what one of them was sending when it was killed comes once, and soon', async () => {
    const guilds = guildsOfAllShards(count);
    const [guild] = guilds;
    if (!guild) throw new Error('There is no server');
    const [earlyD, earlyS] = [
      range(onDiscord).map((n) => inDiscord(`earlyd${n}`, guild)),
      range(onSlack).map((n) => inSlack(`earlys${n}`)),
    ];
    const early = [...earlyD, ...earlyS];
    // No more than Slack opens direct lines in a minute: 50, of which the early ones are opened twice.
    const late = [
      ...range(5 * count).map((n) => inDiscord(`lated${n}`, guild)),
      ...range(5 * count).map((n) => inSlack(`lates${n}`)),
    ];

    // The first sends all that is due: Discord is asked and has not done it, Slack has done it and has not said so.
    await seed(early);
    const released = Promise.withResolvers<void>();
    const held = holdPosts(
      earlyD.map(({ person }) => person.dm),
      released.promise,
    );
    slack.faults.next('chat.postMessage', { kind: 'slow', ms: 120_000 }, onSlack);
    const first = await start(0, count);
    await discord.until(() => held() === onDiscord);
    await slack.until(() => earlyS.every(({ inbox }) => inbox().length === 1));

    // The others come up to more that is due, all at once.
    await seed(late);
    await Promise.all(range(count - 1).map((n) => start(n + 1, count)));
    await kill(first);
    released.resolve();
    await start(0, count);

    await answersEachOnce(guilds);
    await expect.poll(() => countOpenPosts(connection.db), { interval: 200 }).toBe(0);
    expect(comings(early)).toEqual(once(early));
    expect(comings(late)).toEqual(once(late));
  });
});
