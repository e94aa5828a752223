import { discordPlatform } from '../../adapters/discord/platform.ts';
import { stopRasterising } from '../../adapters/shared/rasterise.ts';
import { slackPlatform } from '../../adapters/slack/platform.ts';
import { webPlatform } from '../../adapters/web/platform.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { Address, Bot } from '../../src/chat/request.ts';
import type { Person } from '../adapters/contract.ts';
import { contractPerson as discordPerson, learnMoments, type Spoken } from '../adapters/discord/person.ts';
import { roomOf, contractPerson as slackPerson } from '../adapters/slack/harness.ts';
import { webPerson } from '../adapters/web/person.ts';
import { startFakeDiscord } from '../support/fake-discord/index.ts';
import { startFakeSlack } from '../support/fake-slack/index.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

/** The whole product behind one platform, on a Monday morning, and two people who have never been there. */
export interface Stage {
  readonly studyloop: Studyloop;
  /** Lives in Berlin, and runs the place. */
  readonly ada: Person;
  readonly ben: Person;
  /** A room that both are in. */
  readonly room: Address;
  readonly manners: Manners;
  /** It is this instant now, for the bot and at the platform's far side, and the minute bell rings. */
  timeIs(at: string): Promise<void>;
  stop(): Promise<void>;
}

/** What differs from platform to platform for good reasons of the platform's own. */
export interface Manners {
  /** What the platform says of the zone: told in the profile, a guess to be confirmed, or nothing at all. */
  readonly zone: 'told' | 'guessed' | 'unknown';
  /** Whether a command's root can be said alone: "/study". */
  readonly hasBareRoot: boolean;
  /** What `/setup` is to others than those who run the place; in the local web chat everybody does. */
  readonly setup: 'refused' | 'not offered' | 'open to all';
  /** What pictures come as. */
  readonly pictures: 'image/png' | 'image/svg+xml';
}

const monday = '2026-03-02T08:00:00Z';

export async function webStage(): Promise<Stage> {
  let web: ReturnType<typeof webPlatform> | undefined;
  const studyloop = await startStudyloop({
    at: monday,
    platform: ({ db, log, now }, databaseUrl, watch) => {
      web = webPlatform({ db, databaseUrl, log, watch, now, host: '127.0.0.1', port: 0 });
      return web;
    },
  });
  const url = web?.url ?? '';
  return {
    studyloop,
    ada: await webPerson(url, 'Ada'),
    ben: await webPerson(url, 'Ben'),
    room: 'web:room:study-hall',
    manners: { zone: 'guessed', hasBareRoot: true, setup: 'open to all', pictures: 'image/svg+xml' },
    timeIs: (at) => timeIs(studyloop, at, () => {}),
    stop: studyloop.stop,
  };
}

export async function discordStage(): Promise<Stage> {
  const discord = await startFakeDiscord();
  const guild = discord.guild('Study hall');
  const [ada, ben] = [discord.person('Ada').join(guild, { isAdmin: true }), discord.person('Ben').join(guild)];
  const room = guild.channel('library');
  const spoken: Spoken = new Map();
  const started: ReturnType<typeof discordPlatform>[] = [];
  const studyloop = await startStudyloop({
    at: monday,
    platform: ({ db, log, metrics, newId }) => {
      const { token, url: apiUrl } = discord;
      const platform = discordPlatform({ token, apiUrl, db, log, metrics, newId, now: discord.now });
      started.push(platform);
      return overheard(platform, spoken);
    },
  });
  const [platform] = started;
  if (!platform) throw new Error('Discord was not started');
  const around = { discord, platform, catalog: studyloop.catalog, spoken };
  return {
    studyloop,
    ada: discordPerson(around, ada),
    ben: discordPerson(around, ben),
    room: `discord:channel:${room}`,
    manners: { zone: 'unknown', hasBareRoot: false, setup: 'not offered', pictures: 'image/png' },
    timeIs: (at) => timeIs(studyloop, at, discord.pass),
    async stop() {
      await studyloop.stop();
      await stopRasterising();
      await discord.stop();
      const refused = discord.requests.filter(({ code }) => code === 50035).map(({ path }) => path);
      const wrong = [...discord.violations, ...refused];
      if (wrong.length > 0) throw new Error(`Discord would not take: ${wrong.join('\n')}`);
    },
  };
}

export const slackStage = (way: 'socket' | 'http') => async (): Promise<Stage> => {
  const fake = await startFakeSlack();
  const workspace = fake.workspace('Study hall');
  const [ada, ben] = [workspace.person('Ada', { isAdmin: true }), workspace.person('Ben')];
  const { botToken } = workspace;
  const { appToken, signingSecret } = fake;
  const started: ReturnType<typeof slackPlatform>[] = [];
  const studyloop = await startStudyloop({
    at: monday,
    platform: ({ db, log, metrics, newId }) => {
      const http = { kind: 'http', signingSecret, port: 0, host: '127.0.0.1', install: { botToken } } as const;
      const mode = way === 'http' ? http : ({ kind: 'socket', appToken, botToken } as const);
      // Slack's requests are signed by the machine's clock, however many days go by in between.
      const now = () => new Date(way === 'http' ? Date.now() : fake.clock.now());
      const platform = slackPlatform({ mode, apiUrl: fake.url, db, log, metrics, newId, now });
      started.push(platform);
      return platform;
    },
  });
  const [slack] = started;
  if (!slack) throw new Error('Slack was not started');
  if (way === 'http') fake.connect({ mode: 'http', url: `http://127.0.0.1:${slack.port}/slack/events` });
  const around = { slack, fake, way };
  return {
    studyloop,
    ada: slackPerson(around, ada),
    ben: slackPerson(around, ben),
    room: roomOf(workspace, workspace.channel('library')),
    manners: { zone: 'told', hasBareRoot: true, setup: 'refused', pictures: 'image/png' },
    timeIs: (at) => timeIs(studyloop, at, (ms) => fake.clock.advance(ms)),
    async stop() {
      await studyloop.stop();
      await stopRasterising();
      await fake.stop();
    },
  };
};

/** Days go by at both sides of the network. */
async function timeIs(studyloop: Studyloop, at: string, pass: (ms: number) => void): Promise<void> {
  const ms = Date.parse(at) - studyloop.clock.now().getTime();
  studyloop.clock.to(at);
  pass(ms);
  await studyloop.tick();
}

/** Discord's client writes times in its own words: here they are remembered as the bot would say them. */
function overheard(platform: Platform, spoken: Spoken): Platform {
  return {
    ...platform,
    start(catalog, bot) {
      const listening: Bot = {
        ...bot,
        async handle(request) {
          const reply = await bot.handle(request);
          if (reply.show.kind === 'card') learnMoments(reply.show, spoken);
          return reply;
        },
      };
      return platform.start(catalog, listening);
    },
    deliver(delivery) {
      learnMoments(delivery.card, spoken);
      return platform.deliver(delivery);
    },
  };
}
