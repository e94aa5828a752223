import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seal, unseal } from '../../../adapters/shared/seal.ts';
import { neededScopes } from '../../../adapters/slack/manifest.ts';
import { boltLog } from '../../../adapters/slack/ways-in/app.ts';
import { openInstallations } from '../../../adapters/slack/workspaces/installations.ts';
import { clientMaker } from '../../../adapters/slack/workspaces/workspaces.ts';
import { card } from '../../../src/chat/card.ts';
import { slackInstallation } from '../../../src/db/schema/index.ts';
import { Gone } from '../../../src/errors.ts';
import { directOf, roomOf, startSlack, tokenKey } from './harness.ts';

let chat: Awaited<ReturnType<typeof startSlack>>;
let install: string;
beforeAll(async () => {
  chat = await startSlack({ way: 'oauth', workspaceName: 'Study club' });
  install = `${chat.url}/slack/install`;
});
afterAll(() => chat?.stop());

const rows = () => chat.db.select().from(slackInstallation);
const bare = (name: string) => chat.fake.workspace(name, { isInstalled: false });

describe('an installation', () => {
  test('asks for the scopes that are needed, and is said to have worked', async () => {
    const page = await chat.workspace.install(install);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Studyloop is installed');
    for (const scope of neededScopes) expect(page.scopes).toContain(scope);
    expect((await rows()).map(({ id }) => id)).toEqual([chat.workspace.id]);
  });

  test('holds no token that one could read', async () => {
    const [row] = await rows();
    const kept = JSON.stringify(row);
    expect(kept).not.toContain(chat.workspace.botToken);
    expect(Buffer.from(row?.sealed ?? '', 'base64').toString('latin1')).not.toContain('xoxb');
    const opened = unseal(tokenKey, row?.sealed ?? '', chat.workspace.id) ?? '';
    expect(opened).toContain(chat.workspace.botToken);
    expect(chat.logged.join('')).not.toContain('xoxb');
  });

  test.each([
    ['with a forged state', { forge: { state: 'forged' } }],
    ['in another browser', { forge: { withoutCookies: true } }],
    ['with a code of nobody', { forge: { code: 'nobody' } }],
    ['that was refused', { refuses: true }],
  ])('%s does not come about', async (_, options) => {
    const before = (await rows()).length;
    const page = await bare('Elsewhere').install(install, options);
    expect(page.status).toBe(400);
    expect(page.text).toContain('was not installed');
    expect(await rows()).toHaveLength(before);
  });
});

describe('two workspaces', () => {
  test('do not mix: each has its people, its channels and its token', async () => {
    const [one, other] = [chat.workspace, bare('Night school')];
    await other.install(install);
    const [ada, namesake] = [one.person('Ada'), other.person('Ada')];
    const [hall, otherHall] = [one.channel('hall'), other.channel('hall')];
    await ada.command(hall, '/study', 'echo in the club');
    await namesake.command(otherHall, '/study', 'echo at night');
    await chat.slack.idle();
    const asked = chat.bot.done.slice(-2);
    expect(asked.map(({ sender }) => sender.key)).toEqual([
      `slack:${one.id}:${ada.id}`,
      `slack:${other.id}:${namesake.id}`,
    ]);
    expect(asked.map(({ place }) => place.group)).toEqual([
      { key: `slack:${one.id}`, name: 'Study club' },
      { key: `slack:${other.id}`, name: 'Night school' },
    ]);
    await chat.deliver(roomOf(one, hall), card('For the club'));
    await chat.deliver(roomOf(other, otherHall), card('For the night'));
    await chat.deliver(directOf(namesake), card('For the other Ada'));
    expect(ada.sees(hall).map(({ text }) => text)).toEqual([expect.stringContaining('in the club'), 'For the club']);
    expect(namesake.sees(otherHall).map(({ text }) => text)).toEqual([
      expect.stringContaining('at night'),
      'For the night',
    ]);
    const posts = chat.fake.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posts.map(({ team }) => team)).toEqual([one.id, other.id, other.id]);
    await expect(chat.deliver(roomOf(one, otherHall), card('Across'))).rejects.toBeInstanceOf(Gone);
  });

  test('one that uninstalls is forgotten, the other goes on; and it may come back', async () => {
    const leaving = bare('Leaving');
    await leaving.install(install);
    const hall = leaving.channel('hall');
    const eve = leaving.person('Eve');
    await eve.command(hall, '/study', 'counter 1');
    await leaving.uninstall();
    await chat.slack.idle();
    expect((await rows()).map(({ id }) => id)).not.toContain(leaving.id);
    await expect(chat.deliver(roomOf(leaving, hall), card('Too late'))).rejects.toBeInstanceOf(Gone);
    const done = chat.bot.done.length;
    await eve.press(hall, 'Add one');
    await chat.slack.idle();
    expect(eve.sees(hall).at(-1)?.text).toContain('I am not installed here any more');
    expect(chat.bot.done).toHaveLength(done);
    await chat.deliver(directOf(chat.workspace.person('Ben')), card('Still here'));

    await leaving.install(install);
    await eve.press(hall, 'Add one');
    await chat.slack.idle();
    expect(leaving.messages(hall)[0]?.text).toContain('Count 2');
  });

  test('another process finds what one installed, and forgets what one was told of the end of', async () => {
    const other = await chat.another();
    const club = bare('Late club');
    await club.install(install);
    const hall = club.channel('hall');
    await other.deliver({ id: 'late000000000001', to: roomOf(club, hall), card: card('From the other'), again: false });
    expect(club.messages(hall)).toHaveLength(1);
    await club.uninstall();
    await chat.slack.idle();
    const late = { id: 'late000000000002', to: roomOf(club, hall), card: card('Never'), again: false };
    chat.rest();
    await expect(other.deliver(late)).rejects.toBeInstanceOf(Gone);
    await expect(other.deliver({ ...late, id: 'late000000000003' })).rejects.toBeInstanceOf(Gone);
  });
});

