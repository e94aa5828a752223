import { DiscordAPIError, MessageFlags, REST } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type FakeDiscord,
  type FakeGuild,
  type FakePerson,
  startFakeDiscord,
} from '../../support/fake-discord/index.ts';

let fake: FakeDiscord;
let rest: REST;
let guild: FakeGuild;
let ada: FakePerson;

beforeAll(async () => {
  fake = await startFakeDiscord({ isHeldAgainstDocument: false });
  rest = new REST({ api: fake.url, retries: 0 }).setToken(fake.token);
  guild = fake.guild('Graph theory');
  ada = fake.person('Ada').join(guild);
});
afterAll(() => fake.stop());

/** The code that a call is refused with, or null. */
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error) => (error instanceof DiscordAPIError ? error.code : Promise.reject(error)),
  );

const v2 = MessageFlags.IsComponentsV2;
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const link = (more: object = {}) => ({ type: 2, style: 5, label: 'Go', url: 'https://example.org', ...more });
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `${n}`, value: `${n}` }));
const select = (more: object = {}) => ({ type: 3, custom_id: 'pick', options: options(2), ...more });
const row = (...components: object[]) => ({ type: 1, components });
const rows = (...components: object[]) => ({ content: 'x', components: components.map((one) => row(one)) });
const text = (content: string) => ({ type: 10, content });
const whole = (...components: object[]) => ({ flags: v2, components });
const many = <T>(count: number, one: (n: number) => T) => Array.from({ length: count }, (_, n) => one(n));
const container = (...components: object[]) => ({ type: 17, components });

