import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakePerson, type FakeSlack, type FakeWorkspace, startFakeSlack } from '../support/fake-slack/index.ts';

type Body = Record<string, unknown>;

const plain = (text: string): Body => ({ type: 'plain_text', text });
const section = (more: Body = { text: plain('x') }): Body => ({ type: 'section', ...more });
const button = (more: Body = {}): Body => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: Body[]): Body => ({ type: 'actions', elements });
const option = (text = 'One', value = '1'): Body => ({ text: plain(text), value });
const select = (more: Body = {}): Body => ({ type: 'static_select', options: [option()], ...more });
const input = (element: Body = {}, more: Body = {}): Body => ({
  type: 'input',
  label: plain('What'),
  element: { type: 'plain_text_input', ...element },
  ...more,
});
const modal = (more: Body = {}): Body => ({
  type: 'modal',
  title: plain('A form'),
  submit: plain('Send'),
  blocks: [],
  ...more,
});
const long = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

let slack: FakeSlack;
let team: FakeWorkspace;
let ada: FakePerson;
let room: string;
let client: webApi.WebClient;
const clientOf = (token: string) =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
    logger: {
      debug() {},
      info() {},
      warn() {},
      error() {},
      setLevel() {},
      getLevel: () => webApi.LogLevel.ERROR,
      setName() {},
    },
  });

beforeAll(async () => {
  slack = await startFakeSlack({ pace: 'none' });
  team = slack.workspace('Refusals');
  room = team.channel('study');
  ada = team.person('Ada');
  client = clientOf(team.botToken);
  slack.connect({ mode: 'http', url: 'http://127.0.0.1:9/nobody' });
});
afterAll(() => slack?.stop());

/** Slack's error, with what it says about it; 'ok' where there was none. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (!(error instanceof webApi.WebAPIPlatformError)) throw error;
    const { error: name, response_metadata } = error.data as {
      error: string;
      response_metadata?: { messages?: string[] };
    };
    return [name, ...(response_metadata?.messages ?? [])].join(' ');
  }
}

const post = (more: Body) => client.apiCall('chat.postMessage', { channel: room, ...more });
const postBlocks = (...blocks: Body[]) => refusal(post({ text: 'x', blocks }));
/** Opens a modal as an answer to a press that has just come. */
const open = async (view: Body) => refusal(client.apiCall('views.open', { trigger_id: await freshTrigger(), view }));

/** Nobody hears the command that it belongs to; the trigger is good all the same. */
async function freshTrigger(): Promise<string> {
  await ada.command(room, '/study');
  return new URLSearchParams(slack.http.last?.body).get('trigger_id') ?? '';
}

