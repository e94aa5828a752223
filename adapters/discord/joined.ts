import { ChannelType, type Guild, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import { button, type Card, card, controls, list } from '../../src/chat/card.ts';
import { pressNamed } from '../../src/chat/intents.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import { withButton } from './answers/carriers.ts';
import { neededPermissions } from './invite.ts';
import { lookAgainId } from './own-ids.ts';
import type { Message } from './render/message.ts';

/** Where the first words in a server are said, and what the bot may do there; null where there is no room to say them in. */
export function placeToGreet(guild: Guild): { readonly channelId: string; readonly bits: bigint } | null {
  const room = roomToGreetIn(guild);
  return room && { channelId: room.id, bits: permissionsIn(room, guild).bitfield };
}

/** Where Discord itself greets, or else the first text channel that can be written in. */
function roomToGreetIn(guild: Guild): GuildBasedChannel | null {
  const texts = guild.channels.cache
    .filter((it) => it.type === ChannelType.GuildText)
    .sorted((a, b) => a.rawPosition - b.rawPosition);
  const rooms = [guild.systemChannel, ...texts.values()];
  return rooms.find((it) => it !== null && mayWriteIn(it, guild)) ?? null;
}

const permissionsIn = (room: GuildBasedChannel, guild: Guild) =>
  (guild.members.me && room.permissionsFor(guild.members.me)) ?? { bitfield: 0n };

function mayWriteIn(room: GuildBasedChannel, guild: Guild): boolean {
  const toWrite = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  return (permissionsIn(room, guild).bitfield & toWrite) === toWrite;
}

const lackedIn = (bits: bigint) =>
  neededPermissions.filter(({ bit }) => (bits & (bit | PermissionFlagsBits.Administrator)) === 0n);

/** @param bits what the bot may do in the room, a bit set of PermissionFlagsBits */
function greetingCard(bits: bigint, catalog: Pick<Catalog, 'command'>): Card {
  const lacked = lackedIn(bits);
  const [start, health] = [catalog.command('study', 'start'), catalog.command('setup', 'health')];
  const asWell = health
    ? 'Whoever runs this server: /setup health shows how my messages fare, and sends a test.'
    : null;
  const names = lacked.map(({ name }) => name).join(' and ');
  const asLacked = `Whoever runs this server: please give my role ${names} (Server Settings, Roles), then look again. Commands work without.`;
  return card(
    'Hello! I help people who study',
    [
      'A goal with a plan, a check-in about it, and reviews just before you would forget. Everyone begins with /study start.',
      'What I may do in this room:',
      list(neededPermissions.map((it) => `${lacked.includes(it) ? '❌' : '✅'} ${it.name}: ${it.why}`)),
      lacked.length > 0 ? asLacked : asWell,
      controls(
        start ? button('Set yourself up', pressNamed('study.start'), 'main') : null,
        health ? button('Is all well here?', pressNamed('setup.health')) : null,
      ),
    ],
    lacked.length > 0 ? 'warn' : 'plain',
  );
}

/** The greeting with what holds now; while something is lacking, with a button that looks again. */
export async function greetingMessages(
  bits: bigint,
  catalog: Pick<Catalog, 'command'>,
  render: (card: Card) => Promise<readonly Message[]>,
): Promise<readonly Message[]> {
  const messages = await render(greetingCard(bits, catalog));
  return lackedIn(bits).length === 0 ? messages : withButton(messages, 'Look again', lookAgainId);
}
