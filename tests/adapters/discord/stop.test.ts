import { expect, test } from 'vitest';
import { type StartedDiscord, startDiscord } from './harness.ts';

const moments: readonly [string, (it: StartedDiscord) => boolean][] = [
  ['as soon as it starts', () => true],
  ['when it has asked for the gateway', ({ discord }) => discord.requests.length > 0],
  ['when it has just identified', ({ discord }) => discord.gateway.identifies > 0],
];

test.each(moments)('stopped %s, it ends at once and leaves no connection behind', async (_, isThen) => {
  const it = await startDiscord({ isStarted: false });
  const starting = it.platform.start(it.bot.catalog, it.bot).catch((error: unknown) => error);
  await it.discord.until(() => isThen(it));
  await it.platform.stop();
  expect(await starting).toBeUndefined();
  await it.discord.until(() => it.discord.gateway.connected === 0);
  expect(it.discord.gateway.connected).toBe(0);
  await it.stop();
});