const messages: Readonly<Record<string, readonly [body: object, code: number | null]>> = {
  'content of 2000': [{ content: 'x'.repeat(2000) }, null],
  'content of 2001': [{ content: 'x'.repeat(2001) }, 50035],
  nothing: [{}, 50006],
  'nothing but blanks': [{ content: ' \n' }, 50006],
  'a nonce of 25': [{ content: 'x', nonce: 'n'.repeat(25) }, null],
  'a nonce of 26': [{ content: 'x', nonce: 'n'.repeat(26) }, 50035],
  '10 embeds': [{ embeds: many(10, () => ({ title: 'x' })) }, null],
  '11 embeds': [{ embeds: many(11, () => ({ title: 'x' })) }, 50035],
  'embeds of 6001 together': [{ embeds: many(2, () => ({ description: 'x'.repeat(3001) })) }, 50035],
  'mentions said twice': [{ content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }, 50035],
  'an attachment that was not sent': [{ content: 'x', attachments: [{ id: '0', filename: 'a.png' }] }, 50035],

  '5 rows': [rows(...many(5, (n) => button({ custom_id: `${n}` }))), null],
  '6 rows': [rows(...many(6, (n) => button({ custom_id: `${n}` }))), 50035],
  '5 buttons in a row': [{ content: 'x', components: [row(...many(5, (n) => button({ custom_id: `${n}` })))] }, null],
  '6 buttons in a row': [{ content: 'x', components: [row(...many(6, (n) => button({ custom_id: `${n}` })))] }, 50035],
  'an empty row': [{ content: 'x', components: [row()] }, 50035],
  'a select beside a button': [{ content: 'x', components: [row(select(), button())] }, 50035],
  'a label of 80': [rows(button({ label: 'x'.repeat(80) })), null],
  'a label of 81': [rows(button({ label: 'x'.repeat(81) })), 50035],
  'no label': [rows(button({ label: '' })), 50035],
  'a custom_id of 100': [rows(button({ custom_id: 'x'.repeat(100) })), null],
  'a custom_id of 101': [rows(button({ custom_id: 'x'.repeat(101) })), 50035],
  'no custom_id': [rows(button({ custom_id: undefined })), 50035],
  'the same custom_id twice': [rows(button(), button()), 50035],
  'a link': [rows(link()), null],
  'a link of 513': [rows(link({ url: `https://example.org/${'x'.repeat(493)}` })), 50035],
  'a link that runs code': [rows(link({ url: 'javascript:alert(1)' })), 50035],
  'a link with a custom_id': [rows(link({ custom_id: 'x' })), 50035],
  '25 options': [rows(select({ options: options(25) })), null],
  '26 options': [rows(select({ options: options(26) })), 50035],
  'no options': [rows(select({ options: [] })), 50035],
  'the same value twice': [rows(select({ options: [...options(1), ...options(1)] })), 50035],
  'an option label of 101': [rows(select({ options: [{ label: 'x'.repeat(101), value: 'x' }] })), 50035],
  'an option value of 101': [rows(select({ options: [{ label: 'x', value: 'x'.repeat(101) }] })), 50035],
  'an option description of 101': [
    rows(select({ options: [{ label: 'x', value: 'x', description: 'x'.repeat(101) }] })),
    50035,
  ],
  'a placeholder of 151': [rows(select({ placeholder: 'x'.repeat(151) })), 50035],
  'more to choose than there is': [rows(select({ max_values: 3 })), 50035],

  'text of version 2': [whole(text('Hello')), null],
  'text of version 2 without its flag': [{ content: 'x', components: [text('Hello')] }, 50035],
  'version 2 with content': [{ ...whole(text('Hello')), content: 'x' }, 50035],
  'version 2 with embeds': [{ ...whole(text('Hello')), embeds: [{ title: 'x' }] }, 50035],
  'version 2 with nothing': [{ flags: v2, components: [] }, 50006],
  'blank text': [whole(text('  ')), 50035],
  '4000 letters in two texts': [whole(text('x'.repeat(2000)), container(text('x'.repeat(2000)))), null],
  '4001 letters in two texts': [whole(text('x'.repeat(2000)), container(text('x'.repeat(2001)))), 50035],
  '40 components with nested ones': [whole(container(...many(39, () => text('x')))), null],
  '41 components with nested ones': [whole(container(...many(40, () => text('x')))), 50035],
  'a container in a container': [whole(container(container(text('x')))), 50035],
  'an empty container': [whole(container()), 50035],
  'a section without accessory': [whole({ type: 9, components: [text('x')] }), 50035],
  'a section with four texts': [whole({ type: 9, components: many(4, () => text('x')), accessory: button() }), 50035],
  'a section': [whole({ type: 9, components: [text('x')], accessory: button() }), null],
  'a gallery with a file that was not sent': [
    whole({ type: 12, items: [{ media: { url: 'attachment://chart.png' } }] }),
    50035,
  ],
  'a gallery of 11': [
    whole({ type: 12, items: many(11, () => ({ media: { url: 'https://example.org/x.png' } })) }),
    50035,
  ],
  'alt text of 1025': [
    whole({ type: 12, items: [{ media: { url: 'https://example.org/x.png' }, description: 'x'.repeat(1025) }] }),
    50035,
  ],
  'a file from elsewhere': [whole({ type: 13, file: { url: 'https://example.org/x.csv' } }), 50035],
  'a component that there is not': [whole({ type: 99 }), 50035],
};

test.each(Object.entries(messages))('a message with %s', async (_, [body, code]) => {
  const before = fake.messages().length;
  expect(await codeOf(rest.post(`/channels/${guild.systemChannelId}/messages`, { body }))).toBe(code);
  expect(fake.messages()).toHaveLength(code === null ? before + 1 : before);
});

