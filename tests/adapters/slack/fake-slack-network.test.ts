import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type FakePerson, type FakeSlack, type FakeWorkspace, startFakeSlack } from '../../support/fake-slack/index.ts';
import { actions, button } from './bodies.ts';
import { byHttp, bySocket, clientOf, type Running } from './bots.ts';

describe('a response_url', () => {
  test('is good five times and for thirty minutes, and can change what only one person sees', async () => {
    const slack = await startFakeSlack();
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    const ada = team.person('Ada');
    slack.connect({ mode: 'http', url: 'http://127.0.0.1:9/nobody' });
    const urlOf = async () => {
      await ada.command(room, '/study');
      return new URLSearchParams(slack.http.last?.body).get('response_url') ?? '';
    };
    const respond = async (url: string, body: object) => {
      const response = await fetch(url, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      return [response.status, ((await response.json()) as { error?: string }).error];
    };
    const url = await urlOf();
    expect(await respond(url, { text: '' })).toEqual([404, 'no_text']);
    for (let n = 0; n < 5; n++) expect(await respond(url, { text: `${n}` })).toEqual([200, undefined]);
    expect(await respond(url, { text: '6' })).toEqual([404, 'used_url']);
    const old = await urlOf();
    slack.clock.advance(30 * 60_000 + 1);
    expect(await respond(old, { text: 'x' })).toEqual([404, 'expired_url']);
    await respond(await urlOf(), { text: 'x', blocks: [actions(button())] });
    await ada.press(room, 'Go');
    const payload = JSON.parse(new URLSearchParams(slack.http.last?.body).get('payload') ?? '');
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload.message).toBeUndefined();
    const client = clientOf(slack, team.botToken);
    const ts = ada.sees(room).at(-1)?.ts ?? '';
    await expect(client.chat.update({ channel: room, ts, text: 'x' })).rejects.toThrow('message_not_found');
    expect(await respond(payload.response_url, { replace_original: true, text: 'Changed' })).toEqual([200, undefined]);
    expect(ada.sees(room).at(-1)).toMatchObject({ text: 'Changed', isEphemeral: true });
    expect(await respond(payload.response_url, { delete_original: true })).toEqual([200, undefined]);
    expect(ada.sees(room).map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
    await slack.stop();
  });
});

describe('signed requests', () => {
  let slack: FakeSlack;
  let ada: FakePerson;
  let team: FakeWorkspace;
  let running: Running;
  const heard: string[] = [];
  beforeAll(async () => {
    slack = await startFakeSlack();
    team = slack.workspace('Lab');
    ada = team.person('Ada');
    running = await byHttp(slack, team);
    running.app.command('/study', async ({ ack, body }) => {
      heard.push(body.text);
      await ack();
    });
  });
  afterAll(async () => {
    await running?.stop();
    await slack?.stop();
  });

  test('are what Bolt takes for Slack’s; a forged one and an old one are not', async () => {
    expect((await slack.http.verifyUrl()).status).toBe(200);
    expect(await ada.command(ada.dm, '/study', 'one & two')).toMatchObject({ isAcked: true, status: 200 });
    expect(heard).toEqual(['one &amp; two']);
    const body = slack.http.last?.body ?? '';
    const nowS = Math.floor(Date.now() / 1000);
    const sent = async (by: { secret?: string; atS?: number }) =>
      (await slack.http.send(slack.http.sign(body, by))).status;
    expect(await sent({ secret: 'guessed' })).toBe(401);
    expect(await sent({ atS: nowS - 400 })).toBe(401);
    expect(heard).toHaveLength(1);
    // Bolt takes what it should not: the same request again, and one from the future.
    if (slack.http.last) expect((await slack.http.send(slack.http.last)).status).toBe(200);
    expect(await sent({ atS: nowS + 3_600 })).toBe(200);
    expect(heard).toHaveLength(3);
  });

  test('events that are not taken come again with the same id: at once, after a minute, after five', async () => {
    const seen: { id: string; retry: string | undefined }[] = [];
    const bot = createServer(async (request, response) => {
      const body = (await json(request)) as { event_id: string };
      seen.push({ id: body.event_id, retry: request.headers['x-slack-retry-num']?.toString() });
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    const address = bot.address();
    if (address === null || typeof address === 'string') throw new Error('The bot has no port');
    slack.connect({ mode: 'http', url: `http://127.0.0.1:${address.port}/slack/events` });
    await team.event({ type: 'team_join' });
    await slack.until(() => seen.length === 2);
    slack.clock.advance(60_000);
    await slack.until(() => seen.length === 3);
    slack.clock.advance(300_000);
    await slack.until(() => seen.length === 4);
    expect(seen.map(({ retry }) => retry)).toEqual([undefined, '1', '2', '3']);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    bot.closeAllConnections();
    await new Promise((resolve) => bot.close(resolve));
  });
});

describe('the socket', () => {
  let slack: FakeSlack;
  let team: FakeWorkspace;
  let ada: FakePerson;
  beforeAll(async () => {
    slack = await startFakeSlack();
    team = slack.workspace('Lab');
    ada = team.person('Ada');
  });
  afterAll(() => slack?.stop());

  test('gives each envelope to one of the connections; they come back when they were broken or asked to go', async () => {
    const counts = [0, 0];
    const bots: Running[] = [];
    for (const index of counts.keys()) {
      const bot = await bySocket(slack, team);
      bot.app.command('/study', async ({ ack }) => {
        counts[index] = (counts[index] ?? 0) + 1;
        await ack();
      });
      bots.push(bot);
    }
    for (let n = 0; n < 6; n++) await ada.command(ada.dm, '/study');
    expect(counts).toEqual([3, 3]);
    for (const leave of [slack.socket.drop, slack.socket.refresh]) {
      leave.call(slack.socket);
      await slack.until(() => slack.socket.connections === 0);
      expect(await ada.command(ada.dm, '/study')).toMatchObject({ isAcked: false });
      await slack.until(() => slack.socket.connections === 2);
      for (const _ of counts) expect(await ada.command(ada.dm, '/study')).toMatchObject({ isAcked: true });
    }
    expect(counts).toEqual([5, 5]);
    for (const bot of bots) await bot.stop();
    await slack.until(() => slack.socket.connections === 0);
  });

  test('lets in who has a ticket, once, and ten at most', async () => {
    const app = clientOf(slack, slack.appToken);
    const connect = async (url: string) => {
      const socket = new WebSocket(url);
      const first = await new Promise<string>((resolve, reject) => {
        socket.once('message', (data) => resolve(JSON.parse(String(data)).type));
        socket.once('error', reject);
      });
      return { socket, first };
    };
    const urls = await Promise.all(
      Array.from({ length: 11 }, async () => (await app.apps.connections.open({})).url ?? ''),
    );
    const sockets = [];
    for (const url of urls) sockets.push(await connect(url));
    expect(sockets.map(({ first }) => first)).toEqual([...Array(10).fill('hello'), 'disconnect']);
    await expect(connect(urls[0] ?? '')).rejects.toThrow('404');
    for (const { socket } of sockets) socket.close();
  });
});

describe('faults', () => {
  test('go wrong as they were planned: before it is done, after it, late, and with Slack’s own words', async () => {
    const slack = await startFakeSlack({ pace: 'none' });
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    const client = clientOf(slack, team.botToken);
    const say = (text: string) => client.chat.postMessage({ channel: room, text });
    const texts = () => team.messages(room).map(({ text }) => text);
    slack.faults.next('chat.postMessage', { kind: 'lost request' });
    await expect(say('lost')).rejects.toThrow(webApi.WebAPIRequestError);
    expect(texts()).toEqual([]);
    slack.faults.next('chat.postMessage', { kind: 'lost answer' });
    await expect(say('done all the same')).rejects.toThrow(webApi.WebAPIRequestError);
    expect(texts()).toEqual(['done all the same']);
    slack.faults.next('chat.postMessage', { kind: 'ratelimited', retryAfterS: 7 });
    await expect(say('x')).rejects.toMatchObject({ retryAfter: 7 });
    slack.faults.next('*', { kind: 'status', status: 503 }, 2);
    for (const _ of [1, 2]) await expect(say('x')).rejects.toMatchObject({ statusCode: 503 });
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'fatal_error' });
    await expect(say('x')).rejects.toThrow('fatal_error');
    slack.faults.next('chat.postMessage', { kind: 'slow', ms: 60_000 });
    const slow = say('slow');
    await slack.until(() => texts().includes('slow'));
    slack.clock.advance(60_000);
    await slow;
    await slack.cut();
    await expect(say('x')).rejects.toThrow(webApi.WebAPIRequestError);
    await slack.mend();
    await say('back');
    expect(texts()).toEqual(['done all the same', 'slow', 'back']);
    expect(slack.calls.map(({ status }) => status)).toEqual([0, 0, 429, 503, 503, 200, 200, 200]);
    await slack.stop();
  });
});
