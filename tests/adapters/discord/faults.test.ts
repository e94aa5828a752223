import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { troubleOf } from '../../../adapters/discord/failures.ts';
import { button, card, controls } from '../../../src/chat/card.ts';
import { pressNamed } from '../../../src/chat/intents.ts';
import { Gone, Unavailable, WrongSetting } from '../../../src/errors.ts';
import { type StartedDiscord, startDiscord } from './harness.ts';

let world: StartedDiscord;
beforeAll(async () => {
  world = await startDiscord({ deferAfterMs: 400 });
});
afterAll(() => world?.stop());
afterEach(() => {
  world.bot.before = async () => {};
  world.discord.faults.clear();
});

const callback = { method: 'POST', path: /\/callback$/ };
const followUp = { method: 'POST', path: /^\/webhooks\/\d+\/[^/]+$/ };
const original = { method: 'PATCH', path: /@original$/ };
const posting = { method: 'POST', path: /^\/channels\/\d+\/messages$/ };

const inRoom = (what: string, who = world.ben) => who.sees(world.room).filter(({ text }) => text.includes(what));
async function says(what: string) {
  const asked = await world.ada.command(world.room, 'study', 'echo', { what });
  await world.platform.settled();
  return asked;
}
let posts = 0;
const newId = () => `flt${String(++posts).padStart(13, '0')}`;
const deliver = (title: string, id = newId(), again = false) =>
  world.platform.deliver({ id, to: `discord:channel:${world.room}`, card: card(title), again });

describe('an answer', () => {
  test('is given once when Discord fails at first', async () => {
    world.discord.faults.next({ kind: 'status', status: 502 }, { ...callback, times: 3 });
    await says('through three failures');
    expect(inRoom('through three failures')).toHaveLength(1);
    expect(world.troubles).toContain('502');
  });

  test.each(['before', 'after'] as const)('is given once when the connection dies %s it was done', async (when) => {
    world.discord.faults.next({ kind: 'hang up', when }, callback);
    await says(`cut ${when}`);
    expect(inRoom(`cut ${when}`)).toHaveLength(1);
  });

  test('that is filled in later is filled in once when the connection dies', async () => {
    world.bot.before = () => world.discord.until(() => world.ada.lastAsked?.first === 'deferred');
    world.discord.faults.next({ kind: 'hang up', when: 'after' }, original);
    world.discord.faults.next({ kind: 'status', status: 500 }, original);
    await says('filled in through trouble');
    expect(inRoom('filled in through trouble')).toHaveLength(1);
  });

  test('is waited for when Discord slows us down', async () => {
    world.discord.faults.next({ kind: 'rate limit', retryAfterMs: 300 }, { ...callback, times: 2 });
    await says('not so fast');
    expect(inRoom('not so fast')).toHaveLength(1);
  });

  test('has a quiet word that is rather lost than said twice', async () => {
    world.discord.faults.next({ kind: 'hang up', when: 'after' }, followUp);
    await world.ada.command(world.room, 'study', 'noted');
    await world.platform.settled();
    expect(inRoom('The quiet word', world.ada)).toHaveLength(1);
  });

  test('has its quiet word though its own confirmation was lost', async () => {
    const before = inRoom('The quiet word', world.ada).length;
    world.discord.faults.next({ kind: 'hang up', when: 'after' }, callback);
    await world.ada.command(world.room, 'study', 'noted');
    await world.platform.settled();
    expect(inRoom('The quiet word', world.ada)).toHaveLength(before + 1);
  });

  test('is given once when it is asked for twice', async () => {
    const before = inRoom('The quiet word', world.ada).length;
    await world.ada.command(world.room, 'study', 'noted');
    await world.ada.repeat();
    await world.platform.settled();
    expect(inRoom('The quiet word', world.ada)).toHaveLength(before + 1);
  });

  test('is given once by two processes that heard the same', async () => {
    const other = await world.another();
    await says('heard by two');
    await other.settled();
    expect(inRoom('heard by two')).toHaveLength(1);
    await world.ada.command(world.room, 'study', 'counter', { from: 300 });
    await world.ada.pressLabel(world.room, 'Add one');
    await Promise.all([world.platform.settled(), other.settled()]);
    expect(inRoom('Count 301')).toHaveLength(1);
    expect(world.bot.done.filter((it) => it.kind === 'press')).toHaveLength(1);
    await other.stop();
    expect(world.bot.calls.length).toBeGreaterThan(world.bot.done.length);
  });

  test('comes to what was asked while the gateway was cut', async () => {
    world.discord.gateway.cut();
    const asking = says('asked in the dark');
    world.discord.gateway.mend();
    await asking;
    expect(inRoom('asked in the dark')).toHaveLength(1);
    expect(world.discord.gateway.resumes).toBeGreaterThan(0);
  });

  test('goes out though the socket is cut in the middle of it', async () => {
    world.bot.before = async () => world.discord.gateway.drop();
    await says('cut in the middle');
    await world.discord.until(() => world.discord.gateway.connected > 0);
    expect(inRoom('cut in the middle')).toHaveLength(1);
  });

  test('comes again once the session is lost and begun anew', async () => {
    const { identifies } = world.discord.gateway;
    world.discord.gateway.forgetSessions();
    world.discord.gateway.askReconnect();
    await world.discord.until(() => world.discord.gateway.identifies > identifies, 20_000);
    await world.discord.until(() => world.discord.gateway.connected > 0);
    await says('after a new beginning');
    expect(inRoom('after a new beginning')).toHaveLength(1);
  });

  test('of which Discord takes nothing but the words is still given', async () => {
    const shown = card('Bad card', [
      'Its words are good.',
      controls(button('Twice', pressNamed('small.add', { count: '1' }))),
    ]);
    world.discord.faults.next({ kind: 'status', status: 400 }, posting);
    await world.platform.deliver({ id: newId(), to: `discord:channel:${world.room}`, card: shown, again: false });
    expect(inRoom('Its words are good.')).toHaveLength(1);
    expect(world.logged.some((line) => line.includes('sent as plain text'))).toBe(true);
  });
});

