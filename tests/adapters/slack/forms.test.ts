import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchFile } from '../../../adapters/slack/answers/uploads.ts';
import { boltLog } from '../../../adapters/slack/ways-in/app.ts';
import { clientMaker } from '../../../adapters/slack/workspaces/workspaces.ts';
import { Unavailable } from '../../../src/errors.ts';
import type { FakePerson } from '../../support/fake-slack/index.ts';
import { blockOf, byField, startSlack } from './harness.ts';

let chat: Awaited<ReturnType<typeof startSlack>>;
let ada: FakePerson;
let ben: FakePerson;
let room: string;

beforeAll(async () => {
  chat = await startSlack({ way: 'http' });
  ada = chat.workspace.person('Ada');
  ben = chat.workspace.person('Ben');
});
beforeEach(() => {
  room = chat.workspace.channel('hall');
});
afterEach(async () => {
  chat.bot.before = async () => {};
  for (const person of [ada, ben]) if (person.modal()) await person.closeModal();
});
afterAll(() => chat?.stop());

/** The bot answers nothing until it is let go. */
function hold() {
  const released = Promise.withResolvers<void>();
  chat.bot.before = () => released.promise;
  return async () => {
    released.resolve();
    chat.bot.before = async () => {};
    await chat.slack.idle();
  };
}

const right = { goal: 'Pass graph theory', minutes: '45', mood: 'well' };

/** Fills in the form before a person by the names of its fields. */
function send(person: FakePerson, values: Readonly<Record<string, string>>) {
  const view = person.modal();
  if (!view) throw new Error(`${person.name} has no form open`);
  const named = Object.entries(values).map(([field, value]) => [blockOf(view, field), value]);
  return person.submit(Object.fromEntries(named));
}
const last = (person: FakePerson, place = room) => {
  const seen = person.sees(place).at(-1);
  if (!seen) throw new Error(`${person.name} sees nothing`);
  return seen;
};
const goals = (what: string) => chat.bot.done.filter((it) => it.kind === 'press' && it.fields.goal === what);
const open = (person: FakePerson) => person.command(room, '/study', 'goal');

describe('a form', () => {
  test('says beside each field what it needs, and above them what is wrong as a whole', async () => {
    await open(ada);
    await send(ada, { ...right, goal: 'impossible' });
    const view = ada.modal();
    expect(byField(view?.problems ?? {})).toEqual({ goal: 'Please want something else.' });
    expect(view?.text).toContain('That cannot be');
    expect(byField(view?.values ?? {})).toMatchObject({ goal: 'impossible', minutes: '45', mood: 'well' });
    expect(ada.sees(room)).toEqual([]);
  });

  test('sent twice at once is done once and answered once', async () => {
    await open(ada);
    const one = send(ada, { ...right, goal: 'Both at once' });
    await Promise.all([one, ada.repeat()]);
    await chat.slack.idle();
    expect(goals('Both at once')).toHaveLength(1);
    expect(ada.sees(room).filter(({ text }) => text.includes('Goal: Both at once'))).toHaveLength(1);
  });

  test('put right after a refusal is a new one', async () => {
    await open(ada);
    await send(ada, { ...right, goal: 'impossible' });
    await send(ada, { goal: 'impossible' });
    await send(ada, { goal: 'Possible' });
    await chat.slack.idle();
    expect(goals('Possible')).toHaveLength(1);
    expect(ada.modal()).toBeNull();
  });

  test('that is for one person alone does not take the place of a card that all see', async () => {
    await ada.command(room, '/study', 'counter 5');
    await ada.press(room, 'Peek');
    expect(last(ada)).toMatchObject({ isEphemeral: true, text: 'Peeked at 5' });
    expect(ben.sees(room).map(({ text }) => text)).toEqual([expect.stringContaining('Count 5')]);
  });

  test('opened from a card that was deleted meanwhile answers below', async () => {
    await ada.command(room, '/study', 'counter 6');
    await ada.press(room, 'Fill in');
    const counter = last(ada);
    await chat.workspace.messages(room);
    await fetch(`${chat.fake.url}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${chat.workspace.botToken}` },
      body: new URLSearchParams({ channel: room, ts: counter.ts }),
    });
    await send(ada, { ...right, goal: 'Without its card' });
    await chat.slack.idle();
    expect(last(ben).text).toContain('Goal: Without its card');
  });

  test('answers by a message of the bot when its half hour is over', async () => {
    await open(ada);
    chat.fake.clock.advance(31 * 60_000);
    await send(ada, { ...right, goal: 'Thought about it' });
    await chat.slack.idle();
    expect(last(ben).text).toContain('Goal: Thought about it');
    expect(chat.fake.calls.at(-1)?.method).toBe('chat.postMessage');
  });

  test('answers in the direct line where the bot was sent away meanwhile', async () => {
    const secret = chat.workspace.channel('secret');
    await ada.command(secret, '/study', 'goal');
    chat.fake.clock.advance(31 * 60_000);
    chat.workspace.removeBot(secret);
    await send(ada, { ...right, goal: 'Sent away' });
    await chat.slack.idle();
    expect(last(ada, ada.dm).text).toContain('Goal: Sent away');
  });
});

