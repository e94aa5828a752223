import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { card, download, picture } from '../../../src/chat/card.ts';
import { Gone, Unavailable, WrongSetting } from '../../../src/errors.ts';
import type { FakePerson } from '../../support/fake-slack/index.ts';
import { directOf, roomOf, startSlack } from './harness.ts';

let chat: Awaited<ReturnType<typeof startSlack>>;
let ada: FakePerson;
let ben: FakePerson;
let channel: string;
let room: string;

beforeAll(async () => {
  chat = await startSlack();
  ada = chat.workspace.person('Ada');
  ben = chat.workspace.person('Ben');
});
beforeEach(() => {
  channel = chat.workspace.channel('hall');
  room = roomOf(chat.workspace, channel);
});
afterEach(() => {
  chat.bot.before = async () => {};
  chat.fake.faults.clear();
});
afterAll(() => chat?.stop());

const titles = (place = channel) => chat.workspace.messages(place).map(({ text }) => text);
const methods = () => chat.fake.calls.map(({ method }) => method);
const trouble = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return null;
  } catch (error) {
    return error;
  }
};

describe('a post', () => {
  const id = (n: number) => `faulty${String(n).padStart(10, '0')}`;
  let made = 0;

  test.each(['lost answer', 'lost request'] as const)('comes once when Slack met it with a %s', async (kind) => {
    const name = id(++made);
    chat.fake.faults.next('chat.postMessage', { kind });
    const met = await trouble(chat.deliver(room, card('Once alone'), false, name));
    expect(met).toBeInstanceOf(Unavailable);
    await chat.deliver(room, card('Once alone'), true, name);
    await chat.deliver(room, card('Once alone'), true, name);
    expect(titles()).toEqual(['Once alone']);
  });

  test('is found again behind many others', async () => {
    const name = id(++made);
    chat.fake.faults.next('chat.postMessage', { kind: 'lost answer' });
    await trouble(chat.deliver(room, card('Long ago'), false, name));
    for (let n = 0; n < 250; n++) await ben.says(channel, `chatter ${n}`);
    await chat.deliver(room, card('Long ago'), true, name);
    expect(titles().filter((text) => text === 'Long ago')).toHaveLength(1);
  });

  test.each([
    [{ kind: 'status', status: 503 }, undefined],
    [{ kind: 'error', error: 'internal_error' }, undefined],
    [{ kind: 'error', error: 'fatal_error' }, undefined],
    [{ kind: 'ratelimited', retryAfterS: 7 }, 7000],
  ] as const)('waits for better times after %o', async (fault, retryAfterMs) => {
    chat.fake.faults.next('chat.postMessage', fault);
    const met = await trouble(chat.deliver(room, card('Later')));
    expect(met).toBeInstanceOf(Unavailable);
    expect(met).toMatchObject({ retryAfterMs });
    expect(titles()).toEqual([]);
  });

  test.each(['is_archived', 'not_in_channel', 'channel_not_found'])('ends with %s', async (error) => {
    chat.fake.faults.next('chat.postMessage', { kind: 'error', error });
    expect(await trouble(chat.deliver(room, card('Never')))).toBeInstanceOf(Gone);
  });

  test.each(['account_inactive', 'token_revoked'])(
    'waits for another token after %s: whoever runs the bot may give it one',
    async (error) => {
      chat.fake.faults.next('chat.postMessage', { kind: 'error', error });
      const met = await trouble(chat.deliver(room, card('Kept'), false, 'kept000000000001'));
      expect(met).toBeInstanceOf(Unavailable);
      expect((met as Unavailable).message).toContain('SLACK_BOT_TOKEN works no more');
      expect((met as Unavailable).retryAfterMs).toBeGreaterThan(60_000);
      const before = titles(channel).length;
      await chat.deliver(room, card('Kept'), true, 'kept000000000001');
      expect(titles(channel).length).toBe(before + 1);
    },
  );

  test('to someone who left ends, and to a channel that was deleted', async () => {
    const eve = chat.workspace.person('Eve');
    await chat.deliver(directOf(eve), card('Still there'));
    expect(titles(eve.dm)).toEqual(['Still there']);
    await eve.leaves();
    expect(await trouble(chat.deliver(directOf(eve), card('Gone')))).toBeInstanceOf(Gone);
    chat.workspace.deleteChannel(channel);
    expect(await trouble(chat.deliver(room, card('Gone')))).toBeInstanceOf(Gone);
  });

  test('goes on counting a trouble that Slack had', async () => {
    chat.fake.faults.next('chat.postMessage', { kind: 'ratelimited', retryAfterS: 1 });
    await trouble(chat.deliver(room, card('Counted')));
    const printed = await chat.metrics.print(null);
    expect(printed).toMatch(/platform_errors_total\{platform="slack",kind="ratelimited"\} [1-9]/);
  });

  test('storms are weathered: a message a second, each once, and Slack is never asked too often', async () => {
    const waiting = Array.from({ length: 6 }, (_, n) => ({ name: id(++made), title: `Storm ${n}`, again: false }));
    chat.rest();
    const limited = () => chat.fake.calls.filter(({ status }) => status === 429).length;
    const before = limited();
    chat.fake.faults.next('chat.postMessage', { kind: 'ratelimited', retryAfterS: 2 }, 2);
    for (let rounds = 0; waiting.length > 0 && rounds < 50; rounds++) {
      const [first] = waiting;
      if (!first) break;
      const to = { id: first.name, to: room, card: card(first.title), again: first.again };
      const met = await trouble(chat.slack.deliver(to));
      if (met === null) waiting.shift();
      else {
        expect(met).toBeInstanceOf(Unavailable);
        first.again = true;
      }
      chat.rest();
    }
    expect(titles()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `Storm ${n}`));
    expect(limited() - before).toBe(2);
  });

  test('of many at once to one channel, those that cannot go at once are put off', async () => {
    chat.rest();
    const limited = chat.fake.calls.filter(({ status }) => status === 429).length;
    const all = await Promise.all(
      [0, 1, 2, 3, 4].map((n) =>
        trouble(chat.slack.deliver({ id: id(++made), to: room, card: card(`Burst ${n}`), again: false })),
      ),
    );
    expect(all.filter((it) => it === null).length).toBeGreaterThan(0);
    const putOff = all.filter((it) => it !== null);
    expect(putOff.length).toBeGreaterThan(0);
    for (const it of putOff) expect(it).toBeInstanceOf(Unavailable);
    expect(chat.fake.calls.filter(({ status }) => status === 429).length).toBe(limited);
  });

  test('brings its file, once', async () => {
    const name = id(++made);
    const shown = card('Your cards', [download('cards.csv', 'text/csv', Buffer.from('a,b'))]);
    chat.fake.faults.next('files.completeUploadExternal', { kind: 'error', error: 'internal_error' });
    expect(await trouble(chat.deliver(room, shown, false, name))).toBeInstanceOf(Unavailable);
    await chat.deliver(room, shown, true, name);
    await chat.deliver(room, shown, true, name);
    const files = chat.workspace.messages(channel).flatMap((message) => message.files);
    expect(files.map((file) => [file.name, Buffer.from(file.bytes).toString()])).toEqual([['cards.csv', 'a,b']]);
    expect(titles().filter((text) => text.includes('Your cards'))).toHaveLength(1);
  });

  test('shows its picture as a PNG with words for those who cannot see it; and only the words where it cannot be drawn', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    const shown = card('A picture', [picture({ svg, alt: 'A black box', width: 40, height: 20 })]);
    await chat.deliver(room, shown);
    const [image] = chat.workspace.messages(channel)[0]?.images ?? [];
    expect(image?.alt).toBe('A black box');
    expect(
      Buffer.from(image?.file?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    chat.fake.faults.next('files.getUploadURLExternal', { kind: 'error', error: 'internal_error' });
    await chat.deliver(room, shown);
    expect(chat.workspace.messages(channel)[1]).toMatchObject({
      images: [],
      text: expect.stringContaining('A black box'),
    });
  });
});