describe('a message is refused', () => {
  test.each<[string, Body[], string]>([
    ['51 blocks', times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'a text of 3,001',
      [section({ text: plain(long(3001)) })],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty text',
      [section({ text: plain('') })],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['a section of nothing', [section({})], 'must provide at least one of: text, fields [json-pointer:/blocks/0]'],
    [
      '11 fields',
      [section({ fields: times(11, () => plain('x')) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field of 2,001',
      [section({ fields: [plain(long(2001))] })],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'a header of 151',
      [{ type: 'header', text: plain(long(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['a header with markup', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'must be one of: plain_text'],
    [
      '26 elements',
      [actions(...times(26, () => button()))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['no elements', [actions()], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      '11 pieces of context',
      [{ type: 'context', elements: times(11, () => plain('x')) }],
      'no more than 10 items allowed',
    ],
    ['a label of 76', [actions(button({ text: plain(long(76)) }))], 'must be less than 76 characters'],
    [
      'a value of 2,001',
      [actions(button({ value: long(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    ['an empty value', [actions(button({ value: '' }))], 'must be more than 0 characters'],
    [
      'a url of 3,001',
      [actions(button({ url: long(3001) }))],
      'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
    ],
    ['a style of its own', [actions(button({ style: 'default' }))], 'must be one of: primary, danger'],
    [
      '101 options',
      [actions(select({ options: times(101, (at) => option('x', `${at}`)) }))],
      'no more than 100 items allowed',
    ],
    ['no options', [actions(select({ options: [] }))], 'no fewer than 1 items allowed'],
    ['an option of 76', [actions(select({ options: [option(long(76))] }))], 'must be less than 76 characters'],
    [
      'an option picked that is not offered',
      [actions(select({ initial_option: option('Two', '2') }))],
      'initial option must match one of the options',
    ],
    [
      'an option picked that is nothing',
      [actions(select({ initial_option: null }))],
      'must provide an object [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    ['an action_id of 256', [actions(button({ action_id: long(256) }))], 'must be less than 256 characters'],
    [
      'an action_id twice in a block',
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'a block_id of 256',
      [section({ text: plain('x'), block_id: long(256) })],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ],
    ['an input', [input()], 'unsupported type: input [json-pointer:/blocks/0/type]'],
    ['a block that there is not', [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    ['an element that does not belong', [actions({ type: 'plain_text_input' })], 'unsupported type: plain_text_input'],
    [
      'a property that there is not',
      [section({ text: plain('x'), color: 'red' })],
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
    [
      'a picture without alt text',
      [{ type: 'image', image_url: 'https://example.org/x.png' }],
      'missing required field: alt_text',
    ],
    [
      'an alt text of 2,001',
      [{ type: 'image', image_url: 'https://example.org/x.png', alt_text: long(2001) }],
      'must be less than 2001 characters',
    ],
    ['a picture of nothing', [{ type: 'image', alt_text: 'x' }], 'must provide exactly one of: image_url, slack_file'],
    [
      'a picture that was never uploaded',
      [{ type: 'image', alt_text: 'x', slack_file: { id: 'F404' } }],
      'invalid slack file [json-pointer:/blocks/0/slack_file]',
    ],
    [
      'empty rich text',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] }],
      'must be more than 0 characters',
    ],
  ])('with %s', async (_, blocks, says) => {
    const said = await postBlocks(...blocks);
    expect(said).toContain('invalid_blocks');
    expect(said).toContain(`[ERROR] ${says}`);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['without a word', () => post({}), 'no_text'],
    ['with an empty one', () => post({ text: '', blocks: [] }), 'no_text'],
    ['with blocks that are no list', () => post({ text: 'x', blocks: '{]' }), 'invalid_blocks_format'],
    [
      'with 13,201 characters in its blocks',
      () => post({ text: 'x', blocks: times(5, () => section({ text: plain(long(2700)) })) }),
      'msg_blocks_too_long',
    ],
    [
      'with metadata of the wrong kind',
      () => post({ text: 'x', metadata: { event_type: 'x' } }),
      'invalid_metadata_schema',
    ],
    [
      'with metadata without end',
      () => post({ text: 'x', metadata: { event_type: 'x', event_payload: { a: long(9_000) } } }),
      'metadata_too_large',
    ],
    [
      'to no channel',
      () => client.apiCall('chat.postMessage', { text: 'x' }),
      'invalid_arguments [ERROR] missing required field: channel',
    ],
    ['to a channel that there is not', () => post({ channel: 'C404', text: 'x' }), 'channel_not_found'],
    [
      'for a person who is not there',
      () => client.apiCall('chat.postEphemeral', { channel: room, user: 'U404', text: 'x' }),
      'user_not_in_channel',
    ],
    [
      'in the place of none',
      () => client.apiCall('chat.update', { channel: room, ts: '1.2', text: 'x' }),
      'message_not_found',
    ],
  ])('%s', async (_, call, says) => {
    expect(await refusal(call())).toBe(says);
  });

  test('in the place of what another wrote', async () => {
    const { ts } = await ada.says(room, 'Mine');
    expect(await refusal(client.chat.update({ channel: room, ts, text: 'x' }))).toBe('cant_update_message');
    expect(await refusal(client.chat.delete({ channel: room, ts }))).toBe('cant_delete_message');
  });

  test('and at the limits it is taken', async () => {
    const full = [
      section({ text: plain(long(3000)) }),
      { type: 'header', text: plain(long(150)) },
      section({ fields: times(4, () => plain(long(2000))) }),
      actions(...times(25, () => button({ text: plain(long(75)), value: long(2000), action_id: undefined }))),
      actions(select({ options: times(100, (at) => option('x', `${at}`)), initial_option: option('x', '7') })),
      ...times(45, () => ({ type: 'divider' })),
    ];
    expect(await postBlocks(...full)).toBe('ok');
    await post({ text: long(40_001) });
    expect(team.messages(room).at(-1)?.fallback).toHaveLength(40_000);
  });
});

describe('a view is refused', () => {
  test.each<[string, Body, string]>([
    [
      'a title of 25',
      modal({ title: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a send button of 25',
      modal({ submit: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'a close button of 25',
      modal({ close: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      '101 blocks',
      modal({ blocks: times(101, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'private metadata of 3,001',
      modal({ private_metadata: long(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'a callback_id of 256',
      modal({ callback_id: long(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'an input and nothing to send it',
      { type: 'modal', title: plain('x'), blocks: [input()] },
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ],
    [
      'a field of more than 3,000',
      modal({ blocks: [input({ max_length: 3001 })] }),
      'must be an integer between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]',
    ],
    [
      'more in a field than fits',
      modal({ blocks: [input({ max_length: 3, initial_value: 'four' })] }),
      'initial_value must be within min_length and max_length',
    ],
    [
      'a number that is none',
      modal({ blocks: [input({ type: 'number_input', is_decimal_allowed: false, initial_value: 'x' })] }),
      'must be a number in a string',
    ],
    [
      'a number field that says nothing of decimals',
      modal({ blocks: [input({ type: 'number_input' })] }),
      'missing required field: is_decimal_allowed',
    ],
    [
      'eleven radio buttons',
      modal({ blocks: [input({ type: 'radio_buttons', options: times(11, (at) => option('x', `${at}`)) })] }),
      'no more than 10 items allowed',
    ],
    [
      'a button as a field',
      modal({ blocks: [input(button())] }),
      'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
    ],
    ['a home page', { type: 'home', blocks: [] }, 'must be one of: modal [json-pointer:/view/type]'],
  ])('with %s', async (_, view, says) => {
    const said = await open(view);
    expect(said).toContain('invalid_arguments');
    expect(said).toContain(`[ERROR] ${says}`);
    expect(ada.modal()).toBeNull();
  });

  test('with more than 250 kB', async () => {
    const blocks = times(100, () => section({ text: plain(long(2600)) }));
    expect(await open(modal({ blocks }))).toBe('view_too_large');
  });

  test('after three seconds, at the second time, and without a trigger', async () => {
    const late = await freshTrigger();
    slack.clock.advance(3_001);
    expect(await refusal(client.apiCall('views.open', { trigger_id: late, view: modal() }))).toBe('expired_trigger_id');
    const once = await freshTrigger();
    expect(await refusal(client.apiCall('views.open', { trigger_id: once, view: modal() }))).toBe('ok');
    expect(await refusal(client.apiCall('views.open', { trigger_id: once, view: modal() }))).toBe(
      'exchanged_trigger_id',
    );
    expect(await refusal(client.apiCall('views.open', { trigger_id: 'x', view: modal() }))).toBe('invalid_trigger_id');
    const view = ada.modal();
    const update = (more: Body) => refusal(client.apiCall('views.update', { view: modal(), ...more }));
    expect(await update({ view_id: view?.id, hash: view?.hash })).toBe('ok');
    expect(await update({ view_id: view?.id, hash: view?.hash })).toBe('hash_conflict');
    expect(await update({ view_id: 'V404' })).toBe('not_found');
    await ada.closeModal();
  });

  test('for the home of nobody', async () => {
    const home = { type: 'home', blocks: [section()] };
    expect(await refusal(client.apiCall('views.publish', { user_id: 'U404', view: home }))).toBe('user_not_found');
    expect(await refusal(client.apiCall('views.publish', { user_id: ada.id, view: home }))).toBe('ok');
    expect(ada.home()?.text).toBe('x');
  });
});

describe('a call is refused', () => {
  test('without a token, with a wrong one, and with one that was revoked', async () => {
    const test = (token: string) => refusal(clientOf(token).auth.test());
    expect(await test('')).toBe('not_authed');
    expect(await test('xoxb-never')).toBe('invalid_auth');
    expect(await test(slack.appToken)).toBe('not_allowed_token_type');
    const other = slack.workspace('Leaving');
    const { botToken } = other;
    expect(await test(botToken)).toBe('ok');
    other.revokeToken();
    expect(await test(botToken)).toBe('token_revoked');
    expect(await refusal(clientOf(botToken).apps.connections.open({}))).toBe('token_revoked');
    expect(await refusal(client.apiCall('chat.shout'))).toBe('unknown_method');
  });

  test('without its scope, which is named', async () => {
    const poor = slack.workspace('Poor', { scopes: ['commands', 'chat:write'] });
    const place = poor.channel('x');
    const call = clientOf(poor.botToken);
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
    const picture = { type: 'image', alt_text: 'x', slack_file: { id: file_id } };
    expect(await postBlocks(picture)).toContain('invalid slack file');
    expect(await complete()).toBe('ok');
    expect(await postBlocks(picture)).toBe('ok');
    expect(team.messages(room).at(-1)?.images[0]?.file?.name).toBe('x.png');
    expect(await refusal(client.files.info({ file: 'F404' }))).toBe('file_not_found');
  });
});

describe('a call that comes too fast', () => {
  test('is told how long to wait: a message a second in a channel, and the tiers', async () => {
    const strict = await startFakeSlack();
    const here = strict.workspace('Strict');
    const [one, two] = [here.channel('one'), here.channel('two')];
    const call = new webApi.WebClient(here.botToken, {
      slackApiUrl: strict.url,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
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
