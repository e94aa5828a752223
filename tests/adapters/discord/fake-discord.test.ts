import { ChannelType, Client, GatewayIntentBits, MessageFlags, PermissionFlagsBits, REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { ClientSaysNo } from '../../support/fake-discord/index.ts';
import { expectCode, repliable, startBot } from './fake-discord-bot.ts';

const { ada, ben, bot, client, fake, guild, heard, help, newest, post, respond, rest, room } = await startBot();

describe('the client', () => {
  test('knows who and where it is', () => {
    expect(client.user.id).toBe(fake.botUserId);
    expect(client.application.id).toBe(fake.applicationId);
    const found = client.guilds.cache.get(guild.id);
    expect(found?.name).toBe('Graph theory');
    expect(found?.channels.cache.get(room)?.type).toBe(ChannelType.GuildText);
    expect(fake.gateway).toMatchObject({ connected: 1, identifies: 1, intents: GatewayIntentBits.Guilds });
  });
  test('is turned away with a wrong token', async () => {
    const stranger = new Client({ intents: [], rest: { api: fake.url } });
    await expect(stranger.login('not.the.token')).rejects.toMatchObject({ code: 'TokenInvalid' });
    await expectCode(new REST({ api: fake.url }).setToken('x').get('/users/@me'), 0);
  });
  test('is turned away with privileged intents', async () => {
    const greedy = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: fake.url } });
    await expect(greedy.login(fake.token)).rejects.toThrow('disallowed intents');
  });
  test('is turned away with intents that there are not', async () => {
    const lost = new Client({ intents: [1 << 30], rest: { api: fake.url } });
    await expect(lost.login(fake.token)).rejects.toThrow('invalid intents');
  });
  test('must say who it is', async () => {
    expect((await fetch(`${fake.url}/v10/gateway`)).status).toBe(403);
  });
});

