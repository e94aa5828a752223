import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileOf } from '../../../adapters/slack/people.ts';
import { type SlackPlatform, slackPlatform } from '../../../adapters/slack/platform.ts';
import { member, reminder, seen } from '../../../src/db/schema/index.ts';
import { type FakePerson, type FakeSlack, type FakeWorkspace, startFakeSlack } from '../../support/fake-slack/index.ts';
import { type Studyloop, startStudyloop } from '../../support/studyloop.ts';
import { blockOf, byField } from './harness.ts';

/** The whole core, with all its features, in a fake Slack over HTTP. */
let loop: Studyloop;
let fake: FakeSlack;
let slack: SlackPlatform;
let workspace: FakeWorkspace;
let ada: FakePerson;

beforeAll(async () => {
  fake = await startFakeSlack();
  workspace = fake.workspace('Study club');
  let started: SlackPlatform | undefined;
  loop = await startStudyloop({
    at: new Date().toISOString(),
    platform(world) {
      const { signingSecret } = fake;
      const install = { botToken: workspace.botToken };
      const mode = { kind: 'http', signingSecret, port: 0, host: '127.0.0.1', install } as const;
      started = slackPlatform({ ...world, mode, apiUrl: fake.url });
      return started;
    },
  });
  if (!started) throw new Error('The platform was not made');
  slack = started;
  fake.connect({ mode: 'http', url: `http://127.0.0.1:${slack.port}/slack/events` });
  ada = workspace.person('Ada', { zone: 'America/New_York' });
});
afterAll(async () => {
  await loop?.stop();
  await fake?.stop();
});

const done = async (act: Promise<unknown>) => {
  await act;
  await slack.idle();
};
const home = (person = ada) => person.home()?.text ?? '';
const memberOf = async (person: FakePerson) =>
  (await loop.db.select().from(member)).find(({ key }) => key === `slack:${workspace.id}:${person.id}`);

describe('the Home page', () => {
  test('welcomes the first time, and shows the day', async () => {
    await done(ada.opensHome());
    expect(home()).toContain('Hello! I keep your study loop going');
    expect(ada.home()?.buttons.map(({ label }) => label)).toContain('Set yourself up');
    expect(home()).not.toContain('/setup'); // she does not run the workspace
    await done(ada.opensHome());
    expect(home()).not.toContain('Hello!');
    expect(home()).not.toBe('');
  });

  test('is made once for an event that comes twice', async () => {
    const asked = () => fake.calls.filter(({ method }) => method === 'views.publish').length;
    const before = asked();
    await done(ada.opensHome());
    const { body = '', headers = {} } = fake.http.last ?? {};
    const contentType = headers['content-type'] ?? '';
    await fake.http.send(fake.http.sign(body, { contentType, atS: Math.floor(Date.now() / 1000) + 1 }));
    await fake.until(() => asked() === before + 2);
    const shown = home();
    expect(await loop.db.select().from(seen).where(like(seen.requestId, 'Ev%'))).toHaveLength(3);
    expect(home()).toBe(shown);
  });

  test('leads those who run the workspace to what is theirs', async () => {
    const owner = workspace.person('Olga', { isOwner: true });
    await done(owner.opensHome());
    expect(owner.home()?.text).toContain('/setup health shows how my messages fare');
    expect(owner.home()?.buttons.map(({ label }) => label)).toContain('Is all well here?');
  });

  test('opens forms, and shows what came of them above the day', async () => {
    const [first] = ada.home()?.buttons ?? [];
    expect(first).toBeDefined();
    const goal = ada.home()?.buttons.find(({ label }) => /goal/i.test(label));
    if (!goal) throw new Error(`There is no goal to set on:\n${home()}`);
    await done(ada.press(ada.home() ?? '', goal.label));
    const form = ada.modal();
    if (!form) throw new Error('No form has opened');
    const values = Object.fromEntries(
      form.fields
        .filter(({ isOptional, kind }) => !isOptional && kind === 'plain_text_input')
        .map(({ blockId }) => [blockId, 'Pass graph theory']),
    );
    await done(ada.submit(values));
    expect(ada.modal()).toBeNull();
    expect(home()).toContain('Pass graph theory');
  });
});

