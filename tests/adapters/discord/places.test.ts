import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { examineDiscord } from '../../../adapters/discord/examine.ts';
import { inviteLink } from '../../../adapters/discord/invite.ts';
import { registerCommands } from '../../../adapters/discord/register.ts';
import { card, person as ref, rich } from '../../../src/chat/card.ts';
import { command } from '../../../src/chat/handler.ts';
import { choice, integer, optional, words } from '../../../src/chat/options.ts';
import { WrongSetting } from '../../../src/errors.ts';
import { hostile } from '../../support/gallery.ts';
import { type StartedDiscord, startDiscord } from './harness.ts';

let world: StartedDiscord;
beforeAll(async () => {
  world = await startDiscord();
});
afterAll(() => world?.stop());
beforeEach(() => {
  world.bot.done.length = 0;
});

async function says(who = world.ada, channel = world.room, what = 'here I am') {
  const { messageIds } = await who.command(channel, 'study', 'echo', { what });
  await world.platform.settled();
  return { asked: world.bot.done.at(-1), shown: who.sees(channel).filter(({ id }) => messageIds.includes(id)) };
}

describe('who asks', () => {
  test('is known by their account, with the zone and the language that Discord speaks to them', async () => {
    const yuki = world.discord.person('Yuki', { locale: 'ja' }).join(world.guild);
    expect((await says(yuki)).asked?.sender).toEqual({
      key: `discord:${yuki.id}`,
      name: 'Yuki',
      direct: `discord:user:${yuki.id}`,
      isAdmin: false,
      zoneGuess: 'Asia/Tokyo',
      language: 'ja',
    });
  });

  test('is asked for their zone where the language is spoken in many', async () => {
    const ana = world.discord.person('Ana', { locale: 'es-ES' }).join(world.guild);
    const { sender } = (await says(ana)).asked ?? {};
    expect(sender).not.toHaveProperty('zoneGuess');
    expect(sender?.language).toBe('es');
    expect((await says(world.ada)).asked?.sender).not.toHaveProperty('language'); // English tells nothing
  });

  test('is an admin where they may manage the server, and nowhere else', async () => {
    expect((await says(world.ada)).asked?.sender.isAdmin).toBe(true);
    expect((await says(world.ben)).asked?.sender.isAdmin).toBe(false);
    expect((await says(world.ada, world.ada.dm)).asked?.sender.isAdmin).toBe(false);
  });
});

describe('where it is asked', () => {
  test('a server is a group, by its name', async () => {
    expect((await says()).asked?.place).toEqual({
      address: `discord:channel:${world.room}`,
      group: { key: `discord:${world.guild.id}`, name: 'Study hall' },
    });
  });

  test('the direct line is nobody’s group, and what is said there stays', async () => {
    const { asked, shown } = await says(world.ada, world.ada.dm);
    expect(asked?.place).toEqual({ address: `discord:user:${world.ada.id}`, group: null });
    expect(shown).toMatchObject([{ isEphemeral: false }]);
  });

  test('where someone brought the bot along, only they see the answer', async () => {
    const cleo = world.discord.person('Cleo').join(world.guild);
    cleo.installApp();
    const elsewhere = world.discord.guild('Elsewhere', { withBot: false });
    cleo.join(elsewhere, { isAdmin: true });
    for (const channel of [elsewhere.channel('lounge'), world.discord.privateChannel(cleo, world.ben)]) {
      const { asked, shown } = await says(cleo, channel);
      expect(asked).toMatchObject({
        sender: { isAdmin: false },
        place: { address: `discord:user:${cleo.id}`, group: null },
      });
      expect(shown).toMatchObject([{ isEphemeral: true, onlyFor: cleo.id }]);
    }
  });

  test('cards there can be pressed, and change in their place', async () => {
    const dora = world.discord.person('Dora');
    dora.installApp();
    const channel = world.discord.privateChannel(dora, world.ben);
    await dora.command(channel, 'study', 'counter', { from: 7 });
    await dora.pressLabel(channel, 'Add one');
    await world.platform.settled();
    expect(dora.sees(channel).map(({ text }) => text.split('\n')[0])).toEqual(['Count 8']);
    expect(world.ben.sees(channel)).toEqual([]);
  });
});

