import { Client, Events, GatewayIntentBits, MessageFlags, REST, Routes } from 'discord.js';
import { discordPlatform } from '../adapters/discord/platform.ts';
import { type FakeDiscord, type FakePerson, startFakeDiscord } from '../tests/support/fake-discord/index.ts';
import { everyone, type FarSide, type Product, personNamed } from './far-sides.ts';
import { messageTo } from './reminders.ts';

/** Studyloop on Discord. */
export async function ourDiscord({ stage, catalog, bot }: Product): Promise<FarSide> {
  const discord = await openDiscord();
  const { token, url: apiUrl } = discord;
  const platform = discordPlatform({ ...stage.world, token, apiUrl });
  await platform.start(catalog, bot);
  const there = peopleOf(discord);
  return {
    ask: (at, words) => ask(there[at], words),
    post: (at, id) => platform.deliver({ id, to: `discord:user:${there[at]?.id}`, card: messageTo(at), again: false }),
    async close() {
      await platform.stop();
      await discord.stop();
    },
  };
}

/** discord.js alone, with one sentence for an answer and for a post. */
export async function bareDiscord(): Promise<FarSide> {
  const discord = await openDiscord();
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.url } });
  client.on(Events.InteractionCreate, (it) => {
    if (!it.isChatInputCommand()) return;
    const content = `Added: ${it.options.getString('card')}`;
    void it.reply({ content, flags: MessageFlags.Ephemeral });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  const rest = new REST({ api: discord.url }).setToken(discord.token);
  const there = peopleOf(discord);
  return {
    ask: (at, words) => ask(there[at], words),
    async post(at, nonce) {
      const body = { content: messageTo(at).title, nonce, enforce_nonce: true };
      await rest.post(Routes.channelMessages(there[at]?.dm ?? ''), { body });
    },
    async close() {
      await client.destroy();
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      await discord.stop();
    },
  };
}

const openDiscord = (): Promise<FakeDiscord> => startFakeDiscord({ isHeldAgainstDocument: false });

function peopleOf(discord: FakeDiscord): readonly FakePerson[] {
  const guild = discord.guild('Study club');
  return everyone((at) => discord.person(personNamed(at)).join(guild));
}

async function ask(person: FakePerson | undefined, words: string): Promise<void> {
  if (!person) throw new Error('Nobody is there');
  const card = `${words} | answer`;
  const { first, messageIds } = await person.command(person.dm, 'study', 'add', { card }, { isStale: true });
  if (first === null || messageIds.length === 0) throw new Error(`Nobody answered ${person.name}`);
}
