import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { button, type Card, card, controls, download, picture } from '../../../src/chat/card.ts';
import { pressNamed } from '../../../src/chat/intents.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import { standingAnswer } from '../../../src/db/schema/index.ts';
import { Unavailable } from '../../../src/errors.ts';
import type { FakePerson } from '../../support/fake-slack/index.ts';
import { blockOf, directOf, startSlack } from './harness.ts';

let chat: Awaited<ReturnType<typeof startSlack>>;
let ada: FakePerson;
let ben: FakePerson;
let channel: string;

beforeAll(async () => {
  chat = await startSlack();
  ada = chat.workspace.person('Ada');
  ben = chat.workspace.person('Ben');
});
beforeEach(() => {
  channel = chat.workspace.channel('hall');
});
afterEach(() => chat.fake.faults.clear());
afterAll(() => chat?.stop());

let topics = 0;
/** Asks for something that gets better; the id of the request, and what it is about. */
async function ask(name: 'later' | 'openly', place = channel) {
  const topic = `matter ${++topics}`;
  await done(ada.command(place, '/study', `${name} ${topic}`));
  return { topic, id: lastId() };
}
/** The same in the place of a private card, by a press on it. */
async function press(place = channel) {
  const { topic } = await ask('later', place);
  await done(ada.press(place, 'Go on'));
  return { topic, id: lastId() };
}
const lastId = () => chat.bot.done.at(-1)?.id ?? '';
async function done(act: Promise<unknown>): Promise<void> {
  await act;
  await chat.slack.idle();
  chat.rest();
}

/** Another process, for as long as it takes: nothing is asked meanwhile, so that it shows nothing itself. */
async function byAnother(work: (other: Platform) => Promise<unknown>): Promise<void> {
  const other = await chat.another();
  await work(other);
  await other.stop();
  await chat.fake.until(() => chat.fake.socket.connections === 1);
}

let posts = 0;
const newId = () => `later${String(++posts).padStart(11, '0')}`;
interface Changing {
  readonly id?: string;
  readonly again?: boolean;
  readonly by?: Platform;
}
const change = (
  instead: string,
  shown: Card | string,
  { id = newId(), again = false, by = chat.slack }: Changing = {},
) => {
  const made = typeof shown === 'string' ? card(shown) : shown;
  return by.deliver({ id, to: directOf(ada), card: made, again, instead });
};
const failure = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);
const seen = (what: string, place = channel, who = ada) => who.sees(place).filter(({ text }) => text.includes(what));
const said = (words: string) => chat.logged.filter((line) => line.includes(words)).length;
const withButton = (title: string) =>
  card(title, [controls(button('Add one', pressNamed('small.add', { count: '7' })))]);

describe('an answer is changed', () => {
  test('by another process than showed it: for all, in the direct line, and where a press was answered', async () => {
    const [all, direct, mine] = [await ask('openly'), await ask('openly', ada.dm), await press()];
    await byAnother(async (by) => {
      await change(all.id, 'For all', { by });
      await change(direct.id, 'Directly', { by });
      await change(mine.id, 'For me', { by });
    });
    expect(seen('For all', channel, ben)).toHaveLength(1);
    expect(seen('Directly', ada.dm)).toHaveLength(1);
    expect(seen('For me')).toMatchObject([{ isEphemeral: true }]);
    expect([...seen('First on'), ...seen('First on', ada.dm), ...seen('Step 1')]).toEqual([]);
  });

  test('below what was whispered to a command, by another process too, for the same eyes', async () => {
    const { id } = await ask('later');
    await byAnother((by) => change(id, 'Below it', { by }));
    expect(seen('Below it')).toMatchObject([{ isEphemeral: true }]);
    expect(seen('First thought')).toHaveLength(1);
  });

  test('below for all in a channel that the bot is not in', async () => {
    const without = chat.workspace.channel('elsewhere', { hasBot: false });
    const { id } = await ask('openly', without);
    expect(seen('First on', without)).toHaveLength(1);
    await change(id, 'Better elsewhere');
    expect(seen('Better elsewhere', without)).toMatchObject([{ isEphemeral: false }]);
  });

  test('with a picture in it, and its file after it, once', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    const shown = card('Drawn', [
      picture({ svg, alt: 'A black box', width: 40, height: 20 }),
      download('cards.csv', 'text/csv', Buffer.from('a,b')),
    ]);
    const [all, mine] = [await ask('openly'), await press()];
    await change(all.id, shown);
    await change(mine.id, shown);
    expect(seen('Drawn').map(({ images }) => images.map(({ alt, file }) => [alt, file?.mime]))).toEqual([
      [['A black box', 'image/png']],
      [['A black box', 'image/png']],
    ]);
    expect(seen('below)')).toHaveLength(1);
    expect(seen('in our direct messages)')).toMatchObject([{ isEphemeral: true }]);
    const files = (place: string) => ada.sees(place).flatMap((message) => message.files.map(({ name }) => name));
    expect(files(channel)).toEqual(['cards.csv']);
    expect(files(ada.dm)).toEqual(['cards.csv']);
  });

  test('in the direct line where it was asked for on the Home page, once', async () => {
    await done(ada.opensHome());
    const view = ada.home();
    if (!view) throw new Error('There is no Home page');
    await done(ada.press(view, 'Think'));
    const id = chat.bot.done.findLast(({ kind }) => kind === 'press')?.id ?? '';
    const post = newId();
    await change(id, 'Thought through', { id: post });
    chat.rest();
    await change(id, 'Thought through', { id: post, again: true });
    expect(seen('Thought through', ada.dm)).toHaveLength(1);
  });
});

