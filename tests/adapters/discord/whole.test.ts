import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DiscordPlatform, discordPlatform } from '../../../adapters/discord/platform.ts';
import { member } from '../../../src/db/schema/index.ts';
import {
  type FakeDiscord,
  type FakeGuild,
  type FakePerson,
  startFakeDiscord,
} from '../../support/fake-discord/index.ts';
import { type Studyloop, startStudyloop } from '../../support/studyloop.ts';

/** The whole core, with all its features, in a fake Discord. */
let loop: Studyloop;
let discord: FakeDiscord;
let platform: DiscordPlatform;
let guild: FakeGuild;
let room: string;
const logged: string[] = [];

beforeAll(async () => {
  discord = await startFakeDiscord();
  guild = discord.guild('Study hall');
  room = guild.channel('library');
  let started: DiscordPlatform | undefined;
  loop = await startStudyloop({
    at: '2026-03-02T08:00:00Z',
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    platform(world) {
      started = discordPlatform({ ...world, token: discord.token, apiUrl: discord.url, now: discord.now });
      return started;
    },
  });
  if (!started) throw new Error('The platform was not made');
  platform = started;
});
afterAll(async () => {
  await loop?.stop();
  await discord?.stop();
  expect(discord?.violations).toEqual([]);
});

const someone = (name: string, options = {}) => discord.person(name, options).join(guild);

async function says(who: FakePerson, sub: string, options: Readonly<Record<string, string>> = {}, where = room) {
  const asked = await who.command(where, 'study', sub, options);
  await platform.settled();
  await loop.settle();
  return who.sees(where).filter(({ id }) => asked.messageIds.includes(id));
}

async function timePasses(minutes: number): Promise<void> {
  loop.clock.passMinutes(minutes);
  discord.pass(minutes * 60_000);
  await loop.tick();
}

test('it listens to servers and channels alone, with no intent that is privileged', () => {
  expect(discord.gateway.intents).toBe(GatewayIntentBits.Guilds);
});

test('its commands are for everyone everywhere, but those for admins, which are for the servers that they run', () => {
  for (const { name, ...command } of discord.commands()) {
    const isForAdmins = name === 'setup';
    expect([name, command.default_member_permissions, command.contexts, command.integration_types]).toEqual(
      isForAdmins ? [name, String(PermissionFlagsBits.ManageGuild), [0], [0]] : [name, null, [0, 1, 2], [0, 1]],
    );
  }
  expect(discord.commands().map(({ name }) => name)).toContain('setup');
});

describe('while one types', () => {
  const values = async (who: FakePerson, sub: string, option: string, typed: string) =>
    (await who.autocomplete(room, 'study', sub, { [option]: typed }, option))?.map(({ value }) => value);

  test('zones, decks and goals are suggested, one’s own alone', async () => {
    const [ada, ben] = [someone('Ada'), someone('Ben')];
    expect(await values(ada, 'me', 'zone', 'berl')).toContain('Europe/Berlin');
    await says(ada, 'add', { card: 'la casa | the house' });
    await ada.command(room, 'study', 'goal', {});
    await ada.submit({ what: 'Read Faust' });
    await platform.settled();
    expect(await values(ada, 'decks', 'deck', 'my')).toEqual(['My cards']);
    expect(await values(ada, 'review', 'deck', 'my')).toEqual(['My cards']);
    expect(await values(ada, 'goals', 'goal', 'fau')).toEqual(['Read Faust']);
    expect(await values(ben, 'decks', 'deck', 'my')).toEqual([]);
    expect(await values(ben, 'goals', 'goal', 'fau')).toEqual([]);
  });
});

describe('a closed door', () => {
  const lost = 'A message to you could not arrive';

  test('of direct messages is told quietly at the next command, to its owner alone, and once', async () => {
    const [cleo, dan] = [someone('Cleo'), someone('Dan')];
    await says(cleo, 'remind', { what: 'in 10 minutes stretch' });
    cleo.closeDm();
    const lines = logged.length;
    await timePasses(10);
    expect(logged.slice(lines).filter((line) => line.includes('post not delivered'))).toHaveLength(1);
    expect(logged.join('')).not.toMatch(/stretch|Cleo/);
    const seen = await says(cleo, 'help');
    expect(seen.map(({ isEphemeral, text }) => [isEphemeral, text.includes(lost)])).toEqual([
      [true, false],
      [true, true],
    ]);
    expect(dan.sees(room).filter(({ text }) => text.includes(lost))).toEqual([]);
    expect(await says(cleo, 'help')).toHaveLength(1);
    cleo.openDm();
    await says(cleo, 'remind', { what: 'in 10 minutes walk' });
    await timePasses(10);
    expect(cleo.sees(cleo.dm).filter(({ text }) => text.includes('walk'))).toHaveLength(1);
  });

  test('of someone who left costs nobody else a message', async () => {
    const [eve, fay] = [someone('Eve'), someone('Fay')];
    for (const who of [eve, fay]) await says(who, 'remind', { what: 'in 10 minutes breathe' });
    eve.leave(guild);
    await timePasses(10);
    const toldOf = (who: FakePerson) => who.sees(who.dm).filter(({ text }) => text.includes('breathe'));
    expect([toldOf(eve).length, toldOf(fay).length]).toEqual([0, 1]);
    eve.join(guild);
    expect((await says(eve, 'help')).map(({ text }) => text.includes(lost))).toEqual([false, true]);
  });
});

test('a server that throws the bot out and takes it back finds everything as it was', async () => {
  const gus = someone('Gus');
  await says(gus, 'add', { card: 'el perro | the dog' });
  guild.removeBot();
  guild.addBot();
  expect((await says(gus, 'decks'))[0]?.text).toContain('1 card');
});

test('answers go by ways that Discord takes once; below them come quiet words alone, which are not said again', async () => {
  await says(someone('Hal'), 'start');
  const followUps = discord.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/webhooks/'));
  const quietWords = discord.messages().filter(({ text }) => /for you, right\?|could not arrive/.test(text));
  expect(quietWords.length).toBeGreaterThan(0);
  expect(followUps).toHaveLength(quietWords.length);
});

test('someone is met in the language and the zone that their Discord speaks', async () => {
  const yuki = someone('Yuki', { locale: 'ja' });
  await says(yuki, 'me');
  const rows = await loop.db.select().from(member);
  expect(rows.find(({ name }) => name === 'Yuki')).toMatchObject({
    zone: 'Asia/Tokyo',
    zoneConfirmed: false,
    language: 'ja',
  });
});