describe('files', () => {
  const post = (name: string, bytes: Uint8Array, body: object) =>
    rest.post(`/channels/${guild.systemChannelId}/messages`, {
      body,
      files: [{ name, data: Buffer.from(bytes), contentType: 'text/csv' }],
    });

  test('are kept, shown and fetched', async () => {
    await post('cards.csv', Buffer.from('a,b'), whole({ type: 13, file: { url: 'attachment://cards.csv' } }));
    const shown = ada.sees(guild.systemChannelId).at(-1);
    expect(shown).toMatchObject({ text: 'cards.csv', files: [{ name: 'cards.csv', type: 'text/csv' }] });
    const url = shown?.raw.attachments[0]?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('a,b');
  });
  test('of more than 10 MiB are refused', async () => {
    expect(await codeOf(post('big.csv', Buffer.alloc(10 * 1024 * 1024 + 1), { content: 'x' }))).toBe(40005);
  });
  test('with other letters in their name are renamed, so that nothing refers to them', async () => {
    const body = whole({ type: 13, file: { url: 'attachment://my cards.csv' } });
    expect(await codeOf(post('my cards.csv', Buffer.from('a'), body))).toBe(50035);
    await post('my cards.csv', Buffer.from('a'), { content: 'x' });
    const shown = ada.sees(guild.systemChannelId).at(-1);
    expect(shown?.raw.attachments[0]).toMatchObject({ filename: 'my_cards.csv', title: 'my cards' });
    expect(shown?.text).toContain('my cards.csv');
  });
});

const input = (more: object = {}) => ({ type: 4, custom_id: 'goal', style: 1, ...more });
const label = (component: object, more: object = {}) => ({ type: 18, label: 'Goal', component, ...more });
const modal = (...components: object[]) => ({ custom_id: 'form', title: 'A goal', components });

const modals: Readonly<Record<string, readonly [data: object, code: number | null]>> = {
  'an input': [modal(label(input())), null],
  '5 inputs': [modal(...many(5, (n) => label(input({ custom_id: `${n}` })))), null],
  '6 inputs': [modal(...many(6, (n) => label(input({ custom_id: `${n}` })))), 50035],
  nothing: [modal(), 50035],
  'a title of 46': [{ ...modal(label(input())), title: 'x'.repeat(46) }, 50035],
  'a custom_id of 101': [{ ...modal(label(input())), custom_id: 'x'.repeat(101) }, 50035],
  'a label of 46': [modal(label(input(), { label: 'x'.repeat(46) })), 50035],
  'a description of 101': [modal(label(input(), { description: 'x'.repeat(101) })), 50035],
  'an input without label': [modal(input()), 50035],
  'an input in a row': [modal(row(input({ label: 'x' }))), 50035],
  'the same custom_id twice': [modal(label(input()), label(input())), 50035],
  'an input of 4001': [modal(label(input({ max_length: 4001 }))), 50035],
  'least above most': [modal(label(input({ min_length: 10, max_length: 5 }))), 50035],
  'a value that is too long for it': [modal(label(input({ max_length: 5, value: 'longer' }))), 50035],
  'a select': [modal(label(select())), null],
  'a select of 26': [modal(label(select({ options: options(26) }))), 50035],
  'a file': [modal(label({ type: 19, custom_id: 'file', required: false })), null],
  '11 files': [modal(label({ type: 19, custom_id: 'file', max_values: 11 })), 50035],
  'one radio button': [modal(label({ type: 21, custom_id: 'one', options: options(1) })), 50035],
  'a button': [modal(label(button())), 50035],
};

describe('a modal with', () => {
  test.each(Object.entries(modals))('%s', async (_, [data, code]) => {
    ada.closeModal();
    const asked = ada.command(guild.systemChannelId, 'any', '', {}, { isStale: true });
    const { id, token } = ada.lastAsked ?? { id: '', token: '' };
    const answer = rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 9, data }, auth: false });
    expect(await codeOf(answer)).toBe(code);
    expect(ada.modal() === null).toBe(code !== null);
    fake.pass(3001);
    await asked;
  });
});

const command = (more: object = {}) => ({ name: 'study', description: 'For everyone', ...more });
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });

const longChoices = many(25, (n) => ({ name: `${n}`.padEnd(100, 'x'), value: `${n}`.padEnd(100, 'x') }));

