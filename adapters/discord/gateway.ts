import {
  type APIInteraction,
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type Guild,
  Options,
  Status,
} from 'discord.js';
import type { Logger } from 'pino';
import { WrongSetting } from '../../src/errors.ts';
import { troubleOf } from './failures.ts';
import { badToken } from './register.ts';
import { type Access, restOptions } from './rest.ts';

/** Which of how many shards this process runs; absent: all, as many as Discord advises. */
export interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}

export interface Ears {
  interaction(it: APIInteraction): void;
  joined(guild: Guild): void;
}

/** A client that is not connected yet. Its only intent tells of servers and their channels; none is privileged. */
export function makeClient({ apiUrl }: Access, shards: Shards | undefined, ears: Ears, log: Logger): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: restOptions(apiUrl),
    makeCache: Options.cacheWithLimits(nothingButServers),
    ...(shards && { shards: [...shards.ids], shardCount: shards.count }),
  });
  // As it came, not as discord.js wraps it: what a token answers to must not depend on what is cached.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (it: APIInteraction) => ears.interaction(it));
  client.on(Events.GuildCreate, (guild) => ears.joined(guild));
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ shard, trouble: troubleOf(error).code }, 'Discord: gateway trouble'),
  );
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'Discord: connecting again'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'Discord: connected again'));
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.error({ shard, code, why: hopeless[code] }, 'Discord: the gateway sent us away for good'),
  );
  client.on(Events.Error, (error) => log.error({ trouble: troubleOf(error).code }, 'Discord: client trouble'));
  return client;
}

const nothingButServers = {
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  ReactionManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildScheduledEventManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  ThreadMemberManager: 0,
  GuildMemberManager: {
    maxSize: 0,
    keepOverLimit: (it: { id: string; client: Client }) => it.id === it.client.user?.id,
  },
  UserManager: { maxSize: 0, keepOverLimit: (it: { id: string; client: Client }) => it.id === it.client.user?.id },
};

/** What to do where Discord closes the gateway for good (topics/opcodes-and-status-codes#gateway). */
const hopeless: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: badToken,
  [GatewayCloseCodes.InvalidShard]: 'DISCORD_SHARDS does not fit the servers that the bot is in.',
  [GatewayCloseCodes.ShardingRequired]:
    'The bot is in too many servers for so few shards: raise the count in DISCORD_SHARDS.',
};

/**
 * Connects. Resolves once all servers are known.
 * @throws WrongSetting where trying again is of no use; whatever else keeps it from connecting otherwise
 */
export async function connectClient(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  let closedWith = 0;
  const note = ({ code }: { code: number }) => {
    closedWith = code;
  };
  client.on(Events.ShardDisconnect, note);
  try {
    await client.login(token);
    await ready;
  } catch (error) {
    const why = isBadToken(error) ? badToken : hopeless[closedWith];
    throw why === undefined ? error : new WrongSetting(why);
  } finally {
    client.off(Events.ShardDisconnect, note);
  }
}

/** Whether every shard stands: discord.js calls a client ready for good once it was so. */
export const isWhole = ({ ws }: Client): boolean =>
  ws.status === Status.Ready && ws.shards.every(({ status }) => status === Status.Ready);

const isBadToken = (error: unknown) =>
  error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