describe('pings', () => {
  test.each(Object.entries(hostile))('nobody, whatever is typed: %s', async (_, what) => {
    const { shown } = await says(world.ada, world.room, what);
    expect(shown).toMatchObject([{ pinged: [] }]);
    expect(shown[0]?.text).toContain(what.trim());
  });

  test('only those whom a card means to', async () => {
    const [ada, ben] = [world.ada, world.ben].map(({ id, name }) => ({ key: `discord:${id}`, name }));
    if (!ada || !ben) throw new Error('Nobody is there');
    const shown = card('Sprint', [rich`${ref(ada, true)} with ${ref(ben)} and <@${world.ben.id}>`]);
    const to = `discord:channel:${world.room}`;
    await world.platform.deliver({ id: 'ping000000000001', to, card: shown, again: false });
    const seen = world.ben.sees(world.room).at(-1);
    expect(seen?.pinged).toEqual([world.ada.id]);
    expect(seen?.text).toContain(`@Ada with @Ben and <@${world.ben.id}>`);
  });
});

describe('suggestions', () => {
  test('come while an option is typed', async () => {
    expect(await world.ada.autocomplete(world.room, 'study', 'topic', { subject: 'graph' }, 'subject')).toEqual([
      { name: 'Graph theory', value: 'topic-1' },
    ]);
    expect(world.bot.typings.at(-1)).toMatchObject({
      root: 'study',
      name: 'topic',
      option: 'subject',
      typed: 'graph',
      sender: { key: `discord:${world.ada.id}` },
      place: { group: { name: 'Study hall' } },
    });
  });
});

const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
const all = needed | PermissionFlagsBits.SendMessagesInThreads | PermissionFlagsBits.AttachFiles;

describe('the doctor', () => {
  const access = () => ({ token: world.discord.token, apiUrl: world.discord.url });

  test('finds everything well', async () => {
    world.guild.setBotPermissions(all);
    const findings = await examineDiscord({ ...access(), catalog: world.bot.catalog });
    expect(findings.filter(({ isWell }) => !isWell)).toEqual([]);
    expect(findings.map(({ says }) => says).join('\n')).toContain('/study');
  });

  test('says what would change in the commands', async () => {
    const findings = await examineDiscord({ ...access(), catalog: { commands: [] } });
    expect(findings.find(({ isWell }) => !isWell)?.todo).toContain('npm run commands');
  });

  test('says what to do about a wrong token, and about a Discord that is away', async () => {
    expect(await examineDiscord({ ...access(), token: 'x.y.z' })).toMatchObject([
      { isWell: false, todo: expect.stringContaining('Reset Token') },
    ]);
    expect(await examineDiscord({ ...access(), apiUrl: 'http://127.0.0.1:1/api' })).toMatchObject([
      { isWell: false, says: expect.stringContaining('cannot be reached') },
    ]);
  });
});

describe('when the bot joins', () => {
  const newGuild = (name: string) => world.discord.guild(name, { withBot: false });
  const greeting = (guild: ReturnType<typeof newGuild>, channel = guild.systemChannelId) => {
    const eve = world.discord.person('Eve').join(guild);
    return eve.sees(channel);
  };

  test('it says what it may do, where Discord itself greets, and where to begin', async () => {
    const guild = newGuild('All well');
    guild.setBotPermissions(all);
    guild.addBot();
    await world.discord.until(() => greeting(guild).length > 0);
    const [hello] = greeting(guild);
    expect(hello?.text.match(/✅/g)).toHaveLength(4);
    expect(hello?.text).not.toContain('❌');
    expect(hello?.text).not.toContain('Administrator');
  });

  test('it says what it lacks, and what for', async () => {
    const guild = newGuild('No files');
    guild.setBotPermissions(needed | PermissionFlagsBits.SendMessagesInThreads);
    guild.addBot();
    await world.discord.until(() => greeting(guild).length > 0);
    expect(greeting(guild)[0]?.text).toContain('❌ Attach Files: for pictures of your progress and for decks');
    expect(greeting(guild)[0]?.text).toContain(
      'please give my role Attach Files (Server Settings, Roles), then look again',
    );
  });

  test('it looks again when it is asked to, and asks no more once it has all', async () => {
    const guild = newGuild('Mended');
    guild.setBotPermissions(needed);
    guild.addBot();
    await world.discord.until(() => greeting(guild).length > 0);
    const eve = world.discord.person('Eve').join(guild);
    await eve.pressLabel(guild.systemChannelId, 'Look again');
    expect(greeting(guild)[0]?.text.match(/❌/g)).toHaveLength(2);
    guild.setBotPermissions(all);
    await eve.pressLabel(guild.systemChannelId, 'Look again');
    const [hello, ...more] = greeting(guild);
    expect(more).toEqual([]);
    expect(hello?.text.match(/✅/g)).toHaveLength(4);
    expect(hello?.text).not.toMatch(/❌|look again/);
    expect(hello?.buttons.map(({ label }) => label)).not.toContain('Look again');
  });

  test('it takes another room where it may not write in the first', async () => {
    const guild = newGuild('Quiet hall');
    const other = guild.channel('talk');
    guild.forbid(guild.systemChannelId, 'send');
    guild.addBot();
    await world.discord.until(() => greeting(guild, other).length > 0);
    expect(greeting(guild)).toEqual([]);
  });

  test('it says so in the log where there is no room', async () => {
    const guild = newGuild('Closed');
    guild.setBotPermissions(0n);
    guild.addBot();
    await expect.poll(() => world.logged.join('')).toContain('no room that I may greet in');
  });

  test('an outage is no joining', async () => {
    const before = world.discord.messages().length;
    world.guild.setAvailable(false);
    world.guild.setAvailable(true);
    await says();
    expect(world.discord.messages()).toHaveLength(before + 1);
  });
});