describe('a form that comes late', () => {
  test('becomes a card that opens it', async () => {
    const release = hold();
    expect(await open(ada)).toMatchObject({ isAcked: true, body: undefined });
    chat.fake.clock.advance(1500);
    await release();
    expect(ada.modal()).toBeNull();
    expect(last(ada)).toMatchObject({ isEphemeral: true });
    expect(last(ada).text).toContain('A new goal');
    expect(ben.sees(room)).toEqual([]);

    await ada.press(room, 'Open it');
    expect(ada.modal()?.text).toContain('What do you want');
    await send(ada, { ...right, goal: 'Better late' });
    await chat.slack.idle();
    expect(last(ben).text).toContain('Goal: Better late');
  });

  test('opens still when the bot was started anew meanwhile, and for nobody else', async () => {
    const release = hold();
    await open(ada);
    chat.fake.clock.advance(1500);
    await release();
    const card = last(ada);
    const other = await chat.another();
    chat.fake.connect({ mode: 'http', url: `http://127.0.0.1:${other.port}/slack/events` });
    await ada.press(card, 'Open it');
    expect(ada.modal()?.text).toContain('A new goal');
    chat.fake.connect({ mode: 'http', url: `${chat.url}/slack/events` });

    await ada.press(card, 'Open it');
    const pressed = new URLSearchParams(chat.fake.http.last?.body).get('payload') ?? '';
    const opened = () => chat.fake.calls.filter(({ method }) => method === 'views.open').length;
    const before = opened();
    const payload = pressed.replaceAll(ada.id, ben.id).replaceAll(/"trigger_id":"[^"]*"/g, '"trigger_id":"forged.1"');
    await chat.fake.http.send(chat.fake.http.sign(new URLSearchParams({ payload }).toString()));
    await chat.slack.idle();
    expect(opened()).toBe(before);
    expect(chat.fake.calls.at(-1)).toMatchObject({ method: 'response_url' });
  });

  test('refused late, it is offered again with all that was typed', async () => {
    await open(ada);
    const release = hold();
    const answer = await send(ada, { ...right, goal: 'impossible', plan: 'Line one\nLine two' });
    expect(answer).toMatchObject({ isAcked: true, body: undefined });
    expect(ada.modal()).toBeNull();
    await release();
    expect(last(ada)).toMatchObject({ isEphemeral: true });
    expect(last(ada).text).toContain('That cannot be');
    await ada.press(room, 'Open again');
    expect(byField(ada.modal()?.values ?? {})).toEqual({
      goal: 'impossible',
      plan: 'Line one\nLine two',
      minutes: '45',
      mood: 'well',
    });
    await send(ada, { goal: 'Possible at last' });
    await chat.slack.idle();
    expect(last(ben).text).toContain('Goal: Possible at last');
  });

  test('taken late, it is answered where it was opened', async () => {
    await ada.command(room, '/study', 'counter 7');
    await ada.press(room, 'Fill in');
    const release = hold();
    await send(ada, { ...right, goal: 'Slow but sure' });
    await release();
    expect(ben.sees(room).map(({ text }) => text)).toEqual([expect.stringContaining('Goal: Slow but sure')]);
  });
});

