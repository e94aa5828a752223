import { randomUUID } from 'node:crypto';
import { makeClock } from './clock.ts';
import { botMay } from './permissions.ts';
import type { Account, Channel, Guild, State } from './state.ts';

/** An empty Discord with one application, whose bot is its first account. */
export function makeState(recommendedShards: number): { state: State; pass: (ms: number) => void } {
  const { pass, ...clock } = makeClock();
  const botUserId = clock.newId();
  const state: State = {
    ...clock,
    applicationId: botUserId,
    botUserId,
    token: `${Buffer.from(botUserId).toString('base64url')}.fake.${randomUUID()}`,
    origin: '',
    accounts: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    files: new Map(),
    commands: new Map(),
    commandCreates: new Map(),
    modals: new Map(),
    nonces: new Map(),
    recommendedShards,
    dispatch: () => {},
  };
  const bot = { id: botUserId, name: 'Studyloop', locale: 'en-US', isBot: true, dmId: '', isDmClosed: true };
  state.accounts.set(botUserId, { ...bot, hasApp: false });
  return { state, pass };
}

/** An account with its direct line to the bot. */
export function addAccount(state: State, name: string, locale: string, isDmClosed: boolean): Account {
  const id = state.newId();
  const dm = addConversation(state, 'dm', [id, state.botUserId]);
  const account = { id, name, locale, isBot: false, dmId: dm.id, isDmClosed, hasApp: false };
  state.accounts.set(id, account);
  return account;
}

export function addConversation(state: State, kind: 'dm' | 'private', people: readonly string[]): Channel {
  const channel: Channel = { id: state.newId(), name: '', kind, guildId: null, people: new Set(people), denied: 0n };
  state.channels.set(channel.id, channel);
  return channel;
}

/** A server without channels, in which the bot is not yet. */
export function addGuild(state: State, name: string, locale: string): Guild {
  const guild = {
    id: state.newGuildId(),
    name,
    locale,
    botRoleId: state.newId(),
    members: new Map(),
    systemChannelId: '',
    botPermissions: botMay,
    hasBot: false,
    isAvailable: true,
  };
  state.guilds.set(guild.id, guild);
  return guild;
}
