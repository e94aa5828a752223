import { ChannelType, type Guild, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import { button, type Card, card, controls, list } from '../../src/chat/card.ts';
import { pressNamed } from '../../src/chat/handler.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import { neededPermissions } from './invite.ts';

/** The first words in a server: what the bot may do there, and where to begin. Null where there is no room to say them in. */
export interface Greeting {
  readonly channelId: string;
  readonly card: Card;
}

export function greet(guild: Guild, catalog: Catalog): Greeting | null {
  const room = roomToGreetIn(guild);
  if (!room) return null;
  const { bitfield } = permissionsIn(room, guild);
  return { channelId: room.id, card: greetingCard(bitfield, catalog) };
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

/** @param bits what the bot may do in the room, a bit set of PermissionFlagsBits */
export function greetingCard(bits: bigint, catalog: Pick<Catalog, 'command'>): Card {
  const has = (bit: bigint) => (bits & (bit | PermissionFlagsBits.Administrator)) !== 0n;
  const missing = neededPermissions.filter(({ bit }) => !has(bit));
  const [start, health] = [catalog.command('study', 'start'), catalog.command('setup', 'health')];
  return card(
    'Hello! I help people who study',
    [
      'A goal with a plan, a check-in about it, and reviews just before you would forget. Say /study start to begin.',
      list(neededPermissions.map(({ bit, name, why }) => `${has(bit) ? '✅' : '❌'} ${name}: ${why}`)),
      missing.length > 0
        ? `Please give me ${missing.map(({ name }) => name).join(' and ')} in Server Settings, Roles. All else works without.`
        : null,
      controls(
        start ? button('Set yourself up', pressNamed('study.start'), 'main') : null,
        health ? button('Is all well here?', pressNamed('setup.health')) : null,
      ),
    ],
    missing.length > 0 ? 'warn' : 'plain',
  );
}