test('the platform is connected while its gateway stands, and once it stands again', async () => {
  await expect.poll(world.platform.isConnected).toBe(true);
  world.discord.gateway.cut();
  await expect.poll(world.platform.isConnected).toBe(false);
  world.discord.gateway.mend();
  await expect.poll(world.platform.isConnected, { timeout: 10_000 }).toBe(true);
});

describe('a button', () => {
  const plant = (customId: string) =>
    world.discord.plant(world.room, {
      flags: 1 << 15,
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Odd', custom_id: customId }] }],
    });

  test.each([
    ['of nobody', 'no-such.thing?x=1'],
    ['with a wire that cannot be read', 'small.add?count=%zz'],
    ['as long as Discord takes', `small.add?count=${'9'.repeat(83)}`],
    ['with another program’s id', '{"action":"buy","id":[1,2,3]}'],
    ['of a form that nobody keeps', 'open:0123456789abcdef:pe:'],
    ['of a form, garbled', 'open:../../etc:x'],
  ])('%s gets a sentence, for the one who pressed alone', async (_, customId) => {
    const message = plant(customId);
    const { messageIds, first } = await world.ben.press(message, customId);
    expect(first).toBe('message');
    const [told] = world.ben.sees(world.room).filter(({ id }) => messageIds.includes(id));
    expect(told).toMatchObject({ isEphemeral: true, onlyFor: world.ben.id });
    expect(told?.text.length).toBeGreaterThan(10);
  });

  test('works after a restart, and answers under way are let out first', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 500 });
    const { promise, resolve } = Promise.withResolvers<void>();
    world.bot.before = () => promise;
    const calls = world.bot.calls.length;
    const asking = world.ada.command(world.room, 'study', 'echo', { what: 'just before the end' });
    await world.discord.until(() => world.ada.lastAsked?.first === 'deferred');
    expect(world.bot.calls.length).toBe(calls + 1);
    world.discord.faults.next({ kind: 'slow', ms: 300 }, original);
    resolve();
    const stopping = world.platform.stop();
    await stopping;
    expect(inRoom('just before the end')).toHaveLength(1);
    await asking;
    world.bot.before = async () => {};
    const next = await world.another();
    await world.ada.pressLabel(world.room, 'Add one');
    await next.settled();
    expect(inRoom('Count 501')).toHaveLength(1);
  });
});