test('a post may come twice where the bot may not look for it; the log says so', async () => {
  const blind = await startSlack({ scopes: ['chat:write', 'commands', 'im:write', 'users:read'] });
  const place = blind.workspace.channel('hall');
  const to = roomOf(blind.workspace, place);
  blind.fake.faults.next('chat.postMessage', { kind: 'lost answer' });
  await trouble(blind.deliver(to, card('Twice'), false, 'blind00000000001'));
  await blind.deliver(to, card('Twice'), true, 'blind00000000001');
  expect(blind.workspace.messages(place)).toHaveLength(2);
  expect(blind.logged.filter((line) => line.includes('a post may come twice'))).toHaveLength(1);
  await blind.stop();
});

describe('an answer', () => {
  test.each([
    { kind: 'status', status: 503 },
    { kind: 'ratelimited', retryAfterS: 1 },
    { kind: 'lost answer' },
    { kind: 'lost request' },
  ] as const)('that takes the place of a card is given again after %o', async (fault) => {
    await ada.command(channel, '/study', 'counter 10');
    chat.fake.faults.next('response_url', fault);
    await ada.press(channel, 'Add one');
    await chat.slack.idle();
    expect(titles()).toEqual([expect.stringContaining('Count 11')]);
  });

  test.each([
    { kind: 'status', status: 503 },
    { kind: 'ratelimited', retryAfterS: 1 },
    { kind: 'lost answer' },
  ] as const)('below a card comes once after %o', async (fault) => {
    await ada.command(channel, '/study', 'counter 20');
    chat.fake.faults.next('response_url', fault);
    await ada.press(channel, 'Add below');
    await chat.slack.idle();
    expect(titles().filter((text) => text.includes('Below 20'))).toHaveLength(1);
  });

  test('goes on its way when the socket breaks in the middle of it', async () => {
    const reached = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    chat.bot.before = async () => {
      reached.resolve();
      await release.promise;
    };
    const answer = ada.command(channel, '/study', 'echo through the storm');
    await reached.promise;
    chat.fake.socket.drop();
    expect(await answer).toMatchObject({ isAcked: false });
    release.resolve();
    await chat.slack.idle();
    expect(titles()).toEqual([expect.stringContaining('through the storm')]);
    await chat.fake.until(() => chat.fake.socket.connections === 1);
    chat.bot.before = async () => {};
    expect(await ada.command(channel, '/study', 'echo and after it')).toMatchObject({ isAcked: true });
  });

  test('tells someone that it cannot be given while the token is revoked, and changes nothing', async () => {
    await ada.command(channel, '/study', 'counter 30');
    chat.workspace.revokeToken();
    const met = await trouble(chat.deliver(room, card('Too early')));
    expect(met).toBeInstanceOf(Unavailable);
    const done = chat.bot.done.length;
    await ada.press(channel, 'Add one');
    await chat.slack.idle();
    const [seen] = ada.sees(channel).filter(({ isEphemeral }) => isEphemeral);
    expect(seen?.text).toContain('I cannot do that just now');
    expect(chat.bot.done).toHaveLength(done);
  });
});

