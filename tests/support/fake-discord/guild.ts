import { PermissionFlagsBits as may } from 'discord.js';
import type { FakeGuild } from './interface.ts';
import { botRoleJson, channelJson, channelsOf, guildCreateJson } from './payloads.ts';
import { leaveGuild } from './routes/guilds.ts';
import { type Channel, type Guild, intents, type State } from './state.ts';

const forbidden = { view: may.ViewChannel, send: may.SendMessages, files: may.AttachFiles };

/** A server as a test handles it; what changes in it is told to the bot as far as its intents go. */
export function makeGuild(state: State, guild: Guild): FakeGuild {
  const tell = (event: string, data: object) => {
    if (guild.hasBot) state.dispatch(event, data, guild.id, intents.guilds);
  };
  const own = (channelId: string): Channel => {
    const channel = state.channels.get(channelId);
    if (channel?.guildId !== guild.id) throw new Error(`${guild.name} has no channel ${channelId}`);
    return channel;
  };
  const deny = (channelId: string, bits: (before: bigint) => bigint) => {
    const channel = own(channelId);
    channel.denied = bits(channel.denied);
    tell('CHANNEL_UPDATE', channelJson(state, channel));
  };
  const channel = (name: string) => {
    const known = channelsOf(state, guild).find((it) => it.name === name);
    if (known) return known.id;
    const made: Channel = { id: state.newId(), name, kind: 'text', guildId: guild.id, people: new Set(), denied: 0n };
    state.channels.set(made.id, made);
    tell('CHANNEL_CREATE', channelJson(state, made));
    return made.id;
  };
  guild.systemChannelId = channel('general');

  return {
    id: guild.id,
    name: guild.name,
    systemChannelId: guild.systemChannelId,
    channel,
    deleteChannel(channelId) {
      tell('CHANNEL_DELETE', channelJson(state, own(channelId)));
      state.channels.delete(channelId);
    },
    forbid: (channelId, what = 'send') => deny(channelId, (before) => before | forbidden[what]),
    allow: (channelId) => deny(channelId, () => 0n),
    setBotPermissions(bits) {
      guild.botPermissions = bits;
      tell('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: botRoleJson(guild) });
    },
    addBot() {
      guild.hasBot = true;
      tell('GUILD_CREATE', guildCreateJson(state, guild));
    },
    removeBot: () => leaveGuild(state, guild),
    setAvailable(isAvailable) {
      guild.isAvailable = isAvailable;
      if (isAvailable) tell('GUILD_CREATE', guildCreateJson(state, guild));
      else tell('GUILD_DELETE', { id: guild.id, unavailable: true });
    },
  };
}
