import { PermissionFlagsBits as may } from 'discord.js';
import { refuse } from './refusal.ts';
import type { Channel, State } from './state.ts';

const everything = Object.values(may).reduce((all, one) => all | one, 0n);
const inConversations =
  may.ViewChannel | may.SendMessages | may.EmbedLinks | may.AttachFiles | may.ReadMessageHistory | may.MentionEveryone;

/** What everyone may in a new server, and what an invite of the bot brings by default here. */
export const everyoneMay =
  inConversations | may.UseApplicationCommands | may.UseExternalApps | may.AddReactions | may.Connect | may.Speak;
export const botMay = inConversations | may.UseApplicationCommands;

/** What the bot may do in a channel, as a bit set. */
export function botPermissionsIn(state: State, channel: Channel): bigint {
  if (channel.guildId === null) return channel.kind === 'dm' ? inConversations : 0n;
  const guild = state.guilds.get(channel.guildId);
  if (!guild?.hasBot) return 0n;
  const all = guild.botPermissions;
  return all & may.Administrator ? everything : all & ~channel.denied;
}

export function memberPermissions(isAdmin: boolean): bigint {
  return isAdmin ? everything : everyoneMay;
}

/** Throws what Discord answers where the bot may not see or do something. */
export function demand(state: State, channel: Channel, needed: bigint): void {
  const has = botPermissionsIn(state, channel);
  if (!(has & may.ViewChannel)) throw refuse.missingAccess();
  if ((has & needed) !== needed) throw refuse.missingPermissions();
}