describe('the socket', () => {
  let other: Awaited<ReturnType<typeof startSlack>>;
  beforeAll(async () => {
    other = await startSlack();
  });
  afterAll(() => other?.stop());

  test('is open again at once when Slack changes the connection', async () => {
    other.fake.socket.refresh();
    await other.fake.until(() => other.fake.socket.connections === 0);
    await other.fake.until(() => other.fake.socket.connections === 1, 2000);
  });

  test('comes back by itself when Slack was away', async () => {
    await expect.poll(other.slack.isConnected).toBe(true);
    await other.fake.cut();
    await other.fake.until(() => other.fake.socket.connections === 0);
    await expect.poll(other.slack.isConnected).toBe(false);
    await other.fake.mend();
    await other.fake.until(() => other.fake.socket.connections === 1, 10_000);
    await expect.poll(other.slack.isConnected).toBe(true);
    const eve = other.workspace.person('Eve');
    expect(await eve.command(eve.dm, '/study', 'echo back')).toMatchObject({ isAcked: true });
  });

  test('opens late where Slack is away at the start', async () => {
    await other.fake.cut();
    const late = other.another();
    await other.fake.mend();
    await late;
    await other.fake.until(() => other.fake.socket.connections === 2, 10_000);
  });

  test('a card works after a restart', async () => {
    const eve = other.workspace.person('Finn');
    await eve.command(eve.dm, '/study', 'counter 3');
    await other.slack.stop();
    await other.fake.until(() => other.fake.socket.connections === 1);
    await eve.press(eve.dm, 'Add one');
    expect(eve.sees(eve.dm).at(-1)?.text).toContain('Count 4');
  });

  test('a token that Slack refuses is told to whoever starts the bot', async () => {
    const { appToken } = other.fake;
    const { botToken } = other.workspace;
    for (const tokens of [
      { appToken: 'xapp-wrong', botToken },
      { appToken, botToken: 'xoxb-wrong' },
    ])
      await expect(other.another({ kind: 'socket', ...tokens })).rejects.toThrow(WrongSetting);
  });
});