const ways = [
  ['for all', 'chat.update', () => ask('openly')],
  ['for one, by a press', 'response_url', () => press()],
] as const;
const faults = [
  { kind: 'ratelimited', retryAfterS: 7 },
  { kind: 'status', status: 503 },
  { kind: 'lost request' },
  { kind: 'lost answer' },
] as const;

describe.each(ways)('through trouble, an answer %s is changed once', (_, method, asking) => {
  test.each(faults)('%o', async (fault) => {
    const { id } = await asking();
    const [before, post] = [ada.sees(channel).length, newId()];
    chat.fake.faults.next(method, fault);
    const met = await failure(change(id, 'Better', { id: post }));
    expect(met).toBeInstanceOf(Unavailable);
    if (fault.kind === 'ratelimited') expect(met).toMatchObject({ retryAfterMs: 7000 });
    await change(id, 'Better', { id: post, again: true });
    await change(id, 'Better', { id: post, again: true });
    expect(seen('Better')).toHaveLength(1);
    expect(ada.sees(channel)).toHaveLength(before);
  });
});

describe('through trouble, what comes below a whisper', () => {
  test.each([
    { kind: 'ratelimited', retryAfterS: 7 },
    { kind: 'status', status: 503 },
  ] as const)('comes once: %o', async (fault) => {
    const { id } = await ask('later');
    const post = newId();
    chat.fake.faults.next('response_url', fault);
    expect(await failure(change(id, 'Better', { id: post }))).toBeInstanceOf(Unavailable);
    await change(id, 'Better', { id: post, again: true });
    await change(id, 'Better', { id: post, again: true });
    expect(seen('Better')).toHaveLength(1);
  });

  test.each([
    ['lost answer', 1],
    ['lost request', 0],
  ] as const)('is rather lost than seen twice: %s', async (kind, times) => {
    const { id } = await ask('later');
    const post = newId();
    chat.fake.faults.next('response_url', { kind });
    await change(id, 'Better', { id: post });
    await change(id, 'Better', { id: post, again: true });
    expect(seen('Better')).toHaveLength(times);
    expect(said(`"post":"${post}"`)).toBe(1);
  });

  test('comes once by two processes at once', async () => {
    const { id } = await ask('later');
    const post = newId();
    await byAnother((other) =>
      Promise.all([chat.slack, other].map((by) => change(id, 'Better', { id: post, by, again: true }))),
    );
    expect(seen('Better')).toHaveLength(1);
  });
});

test('while the database is away an answer is changed later, and nothing is lost', async () => {
  const { id } = await ask('openly');
  const post = newId();
  await chat.cutDatabase();
  expect(await failure(change(id, 'Better', { id: post }))).toBeInstanceOf(Unavailable);
  await chat.mendDatabase();
  await change(id, 'Better', { id: post, again: true });
  expect(seen('Better')).toHaveLength(1);
});

