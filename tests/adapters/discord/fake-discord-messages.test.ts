import { ChannelType, MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { ClientSaysNo } from '../../support/fake-discord/index.ts';
import { readMarkdown } from '../../support/fake-discord/markdown.ts';
import { expectCode, repliable, startBot } from './fake-discord-bot.ts';

const { ada, ben, bot, fake, guild, heard, help, newest, post, respond, rest, room } = await startBot();

const button = { type: 2, style: 1, label: 'Add one', custom_id: 'add' };
const select = { type: 3, custom_id: 'pick', options: [{ label: 'A', value: 'a' }] };
const rows = (...components: object[]) => components.map((one) => ({ type: 1, components: [one] }));
const counter = () => fake.plant(room, { content: 'Count 1', components: rows(button, select) });

describe('components', () => {
  test('change their message, or answer below it', async () => {
    const message = counter();
    bot.answer = async (it) => {
      if (it.isButton()) await it.update('Count 2');
      if (it.isStringSelectMenu()) await it.reply(`Picked ${it.values}`);
    };
    await ada.pick(message, 'pick', ['a']);
    await ada.pressLabel(room, 'Add one');
    expect(ben.sees(room).slice(-2)).toMatchObject([
      { id: message.id, text: expect.stringContaining('Count 2') },
      { text: 'Picked a' },
    ]);
  });
  test('can be taken note of quietly, and edited later', async () => {
    const message = counter();
    bot.answer = async (it) => {
      if (!it.isButton()) return;
      await it.deferUpdate();
      await it.editReply({ content: 'Later', components: [] });
    };
    const asked = await ada.press(message, 'add');
    expect(asked.first).toBe('deferred update');
    expect(newest(ben)?.text).toBe('Later');
    await expect(ada.press(message, 'add')).rejects.toBeInstanceOf(ClientSaysNo);
  });
  test('that are switched off, or not offered, cannot be used', async () => {
    const message = fake.plant(room, { content: 'Off', components: rows({ ...button, disabled: true }, select) });
    await expect(ada.press(message, 'add')).rejects.toBeInstanceOf(ClientSaysNo);
    await expect(ada.press(message, 'other')).rejects.toBeInstanceOf(ClientSaysNo);
    await expect(ada.pick(message, 'pick', ['b'])).rejects.toBeInstanceOf(ClientSaysNo);
    await expect(ada.pick(message, 'pick', [])).rejects.toBeInstanceOf(ClientSaysNo);
  });
});

const modal = {
  custom_id: 'form',
  title: 'A new goal',
  components: [
    { type: 10, content: 'Say it **simply**' },
    { type: 18, label: 'Goal', component: { type: 4, custom_id: 'goal', style: 1, min_length: 3, max_length: 10 } },
    { type: 18, label: 'Mood', component: { type: 3, custom_id: 'mood', required: false, options: select.options } },
    { type: 18, label: 'Table', component: { type: 19, custom_id: 'file', required: false } },
  ],
};

describe('a modal', () => {
  const opened = async () => {
    bot.answer = async (it) => {
      if (it.isButton()) await it.showModal(modal);
      if (!it.isModalSubmit()) return;
      const file = it.fields.getUploadedFiles('file')?.first();
      const goal = it.fields.getTextInputValue('goal');
      if (it.isFromMessage()) await it.update(`${goal} ${it.fields.getStringSelectValues('mood')} ${file?.name}`);
    };
    expect((await ada.press(counter(), 'add')).first).toBe('modal');
  };
  test('shows what it asks, and is sent with what was put into it', async () => {
    await opened();
    for (const part of ['A new goal', 'Say it simply', 'Goal', 'Mood', 'A', 'Table'])
      expect(ada.modal()?.text).toContain(part);
    await ada.submit({ goal: 'Graphs', mood: ['a'], file: [{ name: 'a.csv', bytes: Buffer.from('a') }] });
    expect(ada.modal()).toBeNull();
    expect(newest(ben)?.text).toContain('Graphs a a.csv');
  });
  test('stays open with what was typed while the client says no', async () => {
    await opened();
    const no = await ada.submit({ goal: 'No' }).catch((error) => error);
    expect(no).toBeInstanceOf(ClientSaysNo);
    expect(Object.keys(no.problems)).toEqual(['goal']);
    await expect(ada.submit({ goal: '' })).rejects.toMatchObject({ problems: { goal: 'This field is required' } });
    await ada.submit({ goal: 'No' }).catch(() => {});
    expect(ada.modal()?.fields[0]).toMatchObject({ value: 'No', isRequired: true });
    await ada.submit({ goal: 'Yes' });
    expect(newest(ben)?.text).toContain('Yes');
  });
  test('stays open when nobody answers, and is no answer to a modal', async () => {
    await opened();
    const unanswered = heard();
    const sent = ada.submit({ goal: 'Yes' });
    const { id, token } = await unanswered;
    await expectCode(respond(id, token, { type: 9, data: modal }), 50035);
    fake.pass(3001);
    expect((await sent).first).toBeNull();
    expect(ada.modal()?.fields[0]?.value).toBe('Yes');
  });
});

describe('messages', () => {
  test('with a nonce are made once, within five minutes', async () => {
    const body = { content: 'With a nonce', nonce: 'post000000000001', enforce_nonce: true };
    const [first, second] = await Promise.all([post(room, body), post(room, body)]);
    expect(second).toEqual(first);
    expect(await post(room, { ...body, enforce_nonce: false })).not.toEqual(first);
    fake.pass(5 * 60_000 + 1);
    await post(room, body);
    expect(ben.sees(room).filter(({ text }) => text === 'With a nonce')).toHaveLength(3);
  });
  test('ping only whom they may', async () => {
    const content = `@everyone <@${ada.id}> <@&7> \`<@${ben.id}>\``;
    const pinged = async (allowed_mentions?: object) => {
      await post(room, { content, allowed_mentions });
      return newest(ada)?.pinged;
    };
    expect(await pinged()).toEqual([ada.id, 'role:7', 'everyone']);
    expect(await pinged({ parse: [] })).toEqual([]);
    expect(await pinged({ parse: ['roles'], users: [ada.id] })).toEqual([ada.id, 'role:7']);
    await post(room, { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: `<@${ben.id}>` }] });
    expect(newest(ada)).toMatchObject({ pinged: [ben.id], text: '@Ben' });
  });
  test('cannot be sent where the bot is not wanted', async () => {
    const gone = guild.channel('gone');
    const closed = guild.channel('closed');
    const hidden = guild.channel('hidden');
    guild.deleteChannel(gone);
    guild.forbid(closed, 'send');
    guild.forbid(hidden, 'view');
    await expectCode(post(gone, { content: 'x' }), 10003);
    await expectCode(post(closed, { content: 'x' }), 50013);
    await expectCode(post(hidden, { content: 'x' }), 50001);
    await expectCode(rest.get(`/channels/${room}/messages/1`), 10008);
    await expectCode(post('here', { content: 'x' }), 50035);
    guild.allow(closed);
    await post(closed, { content: 'x' });
    expect(newest(ben, closed)?.text).toBe('x');
  });
  test('reach a direct line that stands open', async () => {
    const line = (recipient: string) => rest.post('/users/@me/channels', { body: { recipient_id: recipient } });
    expect(await line(ada.id)).toMatchObject({ id: ada.dm, type: ChannelType.DM });
    await expectCode(line('1'), 50033);
    await post(ada.dm, { content: 'Good morning' });
    expect(newest(ada, ada.dm)?.text).toBe('Good morning');
    expect(() => ben.sees(ada.dm)).toThrow(ClientSaysNo);
    const eve = fake.person('Eve', { closedDm: true }).join(guild);
    await expectCode(post(eve.dm, { content: 'x' }), 50007);
    eve.openDm();
    await post(eve.dm, { content: 'x' });
    eve.leave(guild);
    await expectCode(post(eve.dm, { content: 'x' }), 50278);
  });
  test('of others, and private ones, cannot be changed', async () => {
    bot.answer = (it) => repliable(it).reply({ content: 'Only you', flags: MessageFlags.Ephemeral });
    const { messageIds } = await help();
    await expectCode(rest.patch(`/channels/${room}/messages/${messageIds[0]}`, { body: { content: 'x' } }), 10008);
  });
  test('lose what an edit leaves out of their attachments, and can not become empty', async () => {
    const files = [{ name: 'a.csv', data: Buffer.from('a'), contentType: 'text/csv' }];
    const made = (await rest.post(`/channels/${room}/messages`, { body: { content: 'x' }, files })) as { id: string };
    const change = (body: object) => rest.patch(`/channels/${room}/messages/${made.id}`, { body });
    await change({ content: 'y' });
    expect(newest(ada)?.files).toMatchObject([{ name: 'a.csv' }]);
    await change({ attachments: [] });
    expect(newest(ada)?.files).toEqual([]);
    await expectCode(change({ content: '' }), 50006);
  });
});

test.each([
  ['plain, 5 * 3 and snake_case', 'plain, 5 * 3 and snake_case'],
  ['**bold** *thin* _thin_ __under__ ~~gone~~ ||secret||', 'bold thin thin under gone secret'],
  ['\\*\\*x\\*\\* \\`c\\` \\<@1> \\[t](https://example.org)', '**x** `c` <@1> [t](https://example.org)'],
  ['`**x**` ``a`b`` ```js\ncode **x**\n```', '**x** a`b code **x**'],
  ['# Title\n-# small\n> said\n- item', 'Title\nsmall\nsaid\n• item'],
  ['[here](https://example.org) <https://example.org>', 'here (https://example.org) https://example.org'],
  ['<@12> <#34> <t:0:R>', '@Ada #room 1970-01-01T00:00:00.000Z'],
])('markdown reads as on the screen: %s', (source, text) => {
  expect(readMarkdown(source, { user: () => 'Ada', channel: () => 'room' })).toBe(text);
});