describe('commands', () => {
  const puts = () => world.discord.requests.filter(({ method }) => method === 'PUT').length;
  const access = () => ({ token: world.discord.token, apiUrl: world.discord.url });
  const echo = (about: string) =>
    command({
      name: 'echo',
      about,
      seenBy: 'me',
      options: {
        moodNow: optional(choice('Mood', [{ value: 'well', label: 'Well' }])),
        minutes: integer('Minutes', { min: 1, max: 600 }),
        what: words('What', { max: 200 }),
      },
      suggest: { what: async () => [] },
      run: async () => ({ reply: card('x') }),
    });
  const health = command({
    root: 'setup',
    name: 'health',
    about: 'Is all well',
    seenBy: 'me',
    options: {},
    run: async () => ({ reply: card('x') }),
  });

  test('are registered by a start, and not again while nothing changed', async () => {
    expect(world.discord.commands().map(({ name }) => name)).toEqual(['study']);
    const before = puts();
    expect(await registerCommands({ ...access(), catalog: world.bot.catalog })).toEqual([]);
    await (await world.another()).stop();
    expect(puts()).toBe(before);
  });

  test('are registered where they differ, and the difference is told', async () => {
    const before = puts();
    expect(await registerCommands({ ...access(), catalog: { commands: [echo('Say it'), health] } })).toEqual(
      expect.arrayContaining(['+ /setup', '+ /setup health', '- /study whisper', '~ /study', '~ /study echo']),
    );
    expect(await registerCommands({ ...access(), catalog: { commands: [echo('Say it anew'), health] } })).toEqual([
      '~ /study echo',
    ]);
    expect(await registerCommands({ ...access(), catalog: { commands: [echo('Say it anew'), health] } })).toEqual([]);
    expect(puts()).toBe(before + 2);
    const [study, setup] = world.discord.commands();
    expect(study).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2], default_member_permissions: null });
    expect(setup).toMatchObject({
      integration_types: [0],
      contexts: [0],
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    });
    expect(study?.options).toMatchObject([
      {
        name: 'echo',
        options: [
          { name: 'minutes', type: 4, min_value: 1, max_value: 600, required: true },
          { name: 'what', type: 3, max_length: 200, required: true, autocomplete: true },
          { name: 'mood-now', type: 3, choices: [{ name: 'Well', value: 'well' }] },
        ],
      },
    ]);
    await registerCommands({ ...access(), catalog: world.bot.catalog });
  });

  test('of a wrong token say what to do', async () => {
    await expect(registerCommands({ ...access(), token: 'x.y.z', catalog: world.bot.catalog })).rejects.toBeInstanceOf(
      WrongSetting,
    );
  });
});

test('the invite asks for what is needed, and never for Administrator', () => {
  const url = new URL(inviteLink('1234'));
  const bits = BigInt(url.searchParams.get('permissions') ?? 0);
  expect(bits & PermissionFlagsBits.Administrator).toBe(0n);
  expect(bits).toBe(
    PermissionFlagsBits.ViewChannel |
      PermissionFlagsBits.SendMessages |
      PermissionFlagsBits.SendMessagesInThreads |
      PermissionFlagsBits.AttachFiles,
  );
  expect(url.searchParams.get('scope')).toBe('bot applications.commands');
});
