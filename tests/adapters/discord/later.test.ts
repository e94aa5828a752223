import { Routes } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeRest, openRest } from '../../../adapters/discord/rest.ts';
import { button, type Card, card, controls, download, picture } from '../../../src/chat/card.ts';
import { pressNamed } from '../../../src/chat/intents.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import { standingAnswer } from '../../../src/db/schema/index.ts';
import { Unavailable } from '../../../src/errors.ts';
import { type StartedDiscord, startDiscord } from './harness.ts';

let world: StartedDiscord;
beforeAll(async () => {
  world = await startDiscord({ deferAfterMs: 250 });
});
afterAll(() => world?.stop());
afterEach(() => {
  world.bot.before = async () => {};
  world.discord.faults.clear();
});

const byToken = { method: 'PATCH', path: /^\/webhooks\/\d+\/[^/]+\/messages\/\d+$/ };
const byChannel = { method: 'PATCH', path: /^\/channels\/\d+\/messages\/\d+$/ };

let topics = 0;
/** Asks for something that gets better; the id of the request, and what it is about. */
async function ask(name: 'later' | 'openly', channel = world.room) {
  const topic = `matter ${++topics}`;
  await world.ada.command(channel, 'study', name, { topic });
  await world.platform.settled();
  return { topic, id: lastId() };
}
const lastId = () => world.bot.done.at(-1)?.id ?? '';

let posts = 0;
const newId = () => `ltr${String(++posts).padStart(13, '0')}`;
interface Changing {
  readonly id?: string;
  readonly again?: boolean;
  readonly by?: Platform;
}
const change = (
  instead: string,
  shown: Card | string,
  { id = newId(), again = false, by = world.platform }: Changing = {},
) => {
  const to = `discord:user:${world.ada.id}`;
  return by.deliver({ id, to, card: typeof shown === 'string' ? card(shown) : shown, again, instead });
};
const cardWithButtons = (title: string) =>
  card(title, [controls(button('Add one', pressNamed('small.add', { count: '7' })))]);
const failure = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);
const seen = (what: string, channel = world.room, who = world.ada) =>
  who.sees(channel).filter(({ text }) => text.includes(what));
const said = (words: string) => world.logged.filter((line) => line.includes(words)).length;