const commands: Readonly<Record<string, readonly [body: object, code: number | null]>> = {
  'sub-commands': [command({ options: [option('goal', { type: 1, options: [option('deck')] })] }), null],
  'a capital in its name': [command({ name: 'Study' }), 50035],
  'a name of 33': [command({ name: 'x'.repeat(33) }), 50035],
  'no description': [command({ description: '' }), 50035],
  'a description of 101': [command({ description: 'x'.repeat(101) }), 50035],
  '26 options': [command({ options: many(26, (n) => option(`o${n}`)) }), 50035],
  '26 choices': [
    command({ options: [option('o', { choices: many(26, (n) => ({ name: `${n}`, value: `${n}` })) })] }),
    50035,
  ],
  'required after optional': [command({ options: [option('a'), option('b', { required: true })] }), 50035],
  'the same option twice': [command({ options: [option('a'), option('a')] }), 50035],
  'a sub-command beside an option': [command({ options: [option('a', { type: 1 }), option('b')] }), 50035],
  'a sub-command in a sub-command': [
    command({ options: [option('a', { type: 1, options: [option('b', { type: 1 })] })] }),
    50035,
  ],
  'choices and autocomplete': [
    command({ options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }),
    50035,
  ],
  'more than 8000 letters': [
    command({ options: [option('a', { choices: longChoices }), option('b', { choices: longChoices })] }),
    50035,
  ],
  'permissions that are none': [command({ default_member_permissions: 'admins' }), 50035],
  'a context that there is not': [command({ contexts: [3] }), 50035],
};

describe('a command with', () => {
  test.each(Object.entries(commands))('%s', async (_, [body, code]) => {
    expect(await codeOf(rest.put(`/applications/${fake.applicationId}/commands`, { body: [body] }))).toBe(code);
  });
});

test('25 choices are offered at most while one types', async () => {
  const typed = command({ options: [option('deck', { autocomplete: true })] });
  await rest.put(`/applications/${fake.applicationId}/commands`, { body: [typed] });
  const offered = ada.autocomplete(guild.systemChannelId, 'study', '', { deck: 'x' }, 'deck');
  const { id, token } = ada.lastAsked ?? { id: '', token: '' };
  const offer = (count: number) => {
    const choices = many(count, (n) => ({ name: `${n}`, value: `${n}` }));
    return rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 8, data: { choices } }, auth: false });
  };
  expect(await codeOf(offer(26))).toBe(50035);
  expect(await codeOf(offer(25))).toBe(null);
  expect(await offered).toHaveLength(25);
});

test('errors name the field, as Discord writes them', async () => {
  const call = rest.post(`/channels/${guild.systemChannelId}/messages`, {
    body: rows(button({ label: 'x'.repeat(81) })),
  });
  const errors = {
    components: { 0: { components: { 0: { label: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } } },
  };
  await expect(call).rejects.toMatchObject({ rawError: { code: 50035, message: 'Invalid Form Body', errors } });
});

test.skipIf(!process.env.DISCORD_OPENAPI)('what the OpenAPI document does not allow is refused and kept', async () => {
  const strict = await startFakeDiscord();
  const room = strict.guild('Graph theory').systemChannelId;
  const calm = new REST({ api: strict.url, retries: 0 }).setToken(strict.token);
  const post = (body: object) => calm.post(`/channels/${room}/messages`, { body });
  expect(await codeOf(post({ content: 'x', tts: false }))).toBe(null);
  expect(strict.violations).toEqual([]);
  expect(await codeOf(post({ content: 'x', contents: 'y' }))).toBe(50035);
  expect(await codeOf(post(rows(button({ style: 'primary' }))))).toBe(50035);
  expect(strict.violations).toEqual([
    expect.stringContaining('contents'),
    expect.stringContaining('/components/0/components/0/style'),
  ]);
  await strict.stop();
});
