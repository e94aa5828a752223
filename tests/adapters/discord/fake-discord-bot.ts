import { Client, DiscordAPIError, Events, GatewayIntentBits, type Interaction, REST } from 'discord.js';
import { afterAll, afterEach, expect } from 'vitest';
import { type FakePerson, type SeenMessage, startFakeDiscord } from '../../support/fake-discord/index.ts';

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

/** A fake Discord with a guild, two people in it, and a bot on the real discord.js whose answers each test writes. */
export async function startBot() {
  const fake = await startFakeDiscord();
  const guild = fake.guild('Graph theory');
  const room = guild.channel('room');
  const ada = fake.person('Ada', { locale: 'de' }).join(guild);
  const ben = fake.person('Ben').join(guild);
  const rest = new REST({ api: fake.url, retries: 0 }).setToken(fake.token);
  const troubles: unknown[] = [];
  const bot = { answer: async (_: Interaction): Promise<unknown> => undefined };

  /** A client that has seen all its guilds. */
  async function logIn(options: { shards?: number[]; shardCount?: number } = {}): Promise<Client<true>> {
    const made = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: fake.url }, ...options });
    const ready = new Promise<Client<true>>((resolve) => made.once(Events.ClientReady, resolve));
    await made.login(fake.token);
    return ready;
  }

  const client = await logIn();
  client.on(Events.InteractionCreate, (it) => void bot.answer(it).catch((error) => troubles.push(error)));
  await rest.put(`/applications/${fake.applicationId}/commands`, { body: [study, setup] });
  afterEach(() => {
    fake.faults.clear();
    expect(troubles.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await client.destroy();
    expect(fake.violations).toEqual([]);
    await fake.stop();
  });

  return {
    fake,
    guild,
    room,
    ada,
    ben,
    rest,
    client,
    bot,
    logIn,
    respond: (id: string, token: string, body: object) =>
      rest.post(`/interactions/${id}/${token}/callback`, { body, auth: false }),
    post: (channelId: string, body: object) => rest.post(`/channels/${channelId}/messages`, { body }),
    newest: (person: FakePerson, channelId = room): SeenMessage | undefined => person.sees(channelId).at(-1),
    help: (person = ada, channelId = room) => person.command(channelId, 'study', 'help'),
    /** The next interaction, which nobody answers. */
    heard: () =>
      new Promise<{ id: string; token: string }>((resolve) => {
        bot.answer = async (it) => resolve(it);
      }),
  };
}

/** That a call is refused with Discord's code. */
export async function expectCode(call: Promise<unknown>, code: number): Promise<void> {
  const error = await call.then(
    () => 'not refused',
    (reason: unknown) => reason,
  );
  expect(error instanceof DiscordAPIError ? error.code : error).toBe(code);
}

/** An interaction as one that can be answered. */
export function repliable(interaction: Interaction) {
  if (!interaction.isRepliable()) throw new Error('It cannot be answered');
  return interaction;
}