describe('an answer is changed', () => {
  test.each(['later', 'openly'] as const)('by another process than showed it: %s', async (name) => {
    const other = await world.another();
    const { id, topic } = await ask(name);
    await change(id, `Better, ${topic}`, { by: other });
    expect(seen(`Better, ${topic}`)).toMatchObject([{ isEphemeral: name === 'later' }]);
    expect(seen(`on ${topic}`)).toEqual([]);
    expect(seen(`Better, ${topic}`, world.room, world.ben)).toHaveLength(name === 'later' ? 0 : 1);
    await other.stop();
  });

  test('in the direct line', async () => {
    const { id, topic } = await ask('openly', world.ada.dm);
    await change(id, `Better, ${topic}`);
    expect(seen(`Better, ${topic}`, world.ada.dm)).toHaveLength(1);
    expect(seen(`First on ${topic}`, world.ada.dm)).toEqual([]);
  });

  test('with a picture and a file in it', async () => {
    const { id, topic } = await ask('openly');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    const shown = card(`Drawn, ${topic}`, [
      picture({ svg, alt: 'A black box', width: 40, height: 20 }),
      download('cards.csv', 'text/csv', Buffer.from('a,b')),
    ]);
    await change(id, shown);
    const files = seen(`Drawn, ${topic}`)[0]?.files ?? [];
    expect(files.map(({ name, alt }) => [name, alt])).toEqual([
      [expect.stringMatching(/png$/), 'A black box'],
      ['cards.csv', ''],
    ]);
  });

  test.each(['later', 'openly'] as const)(
    'into several messages where one does not hold it, once: %s',
    async (name) => {
      const { id, topic } = await ask(name);
      const before = world.ada.sees(world.room).length;
      const post = newId();
      const long = card(`Long, ${topic}`, ['x'.repeat(3000), 'y'.repeat(3000)]);
      world.discord.faults.next({ kind: 'hang up', when: 'after' }, name === 'later' ? byToken : byChannel);
      expect(await failure(change(id, long, { id: post }))).toBeInstanceOf(Unavailable);
      await change(id, long, { id: post, again: true });
      expect(world.ada.sees(world.room)).toHaveLength(before + 1);
      expect(seen('yyy').at(-1)).toMatchObject({ isEphemeral: name === 'later' });
    },
  );

  test('in plain words where Discord takes nothing else', async () => {
    const { id, topic } = await ask('openly');
    world.discord.faults.next({ kind: 'status', status: 400 }, byChannel);
    await change(id, card(`Plain, ${topic}`, ['Its words.']));
    expect(seen('Its words.')).toHaveLength(1);
  });

  test.each(['later', 'openly'] as const)('after the wait was said, too: %s', async (name) => {
    world.bot.before = () => world.discord.until(() => world.ada.lastAsked?.first === 'deferred');
    const { id, topic } = await ask(name);
    await change(id, `Better, ${topic}`);
    expect(seen(`Better, ${topic}`)).toHaveLength(1);
    expect(seen(`on ${topic}`)).toEqual([]);
  });

  test('in the direct line, where it went since it was too late for the room', async () => {
    const release = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    world.bot.before = () => {
      asked.resolve();
      return release.promise;
    };
    const asking = ask('later');
    await asked.promise;
    world.discord.pass(3000);
    release.resolve();
    const { id, topic } = await asking;
    expect(seen(`First thought on ${topic}`, world.ada.dm)).toHaveLength(1);
    await change(id, `Better, ${topic}`);
    expect(seen(`Better, ${topic}`, world.ada.dm)).toHaveLength(1);
    expect(seen(`First thought on ${topic}`, world.ada.dm)).toEqual([]);
  });

  test('below, where the card that was pressed was deleted before it could be answered in its place', async () => {
    await ask('later', world.ada.dm);
    const [pressed] = world.ada.sees(world.ada.dm).slice(-1);
    world.bot.before = async () => {
      await world.discord.until(() => world.ada.lastAsked?.first === 'deferred update');
      const rest = openRest({ token: world.discord.token, apiUrl: world.discord.url });
      await rest.delete(Routes.channelMessage(world.ada.dm, pressed?.id ?? ''));
      closeRest(rest);
    };
    await world.ada.pressLabel(world.ada.dm, 'Go on');
    await world.platform.settled();
    const steps = () => world.ada.sees(world.ada.dm).slice(-1)[0]?.text;
    expect(steps()).toContain('Step 1');
    await change(lastId(), 'Better, below');
    expect(steps()).toBe('Better, below');
  });

  test('though the confirmation of its first words was lost', async () => {
    world.discord.faults.next({ kind: 'hang up', when: 'after' }, { method: 'POST', path: /\/callback$/ });
    const { id, topic } = await ask('later');
    await change(id, `Better, ${topic}`);
    expect(seen(`Better, ${topic}`)).toHaveLength(1);
  });
});

describe('through trouble, an answer is changed once', () => {
  const faults = [
    { kind: 'rate limit', retryAfterMs: 60_000, scope: 'shared' },
    { kind: 'hang up', when: 'before' },
    { kind: 'hang up', when: 'after' },
    { kind: 'status', status: 503 },
  ] as const;
  test.each(faults.flatMap((fault) => [['later', byToken, fault] as const, ['openly', byChannel, fault] as const]))(
    '%s',
    async (name, route, fault) => {
      const { id, topic } = await ask(name);
      const before = world.ada.sees(world.room).length;
      const post = newId();
      world.discord.faults.next(fault, route);
      const met = await failure(change(id, `Better, ${topic}`, { id: post }));
      expect(met).toBeInstanceOf(Unavailable);
      if (fault.kind === 'rate limit') expect(met).toMatchObject({ retryAfterMs: expect.closeTo(60_000, -4) });
      world.discord.pass(60_000);
      await change(id, `Better, ${topic}`, { id: post, again: true });
      await change(id, `Better, ${topic}`, { id: post, again: true });
      expect(seen(`Better, ${topic}`)).toHaveLength(1);
      expect(world.ada.sees(world.room)).toHaveLength(before);
    },
  );

  test('the database is away: later, and nothing is lost', async () => {
    const { id, topic } = await ask('later');
    const post = newId();
    await world.database.cut();
    expect(await failure(change(id, `Better, ${topic}`, { id: post }))).toBeInstanceOf(Unavailable);
    await world.database.mend();
    await change(id, `Better, ${topic}`, { id: post, again: true });
    expect(seen(`Better, ${topic}`)).toHaveLength(1);
  });
});