describe('a post', () => {
  test('of which only the confirmation was lost is there once after the second try', async () => {
    const id = newId();
    world.discord.faults.next({ kind: 'hang up', when: 'after' }, posting);
    await expect(deliver('Confirmed twice', id)).rejects.toBeInstanceOf(Unavailable);
    await deliver('Confirmed twice', id, true);
    expect(inRoom('Confirmed twice')).toHaveLength(1);
  });

  test.each([
    [{ kind: 'status', status: 500 } as const],
    [{ kind: 'status', status: 503 } as const],
    [{ kind: 'hang up', when: 'before' } as const],
  ])('is Unavailable at %o, and is not tried again behind the outbox’s back', async (fault) => {
    const before = world.discord.requests.length;
    world.discord.faults.next(fault, posting);
    await expect(deliver('Not yet')).rejects.toBeInstanceOf(Unavailable);
    expect(world.discord.requests.length - before).toBe(1);
  });

  test('is told how long to wait when the limit is long, and waits by itself when it is short', async () => {
    world.discord.faults.next({ kind: 'rate limit', retryAfterMs: 200 }, posting);
    await deliver('A short wait');
    expect(inRoom('A short wait')).toHaveLength(1);
    world.discord.faults.next({ kind: 'rate limit', retryAfterMs: 60_000, scope: 'shared' }, posting);
    const refused = await deliver('A long wait').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Unavailable);
    expect((refused as Unavailable).retryAfterMs).toBeGreaterThanOrEqual(59_000);
  });

  test('in a storm of them is there once each, and nothing is sent before its time', async () => {
    world.discord.limit('POST /channels/{channel_id}/messages', 3, 4000);
    world.discord.pass(10_000);
    const ids = Array.from({ length: 8 }, newId);
    const waiting = new Set(ids);
    const refusals: number[] = [];
    for (let round = 0; waiting.size > 0 && round < 10; round++) {
      const tries = [...waiting].map(async (id) => {
        try {
          await deliver(`Storm ${id}`, id, round > 0);
          waiting.delete(id);
        } catch (error) {
          refusals.push((error as Unavailable).retryAfterMs ?? 0);
        }
      });
      await Promise.all(tries);
      const longest = Math.max(0, ...refusals.splice(0));
      if (longest > 0) await new Promise((resolve) => setTimeout(resolve, longest));
    }
    world.discord.limit('POST /channels/{channel_id}/messages', 100_000, 1000);
    expect(waiting.size).toBe(0);
    for (const id of ids) expect(inRoom(`Storm ${id}`)).toHaveLength(1);
    const refused = world.discord.requests.filter(({ path, status }) => posting.path.test(path) && status === 429);
    expect(refused.length).toBeLessThanOrEqual(3);
  });

  test('to someone who left every server in common is Gone', async () => {
    const cleo = world.discord.person('Cleo').join(world.guild);
    const to = `discord:user:${cleo.id}`;
    await world.platform.deliver({ id: newId(), to, card: card('Still here'), again: false });
    cleo.leave(world.guild);
    await expect(
      world.platform.deliver({ id: newId(), to, card: card('Not here'), again: false }),
    ).rejects.toBeInstanceOf(Gone);
  });
});

describe('a platform that starts', () => {
  test('says what to do when the token is wrong', async () => {
    world.discord.faults.next({ kind: 'status', status: 401 }, { path: /^\/gateway\/bot$/ });
    const started = world.another();
    await expect(started).rejects.toBeInstanceOf(WrongSetting);
    await expect(started).rejects.toThrow('DISCORD_TOKEN');
  });

  test('goes on trying while Discord is away', async () => {
    world.discord.faults.next({ kind: 'status', status: 503 }, { path: /^\/gateway\/bot$/ });
    const other = await world.another();
    expect(world.logged.some((line) => line.includes('I keep trying'))).toBe(true);
    await other.stop();
  });
});

test('a token that is revoked is told with what to do; posts wait for the next one, and the platform counts as away', async () => {
  const it = await startDiscord();
  it.discord.gateway.close(4004);
  await expect.poll(it.platform.isConnected).toBe(false);
  const [line] = it.logged.filter((one) => one.includes('sent us away for good'));
  expect(line).toContain('Reset Token');
  expect(line).not.toContain(it.discord.token);
  it.discord.faults.next({ kind: 'status', status: 401 }, posting);
  const post = { id: newId(), to: `discord:channel:${it.room}`, card: card('Not lost'), again: false };
  await expect(it.platform.deliver(post)).rejects.toBeInstanceOf(Unavailable);
  await it.platform.deliver({ ...post, again: true });
  expect(it.discord.messages().filter(({ text }) => text.includes('Not lost'))).toHaveLength(1);
  await it.stop();
});

test('nothing that was typed, no name and no token is in the log', () => {
  const log = world.logged.join('');
  expect(log).not.toBe('');
  for (const secret of [world.discord.token, 'through three failures', 'Ada', 'Its words are good']) {
    expect(log).not.toContain(secret);
  }
  for (const { path } of world.discord.requests.filter(({ path }) => path.startsWith('/webhooks/'))) {
    expect(log).not.toContain(path.split('/')[3]);
  }
});

test('what is not Discord’s is trouble with the network', () => {
  expect(troubleOf(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).toMatchObject({
    kind: 'away',
    code: 'ECONNRESET',
  });
  expect(troubleOf('strange')).toMatchObject({ kind: 'away' });
});