test("an organisation's installation serves all its workspaces, and a workspace's own stands above it", async () => {
  const tokens: string[] = [];
  const clientOf = clientMaker(chat.fake.url, boltLog(pino({ level: 'silent' })));
  const around = { db: chat.db, tokenKey, clientOf, now: () => new Date() };
  const all = openInstallations(around);
  const made = (token: string) => ({
    user: { token: undefined, scopes: undefined, id: 'U1' },
    bot: { token, scopes: [], id: 'B1', userId: 'UBOT' },
  });
  await all.store.storeInstallation({
    ...made('xoxb-org'),
    team: undefined,
    enterprise: { id: 'E1', name: 'University' },
    isEnterpriseInstall: true,
  });
  tokens.push((await all.find({ team: 'T1', org: 'E1' })).token);
  await all.store.storeInstallation({
    ...made('xoxb-team'),
    team: { id: 'T2', name: 'Maths' },
    enterprise: { id: 'E1' },
    isEnterpriseInstall: false,
  });
  tokens.push((await all.find({ team: 'T2', org: 'E1' })).token, (await all.find({ team: 'T1', org: 'E1' })).token);
  expect(tokens).toEqual(['xoxb-org', 'xoxb-team', 'xoxb-org']);
  await expect(all.find({ team: 'T1', org: null })).rejects.toBeInstanceOf(Gone);
  await all.drop({ team: 'T1', org: 'E1' });
  await expect(all.find({ team: 'T1', org: 'E1' })).rejects.toBeInstanceOf(Gone);
  expect((await all.find({ team: 'T2', org: 'E1' })).token).toBe('xoxb-team');

  const clock = { ms: Date.now() };
  const beside = openInstallations({ ...around, now: () => new Date(clock.ms) });
  await beside.find({ team: 'T2', org: null });
  await all.drop({ team: 'T2', org: null });
  expect((await beside.find({ team: 'T2', org: null })).token).toBe('xoxb-team');
  clock.ms += 61_000;
  await expect(beside.find({ team: 'T2', org: null })).rejects.toBeInstanceOf(Gone);
  await all.store.storeInstallation({
    ...made('xoxb-team'),
    team: { id: 'T2' },
    enterprise: undefined,
    isEnterpriseInstall: false,
  });
  const another = openInstallations({ ...around, tokenKey: new Uint8Array(32).fill(8) });
  await expect(another.find({ team: 'T2', org: null })).rejects.toBeInstanceOf(Gone);
});

test('what is sealed opens with its key, in its place, and unchanged', () => {
  const sealed = seal(tokenKey, 'xoxb-secret', 'T1');
  expect(unseal(tokenKey, sealed, 'T1')).toBe('xoxb-secret');
  expect(seal(tokenKey, 'xoxb-secret', 'T1')).not.toBe(sealed);
  expect(unseal(new Uint8Array(32).fill(1), sealed, 'T1')).toBeNull();
  expect(unseal(tokenKey, sealed, 'T2')).toBeNull();
  const bytes = Buffer.from(sealed, 'base64');
  for (const at of [0, 14, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal(tokenKey, changed.toString('base64'), 'T1')).toBeNull();
  }
  expect(unseal(tokenKey, '', 'T1')).toBeNull();
});
