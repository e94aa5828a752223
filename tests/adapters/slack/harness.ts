import { Writable } from 'node:stream';
import { pino } from 'pino';
import { type SlackPlatform, slackPlatform } from '../../../adapters/slack/platform.ts';
import type { SlackMode } from '../../../adapters/slack/ways-in/mode.ts';
import type { Card } from '../../../src/chat/card.ts';
import { connect, type Db } from '../../../src/db/connect.ts';
import { type Metrics, makeMetrics } from '../../../src/metrics.ts';
import { makeIds } from '../../../src/world.ts';
import { createDatabase } from '../../support/database.ts';
import {
  type FakePerson,
  type FakeSlack,
  type FakeSlackOptions,
  type FakeView,
  type FakeWorkspace,
  startFakeSlack,
} from '../../support/fake-slack/index.ts';
import { seededRandom } from '../../support/studyloop.ts';
import type { Harness, Person } from '../contract.ts';
import { cuttable } from '../cuttable.ts';
import { type SmallBot, smallBot } from '../small-bot.ts';

export type Way = 'socket' | 'http' | 'oauth';

/** 32 bytes of a test. */
export const tokenKey = new Uint8Array(32).fill(7);

/** The bot in a fake Slack, with a database of its own. */
export interface StartedSlack {
  readonly way: Way;
  readonly fake: FakeSlack;
  readonly slack: SlackPlatform;
  readonly bot: SmallBot;
  readonly db: Db;
  /** What was logged, as JSON, one line after the other. */
  readonly logged: string[];
  /** Where Slack reaches it over HTTP. */
  readonly url: string;
  /** Another process of the same bot. */
  another(mode?: SlackMode): Promise<SlackPlatform>;
  /** Posts a card after the channel has rested. */
  deliver(to: string, card: Card, again?: boolean, id?: string): Promise<void>;
  /** How far the bot's own clock is ahead of the machine's. */
  readonly clock: { aheadMs: number };
  readonly metrics: Metrics;
  /** A second goes by, for Slack and for the bot: every channel has rested. */
  rest(): void;
  cutDatabase(): Promise<void>;
  mendDatabase(): Promise<void>;
  stop(): Promise<void>;
}

interface Start extends FakeSlackOptions {
  readonly way?: Way;
  readonly bot?: SmallBot;
  /** The workspace whose token is given, where one is; made when absent. */
  readonly workspaceName?: string;
}

export async function startSlack({
  way = 'socket',
  bot = smallBot(),
  workspaceName = 'Study club',
  ...options
}: Start = {}) {
  const [database, fake] = await Promise.all([createDatabase(), startFakeSlack(options)]);
  const wire = await cuttable(database.url);
  const { db, close } = connect(wire.url);
  const logged: string[] = [];
  const sink = new Writable({
    write(line, _, done) {
      logged.push(String(line));
      done();
    },
  });
  const log = pino({ level: 'debug' }, sink);
  const workspace = fake.workspace(workspaceName, { isInstalled: way !== 'oauth' });
  const clock = { aheadMs: 0 };
  const now = () => new Date(Date.now() + clock.aheadMs);
  const metrics = makeMetrics();
  const newId = makeIds(now, seededRandom(1));
  const started: SlackPlatform[] = [];

  const usualMode = modeOf(way, fake, workspace);
  async function start(mode = usualMode): Promise<SlackPlatform> {
    const slack = slackPlatform({ mode, apiUrl: fake.url, db, log, metrics, now, newId });
    started.push(slack);
    await slack.start(bot.catalog, bot);
    return slack;
  }
  const slack = await start();
  const url = `http://127.0.0.1:${slack.port}`;
  if (way !== 'socket') fake.connect({ mode: 'http', url: `${url}/slack/events` });
  let posts = 0;
  const chat = {
    way,
    fake,
    slack,
    bot,
    db,
    logged,
    url,
    clock,
    metrics,
    another: start,
    async deliver(to: string, card: Card, again = false, id = `slack${String(++posts).padStart(11, '0')}`) {
      chat.rest();
      await slack.deliver({ id, to, card, again });
    },
    rest() {
      fake.clock.advance(1100);
      clock.aheadMs += 1100;
    },
    cutDatabase: wire.cut,
    mendDatabase: wire.mend,
    async stop() {
      for (const platform of started) await platform.stop();
      await fake.stop();
      await close();
      await wire.cut();
      await database.drop();
    },
  };
  return { ...chat, workspace } satisfies StartedSlack & { workspace: FakeWorkspace };
}