describe('who asks', () => {
  test('is known by their profile: name, zone, language and whether they run the workspace', async () => {
    expect(await memberOf(ada)).toMatchObject({
      name: 'Ada',
      zone: 'America/New_York',
      zoneConfirmed: true,
      language: null,
    });
    const ivy = workspace.person('Ivy', { isAdmin: true, locale: 'pt-BR' });
    await done(ivy.command(ivy.dm, '/study', 'me'));
    expect(await memberOf(ivy)).toMatchObject({ zone: 'Europe/Berlin', language: 'pt' });
  });

  test('is asked for once in some minutes, and again when their profile changes', async () => {
    const asked = () => fake.calls.filter(({ method, args }) => method === 'users.info' && args.user === ada.id).length;
    const before = asked();
    await done(ada.command(ada.dm, '/study', 'help'));
    expect(asked()).toBe(before);
    await done(ada.movesTo('Asia/Tokyo'));
    await done(ada.command(ada.dm, '/study', 'help'));
    expect(asked()).toBe(before + 1);
  });

  test('goes by their profile when they move, reminders and all, until they choose for themselves; others are not even met', async () => {
    const zed = workspace.person('Zed', { zone: 'Europe/Berlin' });
    await done(zed.command(zed.dm, '/study', 'remind every day at 18:30 read'));
    await done(zed.command(zed.dm, '/study', 'me'));
    expect(zed.sees(zed.dm).at(-1)?.text).toContain('(from your profile)');
    const before = zed.sees(zed.dm).length;
    await done(zed.movesTo('America/New_York'));
    await loop.settle();
    expect(await memberOf(zed)).toMatchObject({ zone: 'America/New_York', zoneFromProfile: true });
    expect(zed.sees(zed.dm)).toHaveLength(before);
    const own = await loop.db.select().from(reminder).where(eq(reminder.kind, 'own'));
    expect(own.filter(({ words }) => words === 'read').map(({ zone }) => zone)).toEqual(['America/New_York']);
    await done(zed.command(zed.dm, '/study', 'me Lisbon'));
    await done(zed.movesTo('Asia/Tokyo'));
    expect(await memberOf(zed)).toMatchObject({ zone: 'Europe/Lisbon', zoneFromProfile: false });
    const stranger = workspace.person('Stranger');
    await done(stranger.movesTo('Asia/Tokyo'));
    expect(await memberOf(stranger)).toBeUndefined();
  });

  test('is answered while Slack cannot tell who they are', async () => {
    const newcomer = workspace.person('Newcomer');
    fake.faults.next('users.info', { kind: 'error', error: 'internal_error' });
    await done(newcomer.command(newcomer.dm, '/study', 'help'));
    expect(newcomer.sees(newcomer.dm).at(-1)?.text).toContain('/study');
    expect(await memberOf(newcomer)).toMatchObject({ zoneConfirmed: false });
  });

  test('has the best name of a profile, a zone only where it is one, and a language where it tells one', () => {
    expect(
      profileOf(
        { profile: { display_name: ' Ada L. ' }, real_name: 'Ada Lovelace', tz: 'Europe/London', locale: 'es-LA' },
        'x',
      ),
    ).toEqual({
      name: 'Ada L.',
      isAdmin: false,
      zone: 'Europe/London',
      language: 'es-419',
    });
    expect(
      profileOf(
        { profile: { display_name: '' }, real_name: 'Ada', is_owner: true, tz: 'Mars/Base', locale: 'en-GB' },
        'x',
      ),
    ).toEqual({
      name: 'Ada',
      isAdmin: true,
    });
    expect(profileOf({}, 'ada')).toEqual({ name: 'ada', isAdmin: false });
  });
});

test('a command alone says what its root alone says, in the direct line for good', async () => {
  await done(ada.command(ada.dm, '/study'));
  const seen = ada.sees(ada.dm).at(-1);
  expect(seen?.text).toContain('Pass graph theory');
  expect(seen?.isEphemeral).toBe(false);
});

test('what is private is whispered in a direct line of two people', async () => {
  const hall = workspace.channel('private talk');
  await done(ada.command(hall, '/study', 'goals'));
  expect(ada.sees(hall).at(-1)?.isEphemeral).toBe(true);
});

describe('the message shortcut', () => {
  test('opens the form of a new card with the words of the message', async () => {
    const hall = workspace.channel('maths');
    const message = await ada.says(hall, 'A tree with n vertices has n-1 edges & <no> circle');
    await done(ada.shortcut('make-card', message));
    const form = ada.modal();
    if (!form) throw new Error('No form has opened');
    expect(byField(form.values).front).toBe('A tree with n vertices has n-1 edges & <no> circle');
    expect(form.title).toBe('New review card');
    await done(ada.submit({ [blockOf(form, 'back')]: 'n-1 edges' }));
    expect(ada.modal()).toBeNull();
    expect(ada.sees(hall).at(-1)).toMatchObject({ isEphemeral: true, text: expect.stringContaining('n-1 edges') });
  });

  test('clips what is too long for a card', async () => {
    const hall = workspace.channel('long');
    const message = await ada.says(hall, 'word '.repeat(600));
    await done(ada.shortcut('make-card', message));
    const front = byField(ada.modal()?.values ?? {}).front ?? '';
    expect(front.length).toBeLessThanOrEqual(1000);
    expect(front.endsWith('…')).toBe(true);
    await ada.closeModal();
  });

  test('that is not ours is let go by', async () => {
    const hall = workspace.channel('other');
    const message = await ada.says(hall, 'Words');
    expect(await ada.shortcut('other-app', message)).toMatchObject({ isAcked: true });
    expect(ada.modal()).toBeNull();
  });
});

test('invited to a channel, it says hello, once', async () => {
  const hall = workspace.channel('new', { hasBot: false });
  await done(workspace.inviteBot(hall));
  expect(workspace.messages(hall).map(({ text }) => text)).toEqual([expect.stringContaining('Hello!')]);
  await done(ada.press(hall, 'Set yourself up'));
  expect(ada.modal() !== null || ada.sees(hall).length > 1).toBe(true);
});

test('plain words to the bot are answered with how to reach it, once an hour', async () => {
  const talker = workspace.person('Talker');
  await talker.says(talker.dm, 'hello?');
  await fake.until(() => talker.sees(talker.dm).length === 2);
  expect(talker.sees(talker.dm).at(-1)?.text).toContain('I listen to commands');
  await done(talker.press(talker.dm, 'What I can do'));
  expect(talker.sees(talker.dm).at(-1)?.text).toContain('/study today shows where you stand');
  await done(talker.says(talker.dm, 'anybody?'));
  await done(talker.command(talker.dm, '/study', 'help'));
  expect(talker.sees(talker.dm).filter(({ text }) => text.includes('I listen to commands'))).toHaveLength(1);
});

test('what only admins may do is theirs by the profile', async () => {
  const { sender } = { sender: workspace.person('Root', { isOwner: true }) };
  await done(sender.command(sender.dm, '/setup', 'health'));
  await done(ada.command(ada.dm, '/setup', 'health'));
  expect(ada.sees(ada.dm).at(-1)?.text).toMatch(/That is for admins|I do not know/);
  expect(sender.sees(sender.dm).at(-1)?.text).not.toContain('That is for admins');
});