test('hostile text rings nobody, wherever it is shown', async () => {
  const { hostile } = await import('../../support/gallery.ts');
  const eve = await startSlack();
  const [hall, person] = [eve.workspace.channel('hall'), eve.workspace.person('U')];
  for (const text of [...Object.values(hostile), `<@${person.id}> @channel <!everyone>`]) {
    await person.command(hall, '/study', `echo ${text}`);
    eve.rest();
    await eve.slack.deliver({
      id: `h${eve.fake.calls.length}`.padEnd(16, '0'),
      to: roomOf(eve.workspace, hall),
      card: card(text.slice(0, 100), [text]),
      again: false,
    });
  }
  const seen = eve.workspace.messages(hall);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.flatMap(({ pings }) => pings)).toEqual([]);
  expect(eve.logged.join('')).not.toContain('evil.example');
  await eve.stop();
});

test('a button of four thousand letters is from another time', async () => {
  const eve = await startSlack({ way: 'http' });
  const [hall, person] = [eve.workspace.channel('hall'), eve.workspace.person('Eve')];
  await person.command(hall, '/study', 'counter 1');
  await person.press(hall, 'Peek');
  const payload = new URLSearchParams(eve.fake.http.last?.body).get('payload') ?? '';
  for (const wire of ['x'.repeat(4096), `9 press ${'x'.repeat(4096)}`, `9 pick:${'p'.repeat(4096)} small.add`]) {
    const forged = payload
      .replace(/"action_id":"\d+ press small\.peek[^"]*"/, `"action_id":${JSON.stringify(wire)}`)
      .replace(/"trigger_id":"[^"]*"/, `"trigger_id":"1.${wire.length}.${wire.slice(0, 8).trim()}"`);
    expect(forged).toContain(wire);
    const { status } = await eve.fake.http.send(
      eve.fake.http.sign(new URLSearchParams({ payload: forged }).toString()),
    );
    expect(status).toBe(200);
  }
  await eve.slack.idle();
  expect(eve.bot.calls.filter((it) => it.kind === 'press' && it.wire.length > 200).length).toBeLessThanOrEqual(1);
  expect(person.sees(hall).at(-1)).toMatchObject({ isEphemeral: true });
  await eve.stop();
});

test('Slack is asked for nothing that is not needed', () => {
  expect(methods()).not.toContain('conversations.list');
});
