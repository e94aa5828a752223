import { slackPlatform } from '../adapters/slack/platform.ts';
import { byHttp, bySocket, clientOf } from '../tests/adapters/slack/bots.ts';
import { directOf } from '../tests/adapters/slack/harness.ts';
import {
  type FakePerson,
  type FakeSlack,
  type FakeWorkspace,
  startFakeSlack,
} from '../tests/support/fake-slack/index.ts';
import { everyone, type FarSide, type Product, personNamed } from './far-sides.ts';
import { messageTo } from './reminders.ts';

export type Way = 'http' | 'socket';

/** Studyloop on Slack. */
export async function ourSlack({ stage, catalog, bot }: Product, way: Way): Promise<FarSide> {
  const { slack, workspace, there, close } = await openSlack();
  const { appToken, signingSecret } = slack;
  const { botToken } = workspace;
  const http = { kind: 'http', signingSecret, port: 0, host: '127.0.0.1', install: { botToken } } as const;
  const mode = way === 'http' ? http : ({ kind: 'socket', appToken, botToken } as const);
  const platform = slackPlatform({ ...stage.world, mode, apiUrl: slack.url });
  await platform.start(catalog, bot);
  if (way === 'http') slack.connect({ mode: 'http', url: `http://127.0.0.1:${platform.port}/slack/events` });
  return {
    ask: asker(slack, there),
    async post(at, id) {
      const person = there[at];
      if (person) await platform.deliver({ id, to: directOf(person), card: messageTo(at), again: false });
    },
    async close() {
      await platform.stop();
      await close();
    },
  };
}

/** Bolt alone, with one sentence for an answer, by the same road as ours, and for a post. */
export async function bareSlack(way: Way): Promise<FarSide> {
  const { slack, workspace, there, close } = await openSlack();
  const { app, stop } = await (way === 'http' ? byHttp : bySocket)(slack, workspace);
  app.command('/study', async ({ command, ack, respond }) => {
    const text = `Added: ${command.text}`;
    if (way === 'http') return ack(text);
    await ack();
    await respond(text);
  });
  const client = clientOf(slack, workspace.botToken);
  return {
    ask: asker(slack, there),
    async post(at) {
      await client.chat.postMessage({ channel: there[at]?.dm ?? '', text: messageTo(at).title });
    },
    async close() {
      await stop();
      await close();
    },
  };
}

interface Open {
  readonly slack: FakeSlack;
  readonly workspace: FakeWorkspace;
  readonly there: readonly FakePerson[];
  close(): Promise<void>;
}

async function openSlack(): Promise<Open> {
  const slack = await startFakeSlack({ pace: 'none' });
  const workspace = slack.workspace('Study club');
  return { slack, workspace, there: everyone((at) => workspace.person(personNamed(at))), close: slack.stop };
}

/** The first answer rides on the acknowledgement, or comes to the response_url. */
function asker(slack: FakeSlack, there: readonly FakePerson[]): FarSide['ask'] {
  const answered = new Set<string>();
  let read = 0;
  const hasAnswered = (words: string) => {
    for (const { method, args } of slack.calls.slice(read))
      if (method === 'response_url') for (const [key] of JSON.stringify(args).matchAll(/ask\d+/g)) answered.add(key);
    read = slack.calls.length;
    return answered.has(words);
  };
  return async (at, words) => {
    const person = there[at];
    if (!person) throw new Error('Nobody is there');
    const { isAcked, body } = await person.command(person.dm, '/study', `add ${words} | answer`);
    if (!isAcked) throw new Error(`Nobody answered ${person.name}`);
    if (!JSON.stringify(body ?? null).includes(words)) await slack.until(() => hasAnswered(words));
  };
}
