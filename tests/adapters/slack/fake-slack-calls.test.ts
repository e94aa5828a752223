import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, type FakeWorkspace, startFakeSlack } from '../../support/fake-slack/index.ts';
import type { Body } from './bodies.ts';
import { clientOf, refusal } from './bots.ts';

let slack: FakeSlack;
let team: FakeWorkspace;
let room: string;
let client: webApi.WebClient;
beforeAll(async () => {
  slack = await startFakeSlack({ pace: 'none' });
  team = slack.workspace('Refusals');
  room = team.channel('study');
  client = clientOf(slack, team.botToken);
});
afterAll(() => slack?.stop());

const post = (more: Body) => client.apiCall('chat.postMessage', { channel: room, ...more });

describe('a call is refused', () => {
  test('without a token, with a wrong one, and with one that was revoked', async () => {
    const test = (token: string) => refusal(clientOf(slack, token).auth.test());
    expect(await test('')).toBe('not_authed');
    expect(await test('xoxb-never')).toBe('invalid_auth');
    expect(await test(slack.appToken)).toBe('not_allowed_token_type');
    const other = slack.workspace('Leaving');
    const { botToken } = other;
    expect(await test(botToken)).toBe('ok');
    other.revokeToken();
    expect(await test(botToken)).toBe('token_revoked');
    expect(await refusal(clientOf(slack, botToken).apps.connections.open({}))).toBe('token_revoked');
    expect(await refusal(client.apiCall('chat.shout'))).toBe('unknown_method');
  });

  test('without its scope, which is named', async () => {
    const poor = slack.workspace('Poor', { scopes: ['commands', 'chat:write'] });
    const place = poor.channel('x');
    const call = clientOf(slack, poor.botToken);
    await expect(call.users.info({ user: 'U1' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'commands,chat:write' },
    });
    expect(await refusal(call.conversations.history({ channel: place }))).toBe('missing_scope');
    expect(await refusal(call.chat.postMessage({ channel: place, text: 'x' }))).toBe('ok');
  });

  test('where the bot is not, where it is closed, and where nobody is any more', async () => {
    const outside = team.channel('outside', { hasBot: false });
    const hidden = team.channel('hidden', { hasBot: false, isPrivate: true });
    const closed = team.channel('closed');
    const say = (channel: string) => refusal(post({ channel, text: 'x' }));
    expect(await say(outside)).toBe('not_in_channel');
    expect(await say(hidden)).toBe('channel_not_found');
    expect(await say(closed)).toBe('ok');
    team.archiveChannel(closed);
    expect(await say(closed)).toBe('is_archived');
    team.deleteChannel(closed);
    expect(await say(closed)).toBe('channel_not_found');
    const zoe = team.person('Zoe');
    expect(await refusal(client.conversations.open({ users: zoe.id }))).toBe('ok');
    await zoe.leaves();
    expect(await refusal(client.conversations.open({ users: zoe.id }))).toBe('user_disabled');
    expect(await refusal(client.conversations.open({ users: team.botUserId }))).toBe('cannot_dm_bot');
    expect(await refusal(client.conversations.open({ users: 'U404' }))).toBe('user_not_found');
  });

  test('when a file is not what was announced, or not there yet', async () => {
    const { file_id = '', upload_url = '' } = await client.files.getUploadURLExternal({ filename: 'x.png', length: 4 });
    const send = async (text: string) => (await fetch(upload_url, { method: 'POST', body: text })).status;
    const complete = () => refusal(client.files.completeUploadExternal({ files: [{ id: file_id, title: 'X' }] }));
    expect(await complete()).toBe('file_update_failed');
    expect(await send('too long')).toBe(400);
    expect(await send('four')).toBe(200);
    const show = () => post({ text: 'x', blocks: [picture] });
    const picture = { type: 'image', alt_text: 'x', slack_file: { id: file_id } };
    expect(await refusal(show())).toContain('invalid slack file');
    expect(await complete()).toBe('ok');
    expect(await complete()).toBe('file_update_failed');
    expect(await refusal(show())).toBe('ok');
    expect(team.messages(room).at(-1)?.images[0]?.file?.name).toBe('x.png');
    expect(await refusal(client.files.info({ file: 'F404' }))).toBe('file_not_found');
  });
});

describe('a call that comes too fast', () => {
  test('is told how long to wait: a message a second in a channel, and the tiers', async () => {
    const strict = await startFakeSlack();
    const here = strict.workspace('Strict');
    const [one, two] = [here.channel('one'), here.channel('two')];
    const call = clientOf(strict, here.botToken);
    await call.chat.postMessage({ channel: one, text: 'x' });
    await expect(call.chat.postMessage({ channel: one, text: 'y' })).rejects.toMatchObject({ retryAfter: 1 });
    await call.chat.postMessage({ channel: two, text: 'x' });
    strict.clock.advance(1_000);
    await call.chat.postMessage({ channel: one, text: 'y' });
    for (let n = 0; n < 20; n++) await call.conversations.list({});
    await expect(call.conversations.list({})).rejects.toThrow(webApi.WebAPIRateLimitedError);
    strict.clock.advance(60_000);
    await call.conversations.list({});
    await strict.stop();
  });
});
