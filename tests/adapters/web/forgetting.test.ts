import { afterAll, beforeAll, expect, test } from 'vitest';
import { webMessage } from '../../../src/db/schema/web.ts';
import { hall, noon, type StartedWeb, startWeb } from './harness.ts';

const yearMs = 366 * 24 * 3600 * 1000;
let chat: StartedWeb;
beforeAll(async () => {
  chat = await startWeb();
});
afterAll(() => chat.stop());

const ids = async () => (await chat.db.select({ id: webMessage.id }).from(webMessage)).length;

test('messages are kept for a year, and what is older goes a few at a time as new ones come', async () => {
  for (let n = 0; n < 15; n++) await chat.deliver(hall, `old ${n}`);
  chat.clock.at = new Date(noon.getTime() + yearMs);
  await chat.deliver(hall, 'a year later');
  expect(await ids()).toBe(16);
  chat.clock.at = new Date(noon.getTime() + yearMs + 1);
  await chat.deliver(hall, 'still later');
  expect(await ids()).toBe(7);
  await Promise.all([chat.deliver(hall, 'at'), chat.deliver(hall, 'the'), chat.deliver(hall, 'same time')]);
  expect(await ids()).toBe(5);
});