describe('an answer that comes late', () => {
  test('to a command comes all the same, for whom it is meant', async () => {
    const release = hold();
    const [echoed, whispered] = await Promise.all([
      ada.command(room, '/study', 'echo slowly'),
      ben.command(room, '/study', 'whisper slowly too'),
    ]);
    for (const { isAcked, afterMs, body } of [echoed, whispered]) {
      expect({ isAcked, body }).toEqual({ isAcked: true, body: undefined });
      expect(afterMs).toBeLessThan(3000);
    }
    await release();
    expect(ada.sees(room).map(({ text }) => text)).toEqual([expect.stringContaining('slowly')]);
    expect(ben.sees(room).filter(({ text }) => text.includes('slowly too'))).toMatchObject([{ isEphemeral: true }]);
    expect(ada.notices).toEqual([]);
  });

  test('to a press takes the place of its card', async () => {
    await ada.command(room, '/study', 'counter 8');
    const release = hold();
    expect(await ada.press(room, 'Add one')).toMatchObject({ isAcked: true });
    await release();
    expect(ben.sees(room).map(({ text }) => text)).toEqual([expect.stringContaining('Count 9')]);
  });
});

describe('a file', () => {
  const csv = (bytes: number) => ({ name: 'deck.csv', mime: 'text/csv', bytes: Buffer.alloc(bytes, 'a,b\n') });
  const fileForm = () => ada.command(room, '/study', 'upload Verbs');

  test('is asked for in a form, since commands carry none', async () => {
    await fileForm();
    const view = ada.modal();
    expect(view?.fields.map(({ kind }) => kind)).toEqual(['plain_text_input', 'file_input']);
    expect(byField(view?.values ?? {})).toMatchObject({ name: 'Verbs' });
    await ada.submit({ [view ? blockOf(view, 'cards') : '']: [csv(40)] });
    await chat.slack.idle();
    expect(last(ada).text).toContain('Verbs: deck.csv');
    expect(last(ada).text).toContain('a,b\na,b');
  });

  test('that is too large is refused beside its field, and not fetched', async () => {
    await fileForm();
    const view = ada.modal();
    await ada.submit({ [view ? blockOf(view, 'cards') : '']: [csv(4000)] });
    expect(byField(ada.modal()?.problems ?? {}).cards).toMatch(/too large/);
    expect(chat.fake.calls.slice(-3).map(({ method }) => method)).not.toContain('download');
  });

  test('that cannot be fetched leaves the form open, with a word about it', async () => {
    await fileForm();
    const view = ada.modal();
    chat.fake.faults.next('download', { kind: 'status', status: 503 });
    await ada.submit({ [view ? blockOf(view, 'cards') : '']: [csv(40)] });
    expect(ada.modal()?.text).toContain('I cannot do that just now');
    expect(byField(ada.modal()?.values ?? {})).toMatchObject({ name: 'Verbs' });
    await ada.submit();
    await chat.slack.idle();
    expect(last(ada).text).toContain('Verbs: deck.csv');
  });
});

test('a page to sign in is not taken for a file', async () => {
  const poor = await startSlack({ scopes: ['chat:write', 'commands', 'im:write', 'users:read'] });
  const eve = poor.workspace.person('Eve');
  await eve.command(eve.dm, '/study', 'upload Verbs');
  const view = eve.modal();
  await eve.submit({
    [view ? blockOf(view, 'cards') : '']: [{ name: 'deck.csv', mime: 'text/csv', bytes: Buffer.from('a,b') }],
  });
  expect(eve.modal()?.text).toContain('I cannot do that just now');
  expect(poor.bot.done.some(({ kind }) => kind === 'press')).toBe(false);
  await poor.stop();
});

test('the token of the bot goes to nobody but Slack', async () => {
  const asked: unknown[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end('a,b');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const client = clientMaker(chat.fake.url, boltLog(pino({ level: 'silent' })))('xoxb-secret');
  const connected = { workspace: { team: 'T1', org: null }, client, token: 'xoxb-secret', botUser: 'U1', name: null };
  for (const url of [`http://127.0.0.1:${port}/x`, 'http://files.slack.com/x', 'https://evilslack.com/x', 'nowhere'])
    await expect(fetchFile(connected, url, 100)).rejects.toBeInstanceOf(Unavailable);
  expect(asked).toEqual([]);
  await new Promise((resolve) => elsewhere.close(resolve));
});

test('a form that nobody keeps any more says so', async () => {
  await open(ada);
  await chat.db.execute('delete from open_form');
  await send(ada, right);
  expect(ada.modal()?.text).toContain('That form is from another time');
});

test('while the bot cannot be asked, the form stays with what was typed', async () => {
  await open(ada);
  await chat.cutDatabase();
  await send(ada, right);
  const text = ada.modal()?.text;
  await chat.mendDatabase();
  expect(text).toContain('I cannot do that just now');
});
