import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakePerson, type FakeSlack, type FakeWorkspace, startFakeSlack } from '../../support/fake-slack/index.ts';
import { actions, type Body, button, input, long, option, plain, section, select, times } from './bodies.ts';
import { clientOf, refusal } from './bots.ts';

let slack: FakeSlack;
let team: FakeWorkspace;
let ada: FakePerson;
let room: string;
let client: webApi.WebClient;
beforeAll(async () => {
  slack = await startFakeSlack({ pace: 'none' });
  team = slack.workspace('Refusals');
  room = team.channel('study');
  ada = team.person('Ada');
  client = clientOf(slack, team.botToken);
  slack.connect({ mode: 'http', url: 'http://127.0.0.1:9/nobody' });
});
afterAll(() => slack?.stop());

const post = (more: Body) => client.apiCall('chat.postMessage', { channel: room, ...more });
const postBlocks = (...blocks: Body[]) => refusal(post({ text: 'x', blocks }));

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
