import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faultOf } from '../../../adapters/slack/ways-in/signatures.ts';
import { slackSignature } from '../../../src/db/schema/index.ts';
import type { FakePerson, HttpSide, SignedRequest } from '../../support/fake-slack/index.ts';
import { startSlack } from './harness.ts';

let chat: Awaited<ReturnType<typeof startSlack>>;
let ada: FakePerson;
let room: string;

beforeAll(async () => {
  chat = await startSlack({ way: 'http' });
  ada = chat.workspace.person('Ada');
  room = chat.workspace.channel('hall');
});
afterEach(() => {
  chat.bot.before = async () => {};
});
afterAll(() => chat?.stop());

const command = (text: string) =>
  new URLSearchParams({
    command: '/study',
    text,
    user_id: ada.id,
    user_name: 'ada',
    channel_id: room,
    channel_name: 'hall',
    team_id: chat.workspace.id,
    team_domain: 'study-club',
    trigger_id: `1.2.${text.replaceAll(/\W/g, '')}`,
    response_url: `${chat.fake.url}nowhere`,
    token: 'old',
    api_app_id: chat.fake.appId,
  }).toString();
const nowS = () => Math.floor(Date.now() / 1000);

describe('a request that is not from Slack', () => {
  const send = (request: SignedRequest) => chat.fake.http.send(request);
  const sign = (...how: Parameters<HttpSide['sign']>) => chat.fake.http.sign(...how);
  const cases: Readonly<Record<string, () => Promise<Response>>> = {
    'with another secret': () => send(sign(command('echo forged'), { secret: 'guessed' })),
    'from six minutes ago': () => send(sign(command('echo stale'), { atS: nowS() - 360 })),
    'from six minutes ahead': () => send(sign(command('echo early'), { atS: nowS() + 360 })),
    'with another body': () => send({ ...sign(command('echo one')), body: command('echo two') }),
    'without a signature': () => fetch(`${chat.url}/slack/events`, { method: 'POST', body: command('echo unsigned') }),
    'with a time that is none': () => {
      const { headers, ...rest } = sign(command('echo timeless'));
      return send({ ...rest, headers: { ...headers, 'x-slack-request-timestamp': 'soon' } });
    },
  };

  test.each(Object.entries(cases))(
    '%s is turned away with a line in the log, and nobody is asked',
    async (_, attempt) => {
      const [calls, lines] = [chat.bot.calls.length, chat.logged.length];
      const response = await attempt();
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('');
      expect(chat.bot.calls).toHaveLength(calls);
      const said = chat.logged.slice(lines);
      expect(said.filter((line) => line.includes('a request that is not from Slack'))).toHaveLength(1);
      expect(said.join('')).not.toContain('echo');
    },
  );

  test('that is larger than anything Slack sends is not read to its end', async () => {
    const calls = chat.bot.calls.length;
    const response = await chat.fake.http.send(chat.fake.http.sign('x'.repeat(5 * 1024 * 1024)));
    expect(response.status).toBe(413);
    expect(chat.bot.calls).toHaveLength(calls);
  });

  test('but signed by it is no harm, whatever stands in it', async () => {
    const calls = chat.bot.calls.length;
    for (const [body, contentType] of [
      ['payload=no-json', undefined],
      ['{', 'application/json'],
      ['payload=%7B%7D', undefined],
    ] as const) {
      const { status } = await chat.fake.http.send(
        chat.fake.http.sign(body, contentType === undefined ? {} : { contentType }),
      );
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(chat.bot.calls).toHaveLength(calls);
  });
});

test('a request is taken within five minutes on either side of the clock, and once', async () => {
  for (const atS of [nowS() - 295, nowS() + 295]) {
    const request = chat.fake.http.sign(command(`echo at ${atS}`), { atS });
    const done = chat.bot.done.length;
    expect((await chat.fake.http.send(request)).status).toBe(200);
    expect(chat.bot.done).toHaveLength(done + 1);
    const calls = chat.bot.calls.length;
    const again = await Promise.all([chat.fake.http.send(request), chat.fake.http.send(request)]);
    expect(again.map(({ status }) => status)).toEqual([401, 401]);
    expect(chat.bot.calls).toHaveLength(calls);
  }
});

test('of several processes one takes a request that is sent to each', async () => {
  const other = await chat.another();
  const done = chat.bot.done.length;
  const request = chat.fake.http.sign(command('echo to both'));
  const urls = [chat.slack, other, chat.slack, other].map(({ port }) => `http://127.0.0.1:${port}/slack/events`);
  const statuses = await Promise.all(urls.map(async (url) => (await chat.fake.http.send({ ...request, url })).status));
  expect(statuses.toSorted()).toEqual([200, 401, 401, 401]);
  expect(chat.bot.done).toHaveLength(done + 1);
});

test('signatures are forgotten when they are too old to be sent again', async () => {
  await ada.command(room, '/study', 'echo first');
  const rows = () => chat.db.select({ signature: slackSignature.signature }).from(slackSignature);
  const before = new Set((await rows()).map(({ signature }) => signature));
  expect(before.size).toBeGreaterThan(1);
  await chat.db.update(slackSignature).set({ at: new Date(Date.now() - 2 * 3600_000) });
  await ada.command(room, '/study', 'echo second');
  expect((await rows()).filter(({ signature }) => before.has(signature))).toEqual([]);
});

test('the memory of signatures may be slow: Slack is answered in time, and the person as soon as may be', async () => {
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = chat.db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${slackSignature} in access exclusive mode`);
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  const answer = await ada.command(room, '/study', 'echo in spite of it');
  expect(answer).toMatchObject({ isAcked: true, status: 200 });
  expect(answer.afterMs).toBeLessThan(3000);
  const { last } = chat.fake.http;
  const replayed = last && chat.fake.http.send(last).then((response) => response.text());
  release.resolve();
  await holding;
  // Both were waiting and wake at once: one of them is answered, whichever the database wrote down first.
  const seen = () => ada.sees(room).map(({ text }) => text);
  const answers = async () => [...seen(), await replayed].filter((text) => text?.includes('in spite of it'));
  await expect.poll(answers).toHaveLength(1);
  await chat.slack.idle();
  expect(await answers()).toHaveLength(1);
  expect(chat.bot.done.filter((it) => 'options' in it && it.options.what === 'in spite of it')).toHaveLength(1);
});

test('while the database is away a person is told so, and events come again', async () => {
  await chat.cutDatabase();
  const answer = await ada.command(room, '/study', 'echo nobody there');
  expect(answer).toMatchObject({ isAcked: true });
  expect(ada.sees(room).at(-1)).toMatchObject({ isEphemeral: true });
  expect(ada.sees(room).at(-1)?.text).toContain('I cannot do that just now');
  expect((await ada.opensHome()).status).toBe(503);
  await chat.mendDatabase();
  await ada.command(room, '/study', 'echo there again');
  expect(ada.sees(room).at(-1)?.text).toContain('there again');
});

test('Slack may ask whether anybody is there', async () => {
  expect(await (await chat.fake.http.verifyUrl()).json()).toMatchObject({ challenge: expect.any(String) });
  expect((await fetch(`${chat.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${chat.url}/slack/events?ssl_check=1`)).status).toBe(200);
  const check = await fetch(`${chat.url}/slack/events`, {
    method: 'POST',
    body: new URLSearchParams({ ssl_check: '1', command: '/study', text: 'echo smuggled' }),
  });
  expect(check.status).toBe(200);
  expect(chat.bot.calls.some((it) => 'options' in it && it.options.what === 'smuggled')).toBe(false);
  expect((await fetch(`${chat.url}/slack/install`)).status).toBe(404);
  expect((await fetch(`${chat.url}/else`)).status).toBe(404);
});

test('a signature that differs in one letter is another one', () => {
  const now = new Date('2026-06-12T12:00:00Z');
  const body = Buffer.from('token=x');
  const { headers } = chat.fake.http.sign('token=x', { atS: now.getTime() / 1000 });
  const signature = headers['x-slack-signature'] ?? '';
  const timestamp = headers['x-slack-request-timestamp'];
  const fault = (given: string) => faultOf({ signature: given, timestamp, body }, chat.fake.signingSecret, now);
  expect(fault(signature)).toBeNull();
  const other = signature.endsWith('0') ? '1' : '0';
  expect(fault(`${signature.slice(0, -1)}${other}`)).not.toBeNull();
  expect(fault(signature.slice(0, -1))).not.toBeNull();
  expect(fault(signature.replace('v0=', 'v1='))).not.toBeNull();
});

test('when it stops, whoever is being answered has their answer, and nobody else is let in', async () => {
  const other = await startSlack({ way: 'http' });
  const [hall, eve] = [other.workspace.channel('hall'), other.workspace.person('Eve')];
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  other.bot.before = async () => {
    reached.resolve();
    await release.promise;
  };
  const answer = eve.command(hall, '/study', 'echo just in time');
  await reached.promise;
  const stopped = other.slack.stop();
  release.resolve();
  expect(await answer).toMatchObject({ isAcked: true, body: { response_type: 'in_channel' } });
  await stopped;
  await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  await other.stop();
});