function modeOf(way: Way, fake: FakeSlack, workspace: FakeWorkspace): SlackMode {
  if (way === 'socket') return { kind: 'socket', appToken: fake.appToken, botToken: workspace.botToken };
  const { clientId, clientSecret, signingSecret } = fake;
  const install =
    way === 'http'
      ? { botToken: workspace.botToken }
      : { clientId, clientSecret, stateSecret: 'a secret of the state', tokenKey };
  return { kind: 'http', signingSecret, port: 0, host: '127.0.0.1', install };
}

export const roomOf = (workspace: FakeWorkspace, channel: string) => `slack:channel:${workspace.id}:${channel}`;
export const directOf = ({ workspace, id }: FakePerson) => `slack:user:${workspace.id}:${id}`;

/** A field's values or problems of a view by the field's name: its block carries the form's id before it. */
export const byField = (byBlock: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(byBlock).map(([block, value]) => [block.slice(block.indexOf('.') + 1), value]));

export const blockOf = (view: FakeView, field: string) =>
  view.fields.find(({ blockId }) => blockId.endsWith(`.${field}`))?.blockId ?? field;

/** The last request once more, signed anew a second later: the same again in the same second would be a replay. */
function sendAgain({ http }: FakeSlack): Promise<unknown> {
  const { body = '', headers = {} } = http.last ?? {};
  const contentType = headers['content-type'] ?? '';
  return http.send(http.sign(body, { contentType, atS: Math.floor(Date.now() / 1000) + 1 }));
}

/** A person of the contract, by one of the fake's. Each act resolves when the bot has done all that follows from it. */
export function contractPerson(
  { slack, fake, way }: Pick<StartedSlack, 'slack' | 'fake' | 'way'>,
  person: FakePerson,
): Person {
  const channel = (place: string) => (place === directOf(person) ? person.dm : (place.split(':').at(-1) ?? ''));
  const done = async (act: Promise<unknown>) => {
    await act;
    await slack.idle();
  };
  return {
    direct: directOf(person),
    say(place, line) {
      const [command = '', ...words] = line.split(' ');
      return done(person.command(channel(place), command, words.join(' ')));
    },
    press: (place, label) => done(person.press(channel(place), label)),
    pick: (place, choice) => done(person.pick(channel(place), choice)),
    async form() {
      const view = person.modal();
      return view && { text: view.text, values: byField(view.values), problems: byField(view.problems) };
    },
    send(values) {
      const view = person.modal();
      if (!view) throw new Error(`${person.name} has no form open`);
      const named = Object.entries(values).map(([field, value]) => [
        blockOf(view, field),
        typeof value === 'string' ? value : [value],
      ]);
      return done(person.submit(Object.fromEntries(named)));
    },
    repeat: () => done(way === 'socket' ? person.repeat() : sendAgain(fake)),
    async sees(place) {
      return person.sees(channel(place)).map(({ text, isEphemeral, pings, files, images }) => ({
        text,
        isPrivate: isEphemeral,
        rings: pings.length,
        files: [...files.map((file) => ({ file, alt: '' })), ...images].flatMap(({ file, alt }) =>
          file ? [{ name: file.name, alt, read: async () => ({ mime: file.mime, bytes: file.bytes }) }] : [],
        ),
      }));
    },
  };
}

/** What the contract asks of a platform, by one of the two ways. */
export const slackHarness = (way: Way) => async (): Promise<Harness> => {
  const chat = await startSlack({ way });
  const { fake, slack, bot, workspace, stop } = chat;
  const [ada, ben, eve] = ['Ada', 'Ben', 'Eve'].map((name) => workspace.person(name));
  if (!ada || !ben || !eve) throw new Error('There are three of them');
  const [room, deleted, archived, without] = ['hall', 'deleted', 'archived', 'without'].map((name) =>
    workspace.channel(name),
  );
  if (!room || !deleted || !archived || !without) throw new Error('There are four of them');
  workspace.deleteChannel(deleted);
  workspace.archiveChannel(archived);
  workspace.removeBot(without);
  eve.leaves();
  return {
    platform: {
      ...slack,
      async deliver(delivery) {
        chat.rest();
        await slack.deliver(delivery);
      },
    },
    bot,
    ada: contractPerson(chat, ada),
    ben: contractPerson(chat, ben),
    room: roomOf(workspace, room),
    gone: [
      ...[deleted, archived, without].map((it) => roomOf(workspace, it)),
      directOf(eve),
      `slack:user:${workspace.id}:U000NOBODY`,
      'slack:channel:T000ELSE:C1',
      'slack:channel:',
      'discord:channel:1',
    ],
    keepsWhispers: true,
    cutOff: () => fake.cut(),
    async mend() {
      await fake.mend();
      if (way === 'socket') await fake.until(() => fake.socket.connections > 0, 15_000);
    },
    stop,
  };
};
