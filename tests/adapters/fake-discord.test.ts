import {
  ChannelType,
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  HTTPError,
  type Interaction,
  MessageFlags,
  PermissionFlagsBits,
  RateLimitError,
  REST,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  ClientSaysNo,
  type FakeDiscord,
  type FakeGuild,
  type FakePerson,
  startFakeDiscord,
} from '../support/fake-discord/index.ts';
import { readMarkdown } from '../support/fake-discord/markdown.ts';

let fake: FakeDiscord;
let guild: FakeGuild;
let room: string;
let ada: FakePerson;
let ben: FakePerson;
let rest: REST;
let client: Client<true>;
let answer: (interaction: Interaction) => Promise<unknown>;
const troubles: unknown[] = [];

/** A client that has seen all its guilds. */
async function logIn(options: { shards?: number[]; shardCount?: number } = {}): Promise<Client<true>> {
  const made = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: fake.url }, ...options });
  const ready = new Promise<Client<true>>((resolve) => made.once(Events.ClientReady, resolve));
  await made.login(fake.token);
  return ready;
}

const study = {
  name: 'study',
  description: 'For everyone',
  contexts: [0, 1, 2],
  integration_types: [0, 1],
  options: [
    {
      type: 1,
      name: 'add',
      description: 'Add a card',
      options: [
        { type: 3, name: 'deck', description: 'Which deck', required: true, autocomplete: true },
        { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 5 },
        { type: 11, name: 'file', description: 'A table' },
      ],
    },
    { type: 1, name: 'help', description: 'Help' },
  ],
};
const setup = { name: 'setup', description: 'For admins', default_member_permissions: '32', contexts: [0] };

beforeAll(async () => {
  fake = await startFakeDiscord();
  guild = fake.guild('Graph theory');
  room = guild.channel('room');
  ada = fake.person('Ada', { locale: 'de' }).join(guild);
  ben = fake.person('Ben').join(guild);
  rest = new REST({ api: fake.url, retries: 0 }).setToken(fake.token);
  client = await logIn();
  client.on(Events.InteractionCreate, (it) => void answer(it).catch((error) => troubles.push(error)));
  await rest.put(`/applications/${fake.applicationId}/commands`, { body: [study, setup] });
});
afterAll(async () => {
  await client.destroy();
  expect(fake.violations).toEqual([]);
  await fake.stop();
});
afterEach(() => {
  fake.faults.clear();
  expect(troubles.splice(0)).toEqual([]);
});

const refusedAs = (code: number) => (error: unknown) => error instanceof DiscordAPIError && error.code === code;
const expectCode = async (call: Promise<unknown>, code: number) =>
  expect(await call.catch((error) => refusedAs(code)(error) || error)).toBe(true);

const respond = (id: string, token: string, body: object) =>
  rest.post(`/interactions/${id}/${token}/callback`, { body, auth: false });
const post = (channelId: string, body: object) => rest.post(`/channels/${channelId}/messages`, { body });
const newest = (person: FakePerson, channelId = room) => person.sees(channelId).at(-1);
const help = (person = ada, channelId = room) => person.command(channelId, 'study', 'help');

/** The next interaction, which nobody answers. */
const heard = () =>
  new Promise<{ id: string; token: string }>((resolve) => {
    answer = async (it) => resolve(it);
  });

