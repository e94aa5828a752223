import { keepFaults } from './faults.ts';
import { openGateway } from './gateway.ts';
import { makeGuild } from './guild.ts';
import { listen } from './http.ts';
import type { FakeDiscord, RecordedRequest } from './interface.ts';
import { checkMessage } from './message-body.ts';
import { post } from './messages.ts';
import { addAccount, addConversation, addGuild, makeState } from './new-state.ts';
import { documentCheck } from './openapi.ts';
import { Person } from './person.ts';
import { keepRateLimits } from './rate-limits.ts';
import { commandsOf } from './routes/application.ts';
import { seen } from './seen.ts';

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
  const checkByDocument = isHeldAgainstDocument ? documentCheck() : () => null;
  const http = await listen({ state, faults, limits, requests, violations, checkByDocument });
  const gateway = openGateway(state, http.server, heartbeatIntervalMs);

  return {
    url: `${state.origin}/api`,
    token: state.token,
    applicationId: state.applicationId,
    botUserId: state.botUserId,
    guild(name, { withBot = true, locale = 'en-US' } = {}) {
      const guild = makeGuild(state, addGuild(state, name, locale));
      if (withBot) guild.addBot();
      return guild;
    },
    person: (name, { locale = 'en-US', closedDm = false } = {}) =>
      new Person(state, addAccount(state, name, locale, closedDm), gateway.fence),
    privateChannel: (...people) =>
      addConversation(
        state,
        'private',
        people.map(({ id }) => id),
      ).id,
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