describe('an answer is left as it is', () => {
  test('when what is for one person is older than Discord lets anyone change it; what all see is changed all the same', async () => {
    const [mine, all] = [await ask('later'), await ask('openly')];
    world.discord.pass(15 * 60_000);
    const before = said('can no longer be changed');
    await change(mine.id, `Too late, ${mine.topic}`);
    expect(seen(`Too late, ${mine.topic}`)).toEqual([]);
    expect(seen(`First thought on ${mine.topic}`)).toHaveLength(1);
    expect(said('can no longer be changed')).toBe(before + 1);
    await change(all.id, `In time, ${all.topic}`);
    expect(seen(`In time, ${all.topic}`)).toHaveLength(1);
  });

  test('when its channel is gone', async () => {
    const channel = world.guild.channel('short-lived');
    const { id } = await ask('openly', channel);
    world.guild.deleteChannel(channel);
    const before = said('can no longer be changed');
    await change(id, 'Nowhere');
    expect(said('can no longer be changed')).toBe(before + 1);
  });

  test('when a press of anyone put something else in its place', async () => {
    const { id, topic } = await ask('openly');
    await world.ben.pressLabel(world.room, 'Add one');
    await world.platform.settled();
    expect(await failure(change(id, `Stale, ${topic}`))).toBeInstanceOf(Unavailable);
    await change(id, `Stale, ${topic}`, { again: true });
    expect(seen(`Stale, ${topic}`)).toEqual([]);
    expect(seen('Count 1').length).toBeGreaterThan(0);
  });

  test('when it was changed once, and then pressed away', async () => {
    const { id, topic } = await ask('openly');
    const { buttons } = seen(`First on ${topic}`)[0] ?? {};
    expect(buttons?.map(({ label }) => label)).toContain('Add one');
    await change(id, cardWithButtons(`Better, ${topic}`));
    await world.ben.pressLabel(world.room, 'Add one');
    await world.platform.settled();
    await change(id, `Stale, ${topic}`, { again: true });
    expect(seen(`Stale, ${topic}`)).toEqual([]);
  });

  test.each([
    ['at once', async () => void (await world.ben.pressLabel(world.room, 'Fill in'))],
    ['from the button of a form that was late', lateForm],
  ])('when a form that was opened from it answered in its place: %s', async (_, open) => {
    const { id, topic } = await ask('openly');
    await open();
    await world.ben.submit({ goal: `Goal of ${topic}`, mood: ['well'] });
    await world.platform.settled();
    expect(seen(`Goal of ${topic}`)).toHaveLength(1);
    expect(seen(`First on ${topic}`)).toEqual([]);
    await change(id, `Stale, ${topic}`, { again: true });
    expect(seen(`Stale, ${topic}`)).toEqual([]);
  });

  async function lateForm(): Promise<void> {
    world.bot.before = () => world.discord.until(() => world.ben.lastAsked?.first === 'deferred');
    await world.ben.pressLabel(world.room, 'Fill in');
    await world.platform.settled();
    world.bot.before = async () => {};
    await world.ben.pressLabel(world.room, 'Open');
  }
});

test('a press that is handed in twice does not end what it began', async () => {
  const { topic } = await ask('later');
  await world.ada.pressLabel(world.room, 'Go on');
  await world.platform.settled();
  const id = lastId();
  await world.ada.repeat();
  await world.platform.settled();
  await change(id, `Better step, ${topic}`);
  expect(seen(`Better step, ${topic}`)).toHaveLength(1);
});

test('an answer is shown though where it stands cannot be kept', async () => {
  world.bot.before = world.database.cut;
  const { topic } = await ask('later');
  await world.database.mend();
  expect(seen(`First thought on ${topic}`)).toHaveLength(1);
  expect(said('could not be kept')).toBe(1);
});

test('the tokens by which answers are changed lie sealed', async () => {
  const { id } = await ask('later');
  const rows = await world.db.select().from(standingAnswer);
  expect(rows.map(({ requestId }) => requestId)).toContain(id);
  const token = world.ada.lastAsked?.token ?? '';
  expect(token).not.toBe('');
  const plain = rows.map(({ way }) => JSON.stringify(way) + Buffer.from(way.sealed, 'base64').toString('latin1'));
  expect(plain.join('\n')).not.toContain(token);
});

test('after a restart, the next process changes what the last one showed', async () => {
  const [mine, all] = [await ask('later'), await ask('openly')];
  await world.platform.stop();
  const next = await world.another();
  await change(mine.id, `Better, ${mine.topic}`, { by: next });
  await change(all.id, `Better, ${all.topic}`, { by: next });
  expect(seen(`Better, ${mine.topic}`)).toHaveLength(1);
  expect(seen(`Better, ${all.topic}`)).toHaveLength(1);
});

test('no token and nothing that was written is in the log', () => {
  const log = world.logged.join('');
  for (const secret of [world.discord.token, 'Better', 'matter 1', 'Its words']) expect(log).not.toContain(secret);
  for (const { path } of world.discord.requests.filter(({ path }) => path.startsWith('/webhooks/')))
    expect(log).not.toContain(path.split('/')[3]);
});
