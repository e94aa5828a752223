import { Events, HTTPError, PermissionFlagsBits, RateLimitError, REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { expectCode, repliable, startBot } from './fake-discord-bot.ts';

const { ada, ben, bot, client, fake, guild, help, logIn, post, rest, room } = await startBot();

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
    bot.answer = (it) => repliable(it).reply('Here again');
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
    bot.answer = (it) =>
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
    bot.answer = (it) => repliable(it).reply('Back');
    const asked = help();
    fake.mend();
    expect((await asked).first).toBe('message');
    await send(rest);
  });
});
