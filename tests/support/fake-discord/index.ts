import { randomUUID } from 'node:crypto';
import { makeClock } from './clock.ts';
import { keepFaults } from './faults.ts';
import { openGateway } from './gateway.ts';
import { makeGuild } from './guild.ts';
import { listen } from './http.ts';
import type { FakeDiscord, FakePerson, RecordedRequest } from './interface.ts';
import { checkMessage } from './message-body.ts';
import { post } from './messages.ts';
import { documentCheck } from './openapi.ts';
import { botMay } from './permissions.ts';
import { makePerson } from './person.ts';
import { keepRateLimits } from './rate-limits.ts';
import { commandsOf } from './routes/application.ts';
import { seen } from './seen.ts';
import type { Account, Channel, State } from './state.ts';

export { ClientSaysNo } from './client-says-no.ts';
export type * from './interface.ts';
export type * from './screen.ts';

export interface Settings {
  /** As the gateway asks for it; the real one's is 41 s. */
  readonly heartbeatIntervalMs?: number;
  /** How many shards it recommends. */
  readonly shards?: number;
  /** Whether bodies are held against the OpenAPI document that DISCORD_OPENAPI names. */
  readonly isHeldAgainstDocument?: boolean;
}

/** Starts a Discord on a free port of this machine. */
export async function startFakeDiscord({
  heartbeatIntervalMs = 41_250,
  shards = 1,
  isHeldAgainstDocument = true,
}: Settings = {}): Promise<FakeDiscord> {
  const { state, pass } = makeState(shards);
  const faults = keepFaults();
  const limits = keepRateLimits(() => state.now().getTime());
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const http = await listen({
    state,
    faults,
    limits,
    requests,
    violations,
    checkByDocument: isHeldAgainstDocument ? documentCheck() : () => null,
  });
  const gateway = openGateway(state, http.server, heartbeatIntervalMs);
  const addAccount = (name: string, locale: string, isDmClosed: boolean): Account => {
    const account = makeAccount(state, name, locale, isDmClosed);
    addChannel(state, {
      id: account.dmId,
      name: '',
      kind: 'dm',
      guildId: null,
      people: new Set([account.id, state.botUserId]),
    });
    return account;
  };

  return {
    url: `${state.origin}/api`,
    token: state.token,
    applicationId: state.applicationId,
    botUserId: state.botUserId,
    guild(name, { withBot = true, locale = 'en-US' } = {}) {
      const id = state.newGuildId();
      const made = {
        id,
        name,
        locale,
        botRoleId: state.newId(),
        members: new Map(),
        systemChannelId: '',
        botPermissions: botMay,
        hasBot: false,
        isAvailable: true,
      };
      state.guilds.set(id, made);
      const guild = makeGuild(state, made);
      if (withBot) guild.addBot();
      return guild;
    },
    person: (name, { locale = 'en-US', closedDm = false } = {}) =>
      makePerson(state, addAccount(name, locale, closedDm), gateway.fence),
    privateChannel: (...people) => {
      const ids = people.map(({ id }: FakePerson) => id);
      return addChannel(state, { id: state.newId(), name: '', kind: 'private', guildId: null, people: new Set(ids) })
        .id;
    },
    plant: (channelId, body) => seen(state, post(state, { channelId }, checkMessage(body, []), [])),
    commands: (guildId = '') => commandsOf(state, guildId),
    requests,
    violations,
    messages: () => [...state.messages.values()].map((message) => seen(state, message)),
    now: state.now,
    pass,
    until: state.until,
    faults,
    gateway,
    limit: limits.set,
    cut: http.cut,
    mend: http.mend,
    async stop() {
      gateway.stop();
      await http.stop();
    },
  };
}

/** An empty Discord with one application, whose bot is its first account. */
function makeState(shards: number): { state: State; pass: (ms: number) => void } {
  const clock = makeClock();
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
    recommendedShards: shards,
    dispatch: () => {},
  };
  state.accounts.set(botUserId, bot(botUserId));
  return { state, pass: clock.pass };
}

const bot = (id: string): Account => ({
  id,
  name: 'Studyloop',
  locale: 'en-US',
  isBot: true,
  dmId: '',
  isDmClosed: true,
  hasApp: false,
});

function makeAccount(state: State, name: string, locale: string, isDmClosed: boolean): Account {
  const account = { id: state.newId(), name, locale, isBot: false, dmId: state.newId(), isDmClosed, hasApp: false };
  state.accounts.set(account.id, account);
  return account;
}

function addChannel(state: State, made: Omit<Channel, 'denied'>): Channel {
  const channel = { ...made, denied: 0n };
  state.channels.set(channel.id, channel);
  return channel;
}
