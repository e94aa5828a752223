import type { APIMessage, APIUser } from 'discord.js';
import { botPermissionsIn, everyoneMay, memberPermissions } from './permissions.ts';
import type { Account, Channel, Guild, KeptFile, Message, State } from './state.ts';

/** Objects as Discord's API writes them. */

export function userJson({ id, name, isBot }: Account): APIUser {
  return {
    id,
    username: name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
    global_name: isBot ? null : name,
    discriminator: '0',
    avatar: null,
    bot: isBot,
  };
}

const joinedAt = '2026-01-01T00:00:00.000000+00:00';

export function memberJson(guild: Guild, account: Account): object {
  const isAdmin = guild.members.get(account.id)?.isAdmin ?? false;
  return {
    user: userJson(account),
    nick: null,
    avatar: null,
    banner: null,
    roles: account.isBot ? [guild.botRoleId] : [],
    joined_at: joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    permissions: String(account.isBot ? guild.botPermissions : memberPermissions(isAdmin)),
    communication_disabled_until: null,
  };
}

const role = (id: string, name: string, position: number, permissions: bigint) => ({
  id,
  name,
  position,
  permissions: String(permissions),
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  managed: position > 0,
  mentionable: false,
  flags: 0,
});

export const botRoleJson = (guild: Guild) => role(guild.botRoleId, 'Studyloop', 1, guild.botPermissions);
/** The bot's own role alone decides what it may, so that a test can take any permission from it. */
export const rolesJson = (guild: Guild) => [role(guild.id, '@everyone', 0, 0n), botRoleJson(guild)];

export function guildJson(state: State, guild: Guild): object {
  const admin = [...guild.members].find(([, { isAdmin }]) => isAdmin)?.[0];
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: admin ?? '1',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: rolesJson(guild),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: guild.locale,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    max_members: 500_000,
    region: 'deprecated',
    member_count: guild.members.size + 1,
    ...(guild.hasBot && { channels: channelsOf(state, guild).map((channel) => channelJson(state, channel)) }),
  };
}

/** What GUILD_CREATE adds to a guild. */
export function guildCreateJson(state: State, guild: Guild): object {
  const bot = state.accounts.get(state.botUserId);
  return {
    ...guildJson(state, guild),
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    members: bot ? [memberJson(guild, bot)] : [],
    presences: [],
    voice_states: [],
    threads: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export const channelsOf = (state: State, guild: Guild) =>
  [...state.channels.values()].filter(({ guildId }) => guildId === guild.id);

export function channelJson(state: State, channel: Channel): object {
  if (channel.guildId === null) return conversationJson(state, channel);
  const guild = state.guilds.get(channel.guildId);
  const denied = { id: guild?.botRoleId ?? '0', type: 0, allow: '0', deny: String(channel.denied) };
  return {
    id: channel.id,
    type: 0,
    guild_id: channel.guildId,
    name: channel.name,
    position: 0,
    topic: null,
    nsfw: false,
    parent_id: null,
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: 0,
    permission_overwrites: channel.denied === 0n ? [] : [denied],
  };
}

function conversationJson(state: State, channel: Channel): object {
  const people = [...channel.people].flatMap((id) => state.accounts.get(id) ?? []);
  return {
    id: channel.id,
    type: channel.kind === 'dm' || people.length <= 2 ? 1 : 3,
    last_message_id: null,
    flags: 0,
    recipients: people.map(userJson),
  };
}

/** The channel as it comes with an interaction: partial, with what the person may. */
export function interactionChannelJson(state: State, channel: Channel): object {
  const permissions = String(channel.guildId === null ? botPermissionsIn(state, channel) : everyoneMay);
  return { ...channelJson(state, channel), permissions };
}

export function attachmentJson(file: KeptFile) {
  return {
    id: file.id,
    filename: file.name,
    ...(file.title !== null && { title: file.title }),
    ...(file.alt !== null && { description: file.alt }),
    content_type: file.type,
    size: file.bytes.length,
    url: file.url,
    proxy_url: file.url,
  };
}

export function messageJson(state: State, message: Message): APIMessage {
  const author = state.accounts.get(message.authorId);
  if (!author) throw new Error(`The message ${message.id} has no author`);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userJson(author),
    content: message.content,
    timestamp: message.madeAt.toISOString(),
    edited_timestamp: message.editedAt?.toISOString() ?? null,
    tts: false,
    mention_everyone: message.pinged.includes('everyone'),
    mentions: message.pinged.flatMap((id) => state.accounts.get(id) ?? []).map(userJson),
    mention_roles: message.pinged.filter((who) => who.startsWith('role:')).map((who) => who.slice('role:'.length)),
    attachments: message.files.map(attachmentJson),
    embeds: [...message.embeds],
    components: [...message.components],
    pinned: false,
    type: 0,
    flags: message.flags,
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(message.isByInteraction && { application_id: state.applicationId, webhook_id: state.applicationId }),
  };
}
