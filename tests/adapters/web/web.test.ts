import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { platformContract } from '../contract.ts';
import { readStream } from '../stream-reader.ts';
import { hall, type StartedWeb, startWeb, webHarness } from './harness.ts';
import { webPerson } from './person.ts';

platformContract('the web chat', webHarness);

let chat: StartedWeb;
let url: string;

beforeAll(async () => {
  chat = await startWeb();
  url = chat.url;
});
afterAll(() => chat?.stop());

describe('as a server', () => {
  test('it tells whether it lives and whether it is ready', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await chat.cut();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    await chat.mend();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await metrics.text()).toBe('studyloop_counted 1\n');
  });

  test('it stops at once with streams open, and lets an answer under way go out', async () => {
    const other = await startWeb();
    const eve = await webPerson(other.web.url, 'Eve');
    const stream = await readStream(`${eve.home}/stream?${new URLSearchParams({ place: hall, since: '0' })}`);
    const release = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    other.bot.before = async () => {
      reached.resolve();
      await release.promise;
    };
    const answer = eve.act({ place: hall, line: '/study echo just in time' });
    await reached.promise;
    const stopped = other.web.stop();
    await stream.ended;
    release.resolve();
    expect(await answer).toMatchObject({ status: 200 });
    await stopped;
    await expect(fetch(other.web.url)).rejects.toThrow();
    await other.stop();
  });

  test('an answer that takes too long does not hold up the end', async () => {
    const other = await startWeb();
    const eve = await webPerson(other.web.url, 'Eve');
    const reached = Promise.withResolvers<void>();
    other.bot.before = () => {
      reached.resolve();
      return new Promise(() => {});
    };
    const answer = eve.act({ place: hall, line: '/study echo never' }).catch(() => 'hung up');
    await reached.promise;
    await other.web.stop();
    expect(await answer).toBe('hung up');
    await other.stop();
  });
});