describe('an answer is left as it is', () => {
  const left = async (id: string) => {
    const before = said('can no longer be changed');
    await change(id, 'Too late');
    expect(seen('Too late')).toEqual([]);
    expect(said('can no longer be changed')).toBe(before + 1);
  };

  test('when what is for one person is older than Slack lets anyone change it; what all see is changed all the same', async () => {
    const [whisper, mine, all] = [await ask('later'), await press(), await ask('openly')];
    chat.fake.clock.advance(31 * 60_000);
    await left(whisper.id);
    await left(mine.id);
    await change(all.id, 'In time');
    expect(seen('In time')).toHaveLength(1);
  });

  test('when the response_url was used up', async () => {
    const { id } = await press();
    chat.fake.faults.next('response_url', { kind: 'error', error: 'used_url' });
    await left(id);
  });

  test('when its message or its channel is gone', async () => {
    const [first, second] = [await ask('openly'), await ask('openly')];
    chat.fake.faults.next('chat.update', { kind: 'error', error: 'message_not_found' });
    await left(first.id);
    chat.workspace.deleteChannel(channel);
    const before = said('can no longer be changed');
    await change(second.id, 'Nowhere');
    expect(said('can no longer be changed')).toBe(before + 1);
  });

  test('when a press of anyone put something else in its place, also once it was changed', async () => {
    const [first, second] = [await ask('openly'), await ask('openly')];
    await done(ben.press(channel, 'Add one'));
    expect(await failure(change(second.id, 'Stale'))).toBeInstanceOf(Unavailable);
    await change(second.id, 'Stale', { again: true });
    await change(first.id, withButton('Better'));
    await done(ben.press(seen('Better')[0] ?? channel, 'Add one'));
    await change(first.id, 'Stale', { again: true });
    expect(seen('Stale')).toEqual([]);
    expect(seen('Count')).toHaveLength(2);
  });

  test('when the person went on while its pictures were on their way', async () => {
    const { id } = await ask('openly');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    const shown = card('Stale', [picture({ svg, alt: 'A black box', width: 40, height: 20 })]);
    const uploads = () => chat.fake.calls.filter(({ method }) => method === 'files.getUploadURLExternal').length;
    const before = uploads();
    chat.fake.faults.next('files.getUploadURLExternal', { kind: 'slow', ms: 60_000 });
    const changing = change(id, shown);
    await chat.fake.until(() => uploads() > before);
    await done(ben.press(channel, 'Add one'));
    chat.fake.clock.advance(60_000);
    await changing;
    expect(seen('Stale')).toEqual([]);
    expect(seen('Count 1')).toHaveLength(1);
  });

  test('when a press put something else in the place of what was whispered', async () => {
    const { id } = await ask('later');
    await done(ada.press(channel, 'Go on'));
    await change(id, 'Stale', { again: true });
    expect(seen('Stale')).toEqual([]);
  });

  test('when a form that was opened from it answered in its place', async () => {
    const { id } = await ask('openly');
    await done(ben.press(channel, 'Fill in'));
    const view = ben.modal();
    if (!view) throw new Error('No form is open');
    await done(ben.submit({ [blockOf(view, 'goal')]: 'A goal', [blockOf(view, 'mood')]: 'well' }));
    expect(seen('Goal: A goal')).toHaveLength(1);
    await change(id, 'Stale', { again: true });
    expect(seen('Stale')).toEqual([]);
  });
});

test('over HTTP a whisper rides on its acknowledgement, and what all see comes so that it can be changed', async () => {
  const http = await startSlack({ way: 'http' });
  const [hall, eve] = [http.workspace.channel('hall'), http.workspace.person('Eve')];
  const to = directOf(eve);
  const put = (title: string) =>
    http.slack.deliver({ id: newId(), to, card: card(title), again: false, instead: http.bot.done.at(-1)?.id ?? '' });
  const whisper = await eve.command(hall, '/study', 'later whisper');
  await http.slack.idle();
  expect(whisper.body).toMatchObject({ response_type: 'ephemeral' });
  await put('Better for me');
  http.rest();
  await eve.command(hall, '/study', 'openly aloud');
  await http.slack.idle();
  await put('Better for all');
  expect(eve.sees(hall).map(({ text }) => text.split('\n')[0])).toEqual([
    'First thought on whisper',
    'Better for me',
    'Better for all',
  ]);
  await http.stop();
});

test('after a restart, the next process changes what the last one showed', async () => {
  const [mine, all] = [await press(), await ask('openly')];
  await chat.slack.stop();
  const next = await chat.another();
  await change(mine.id, 'Better for me', { by: next });
  await change(all.id, 'Better for all', { by: next });
  expect(seen('Better for me')).toHaveLength(1);
  expect(seen('Better for all')).toHaveLength(1);
});

test('the addresses by which answers are changed lie sealed', async () => {
  const { id } = await ask('later');
  const rows = await chat.db.select().from(standingAnswer);
  expect(rows.map(({ requestId }) => requestId)).toContain(id);
  const plain = rows.map(({ way }) => JSON.stringify(way) + Buffer.from(way.sealed, 'base64').toString('latin1'));
  expect(plain.join('\n')).not.toContain('http');
});

test('no address to answer at and nothing that was written is in the log', () => {
  const log = chat.logged.join('');
  for (const secret of ['Better', 'matter 1', '/hooks/', chat.workspace.botToken]) expect(log).not.toContain(secret);
});