describe('a command', () => {
  test('comes with all that was given, and is answered for everyone', async () => {
    bot.answer = async (it) => {
      if (!it.isChatInputCommand()) return;
      const file = it.options.getAttachment('file', true);
      const text = await (await fetch(file.url)).text();
      const said = [it.options.getSubcommand(), it.options.getString('deck'), it.options.getInteger('count'), text];
      await it.reply(`${said.join(' ')} ${it.locale} ${it.guildId === guild.id} ${it.channel?.id === room}`);
    };
    const file = { name: 'a.csv', bytes: Buffer.from('a,b') };
    const asked = await ada.command(room, 'study', 'add', { deck: 'Graphs', count: 2, file });
    expect(asked.first).toBe('message');
    expect(newest(ben)?.text).toBe('add Graphs 2 a,b de true true');
    expect(newest(ben)?.id).toBe(asked.messageIds[0]);
  });
  test('is answered for its sender alone, also in the direct line', async () => {
    bot.answer = (it) => repliable(it).reply({ content: 'Only you', flags: MessageFlags.Ephemeral });
    await help();
    expect(newest(ada)).toMatchObject({ text: 'Only you', isEphemeral: true, onlyFor: ada.id });
    expect(newest(ben)?.text).not.toBe('Only you');
    await help(ada, ada.dm);
    expect(newest(ada, ada.dm)?.text).toBe('Only you');
    ada.restartClient();
    expect(newest(ada)?.text).not.toBe('Only you');
  });
  test('that is deferred is answered by the next message, as private as the deferral was', async () => {
    bot.answer = async (it) => {
      await repliable(it).deferReply({ flags: MessageFlags.Ephemeral });
      expect(newest(ada)).toMatchObject({ isThinking: true, isEphemeral: true });
      await repliable(it).followUp({ content: 'At last' });
      await repliable(it).followUp({ content: 'And more' });
    };
    const asked = await help();
    await fake.until(() => asked.messageIds.length === 2);
    const [first, second] = ada.sees(room).slice(-2);
    expect(first).toMatchObject({ text: 'At last', isThinking: false, isEphemeral: true });
    expect(second).toMatchObject({ text: 'And more', isEphemeral: false });
  });
  test('that nobody answers in three seconds can no longer be answered', async () => {
    const late = heard();
    const asked = help();
    const { id, token } = await late;
    fake.pass(3000);
    expect((await asked).first).toBeNull();
    await expectCode(respond(id, token, { type: 4, data: { content: 'Late' } }), 10062);
  });
  test('is acknowledged once', async () => {
    bot.answer = (it) => repliable(it).reply('Once');
    const { id, token } = await help();
    await expectCode(respond(id, token, { type: 4, data: { content: 'Twice' } }), 40060);
    await expectCode(respond(id, `${token}x`, { type: 5 }), 10062);
  });
  test('can be followed up for fifteen minutes', async () => {
    bot.answer = (it) => repliable(it).reply('Once');
    const { token } = await help();
    const hook = `/webhooks/${fake.applicationId}/${token}` as const;
    await rest.patch(`${hook}/messages/@original`, { body: { content: 'Twice' } });
    expect(newest(ben)).toMatchObject({ text: 'Twice', isEdited: true });
    fake.pass(15 * 60_000);
    await expectCode(rest.post(hook, { body: { content: 'x' }, auth: false }), 50027);
    await expectCode(rest.post(`${hook}x`, { body: { content: 'x' }, auth: false }), 10015);
  });
  test('takes only its own kinds of answers', async () => {
    const unanswered = heard();
    const asked = help();
    const { id, token } = await unanswered;
    for (const type of [6, 7, 8]) await expectCode(respond(id, token, { type, data: {} }), 50035);
    const flags = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2;
    await expectCode(respond(id, token, { type: 5, data: { flags } }), 50035);
    await expectCode(respond(id, token, { type: 4, data: {} }), 50006);
    fake.pass(3001);
    await asked;
  });
  test('is dispatched again with the same id', async () => {
    const ids: string[] = [];
    bot.answer = async (it) => {
      ids.push(it.id);
      if (ids.length === 1) await repliable(it).reply('Once');
    };
    await help();
    await ada.repeat();
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
  test('brought along by a person has five follow-ups', async () => {
    bot.answer = (it) => repliable(it).reply(`context ${it.context}`);
    const elsewhere = fake.guild('Elsewhere', { withBot: false });
    ada.join(elsewhere);
    await expect(help(ada, elsewhere.systemChannelId)).rejects.toBeInstanceOf(ClientSaysNo);
    ada.installApp();
    const { token } = await help(ada, elsewhere.systemChannelId);
    const more = () => rest.post(`/webhooks/${fake.applicationId}/${token}`, { body: { content: 'x' }, auth: false });
    for (let n = 0; n < 5; n++) await more();
    await expectCode(more(), 40094);
    await expectCode(post(elsewhere.systemChannelId, { content: 'x' }), 50001);
    await help(ada, fake.privateChannel(ada, ben));
    expect(newest(ada, ada.lastAsked ? (fake.messages().at(-1)?.channelId ?? '') : '')?.text).toBe('context 2');
  });
});

describe('what is typed', () => {
  test('brings choices', async () => {
    bot.answer = async (it) => {
      if (it.isAutocomplete()) await it.respond([{ name: `${it.options.getFocused()}s`, value: 'graphs' }]);
    };
    const offers = await ada.autocomplete(room, 'study', 'add', { deck: 'Graph' }, 'deck');
    expect(offers).toEqual([{ name: 'Graphs', value: 'graphs' }]);
  });
  test.each([
    ['a command that there is not', () => ada.command(room, 'sprint', 'new')],
    ['a sub-command that there is not', () => ada.command(room, 'study', 'sing')],
    ['the root alone, where it has sub-commands', () => ada.command(room, 'study', '')],
    ['nothing, where something is required', () => ada.command(room, 'study', 'add')],
    ['an option that there is not', () => ada.command(room, 'study', 'help', { loud: true })],
    ['a number out of its range', () => ada.command(room, 'study', 'add', { deck: 'x', count: 6 })],
    ['text for a number', () => ada.command(room, 'study', 'add', { deck: 'x', count: 'two' })],
    ['a command for admins', () => ada.command(room, 'setup', '')],
  ])('is not let through by the client: %s', async (_, say) => {
    await expect(say()).rejects.toBeInstanceOf(ClientSaysNo);
  });
  test('by admins is let through', async () => {
    bot.answer = (it) => repliable(it).reply(`${it.memberPermissions?.has(PermissionFlagsBits.ManageGuild)}`);
    const root = fake.person('Root').join(guild, { isAdmin: true });
    await root.command(room, 'setup', '');
    expect(newest(ada)?.text).toBe('true');
  });
});