/** Reads an interaction as one that can be answered. */
function repliable(interaction: Interaction) {
  if (!interaction.isRepliable()) throw new Error('It cannot be answered');
  return interaction;
}

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
    answer = async (it) => {
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
    answer = (it) => repliable(it).reply({ content: 'Only you', flags: MessageFlags.Ephemeral });
    await help();
    expect(newest(ada)).toMatchObject({ text: 'Only you', isEphemeral: true, onlyFor: ada.id });
    expect(newest(ben)?.text).not.toBe('Only you');
    await help(ada, ada.dm);
    expect(newest(ada, ada.dm)?.text).toBe('Only you');
    ada.restartClient();
    expect(newest(ada)?.text).not.toBe('Only you');
  });
  test('that is deferred is answered by the next message, as private as the deferral was', async () => {
    answer = async (it) => {
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
    answer = (it) => repliable(it).reply('Once');
    const { id, token } = await help();
    await expectCode(respond(id, token, { type: 4, data: { content: 'Twice' } }), 40060);
    await expectCode(respond(id, `${token}x`, { type: 5 }), 10062);
  });
  test('can be followed up for fifteen minutes', async () => {
    answer = (it) => repliable(it).reply('Once');
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
    answer = async (it) => {
      ids.push(it.id);
      if (ids.length === 1) await repliable(it).reply('Once');
    };
    await help();
    await ada.repeat();
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
  test('brought along by a person has five follow-ups', async () => {
    answer = (it) => repliable(it).reply(`context ${it.context}`);
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
    answer = async (it) => {
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
    answer = (it) => repliable(it).reply(`${it.memberPermissions?.has(PermissionFlagsBits.ManageGuild)}`);
    const root = fake.person('Root').join(guild, { isAdmin: true });
    await root.command(room, 'setup', '');
    expect(newest(ada)?.text).toBe('true');
  });
});

const button = { type: 2, style: 1, label: 'Add one', custom_id: 'add' };
const select = { type: 3, custom_id: 'pick', options: [{ label: 'A', value: 'a' }] };
const rows = (...components: object[]) => components.map((one) => ({ type: 1, components: [one] }));
const counter = () => fake.plant(room, { content: 'Count 1', components: rows(button, select) });

describe('components', () => {
  test('change their message, or answer below it', async () => {
    const message = counter();
    answer = async (it) => {
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
    answer = async (it) => {
      if (!it.isButton()) return;
      await it.deferUpdate();
      await it.editReply({ content: 'Later', components: [] });
    };
    const asked = await ada.press(message, 'add');
    expect(asked.first).toBe('deferred update');
    expect(newest(ben)?.text).toBe('Later');
    await expect(ada.press(message, 'add')).rejects.toBeInstanceOf(ClientSaysNo);
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
    answer = async (it) => {
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
    answer = (it) => repliable(it).reply({ content: 'Only you', flags: MessageFlags.Ephemeral });
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

describe('the server', () => {
  test('tells the bot what it may', async () => {
    const may = (bit: bigint) => {
      const found = client.guilds.cache.get(guild.id);
      const channel = found?.channels.cache.get(room);
      return channel ? found?.members.me?.permissionsIn(channel).has(bit) : undefined;
    };
    expect(may(PermissionFlagsBits.SendMessages)).toBe(true);
    expect(may(PermissionFlagsBits.ManageChannels)).toBe(false);
    const told = new Promise((resolve) => client.once(Events.GuildRoleUpdate, resolve));
    guild.setBotPermissions(PermissionFlagsBits.ViewChannel);
    await told;
    expect(may(PermissionFlagsBits.SendMessages)).toBe(false);
    await expectCode(post(room, { content: 'x' }), 50013);
    guild.setBotPermissions(PermissionFlagsBits.Administrator);
    await post(room, { content: 'x' });
  });
  test('tells the bot when it comes and goes', async () => {
    const came = new Promise<{ id: string; systemChannelId: string | null }>((resolve) =>
      client.once(Events.GuildCreate, resolve),
    );
    const made = fake.guild('New here');
    expect(await came).toMatchObject({ id: made.id, systemChannelId: made.systemChannelId });
    const went = new Promise<{ id: string }>((resolve) => client.once(Events.GuildDelete, resolve));
    made.removeBot();
    expect(await went).toMatchObject({ id: made.id });
    await expectCode(post(made.systemChannelId, { content: 'x' }), 50001);
  });
});

describe('the gateway', () => {
  const resumed = (who = client) =>
    new Promise<number>((resolve) => who.once(Events.ShardResume, (_, n) => resolve(n)));

  test.each([
    ['closes with 4000', () => fake.gateway.close(4000)],
    ['breaks', () => fake.gateway.drop()],
    ['asks for it', () => fake.gateway.askReconnect()],
  ])('is resumed when it %s, and nothing was missed', async (_, act) => {
    const { identifies, resumes } = fake.gateway;
    answer = (it) => repliable(it).reply('Here again');
    const back = resumed();
    fake.gateway.cut();
    act();
    const asked = help();
    fake.gateway.mend();
    await back;
    expect((await asked).first).toBe('message');
    expect(fake.gateway).toMatchObject({ identifies, resumes: resumes + 1, connected: 1 });
  });
  test('begins anew when the session is gone', async () => {
    const { identifies } = fake.gateway;
    fake.gateway.forgetSessions();
    const back = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    fake.gateway.close(4000);
    await back;
    expect(fake.gateway.identifies).toBe(identifies + 1);
  });
  test('gives each shard its guilds, and direct lines to the first', async () => {
    const other = fake.guild('Another');
    const told: string[] = [];
    const shards = await Promise.all([0, 1].map((shard) => logIn({ shards: [shard], shardCount: 2 })));
    shards.forEach((shard, n) => {
      shard.on(Events.InteractionCreate, (it) => void told.push(`${n} ${it.channelId}`));
    });
    const [home, away] = (BigInt(guild.id) >> 22n) & 1n ? [1, 0] : [0, 1];
    expect(shards[home]?.guilds.cache.has(guild.id)).toBe(true);
    expect(shards[away]?.guilds.cache.has(guild.id)).toBe(false);
    expect(shards.filter(({ guilds }) => guilds.cache.has(other.id))).toHaveLength(1);
    answer = (it) =>
      repliable(it)
        .reply('x')
        .catch(() => {});
    await help();
    await ada.repeat();
    await help(ada, ada.dm);
    await ada.repeat();
    expect(told).toEqual([`${home} ${room}`, `${home} ${room}`, `0 ${ada.dm}`, `0 ${ada.dm}`]);
    await Promise.all(shards.map((shard) => shard.destroy()));
    await fake.until(() => fake.gateway.connected === 1);
  });
});

describe('trouble', () => {
  const patient = () => new REST({ api: fake.url }).setToken(fake.token);
  const send = (with_: REST, body: object = { content: 'In trouble' }) =>
    with_.post(`/channels/${room}/messages`, { body });
  const count = () => ben.sees(room).filter(({ text }) => text === 'In trouble').length;

  test('429 says how long to wait, and the client waits', async () => {
    fake.faults.next({ kind: 'rate limit', retryAfterMs: 20 }, { method: 'POST', path: /messages$/ });
    const before = count();
    await send(patient());
    expect(count()).toBe(before + 1);
    expect(fake.requests.slice(-2).map(({ status }) => status)).toEqual([429, 200]);
  });
  test('limits hold by route and channel', async () => {
    fake.limit('POST /channels/{channel_id}/messages', 2, 60_000);
    const quiet = guild.channel('quiet');
    const tell = (id: string) =>
      new REST({ api: fake.url, rejectOnRateLimit: () => true })
        .setToken(fake.token)
        .post(`/channels/${id}/messages`, { body: { content: 'x' } });
    await tell(quiet);
    await tell(quiet);
    await expect(tell(quiet)).rejects.toBeInstanceOf(RateLimitError);
    expect(fake.requests.at(-1)?.status).toBe(429);
    await tell(guild.systemChannelId);
    fake.pass(60_000);
    await tell(quiet);
    fake.limit('POST /channels/{channel_id}/messages', 100_000, 1000);
  });
  test('5xx and hung-up connections are seen as such, with what they did', async () => {
    const before = count();
    fake.faults.next({ kind: 'status', status: 503 });
    await expect(send(rest)).rejects.toBeInstanceOf(HTTPError);
    fake.faults.next({ kind: 'hang up', when: 'before' });
    await expect(send(rest)).rejects.toThrow();
    expect(count()).toBe(before);
    fake.faults.next({ kind: 'hang up', when: 'after' });
    await expect(send(rest)).rejects.toThrow();
    expect(count()).toBe(before + 1);
  });
  test('a client that tries again after a lost answer posts twice, unless its nonce is enforced', async () => {
    const before = count();
    fake.faults.next({ kind: 'hang up', when: 'after' }, { times: 2 });
    await send(patient());
    expect(count()).toBe(before + 3);
    fake.faults.next({ kind: 'hang up', when: 'after' }, { times: 2 });
    await send(patient(), { content: 'In trouble', nonce: 'n1', enforce_nonce: true });
    expect(count()).toBe(before + 4);
  });
  test('held requests are done when let go', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    fake.faults.next({ kind: 'hold', until: promise });
    const before = count();
    const known = fake.requests.length;
    const sent = send(rest);
    await fake.until(() => fake.requests.length > known);
    expect(count()).toBe(before);
    resolve();
    await sent;
    expect(count()).toBe(before + 1);
  });
  test('cut off, nothing goes; mended, all comes back', async () => {
    fake.cut();
    await expect(send(rest)).rejects.toThrow();
    answer = (it) => repliable(it).reply('Back');
    const asked = help();
    fake.mend();
    expect((await asked).first).toBe('message');
    await send(rest);
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
