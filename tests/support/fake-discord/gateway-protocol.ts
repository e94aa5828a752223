import { asList, asNumber, asObject, asText, isObject, type Json } from './json.ts';
import { guildCreateJson, userJson } from './payloads.ts';
import { dispatchTo, makeSession, replay, type Session, shardOf } from './session.ts';
import { intents, type State } from './state.ts';

/** Operations: discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
export const op = {
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;

/** What a socket is closed with. */
export const closes = {
  opcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  token: 4004,
  already: 4005,
  seq: 4007,
  tooMany: 4008,
  shard: 4010,
  version: 4012,
  intents: 4013,
  privileged: 4014,
} as const;

export interface Connection {
  readonly send: (payload: object) => void;
  session: Session | null;
  /** Sends of this client in the minute that began then. */
  sends: number;
  minuteBeganAt: Date;
  /** Called when the client's next heartbeat comes. */
  readonly onBeat: Set<() => void>;
}

export interface Registry {
  readonly state: State;
  readonly sessions: Map<string, Session>;
  identifies: number;
  resumes: number;
  intents: number;
}

const allIntents = 0b11_0011_1111_1111_1111_1111_1111;
const privileged = (1 << 1) | (1 << 8) | (1 << 15);
const maxPayloadBytes = 4096;
const sendsAMinute = 120;

/** Takes what a client sent; gives the code to close its socket with, or null. */
export function receive(registry: Registry, connection: Connection, text: string): number | null {
  if (sendsTooMuch(registry, connection)) return closes.tooMany;
  const payload = Buffer.byteLength(text) > maxPayloadBytes ? null : parse(text);
  if (!payload) return closes.decode;
  switch (payload.op) {
    case op.heartbeat:
      return beat(connection);
    case op.identify:
      return identify(registry, connection, asObject(payload.d));
    case op.resume:
      return resume(registry, connection, asObject(payload.d));
    case op.presence:
    case op.voice:
    case op.members:
      return connection.session ? null : closes.notAuthenticated;
    default:
      return closes.opcode;
  }
}

function sendsTooMuch({ state }: Registry, connection: Connection): boolean {
  const now = state.now();
  if (now.getTime() - connection.minuteBeganAt.getTime() >= 60_000) {
    connection.minuteBeganAt = now;
    connection.sends = 0;
  }
  connection.sends += 1;
  return connection.sends > sendsAMinute;
}

function beat(connection: Connection): null {
  connection.send({ op: op.ack });
  for (const pass of connection.onBeat) pass();
  return null;
}

function identify(registry: Registry, connection: Connection, d: Json): number | null {
  const { state } = registry;
  if (connection.session) return closes.already;
  if (asText(d.token) !== state.token) return closes.token;
  if (!isObject(d.properties)) return closes.decode;
  const asked = typeof d.intents === 'number' ? d.intents : -1;
  if (asked < 0 || (asked & ~allIntents) !== 0) return closes.intents;
  if ((asked & privileged) !== 0) return closes.privileged;
  const [shard, count] = d.shard === undefined ? [0, 1] : asList(d.shard).map(asNumber);
  if (shard === undefined || count === undefined || shard < 0 || shard >= count) return closes.shard;
  registry.identifies += 1;
  registry.intents = asked;
  const session = makeSession(state.newId(), shard, count, asked);
  registry.sessions.set(session.id, session);
  join(connection, session);
  welcome(state, session);
  return null;
}

function welcome(state: State, session: Session): void {
  const bot = state.accounts.get(state.botUserId);
  const mine = [...state.guilds.values()].filter(
    ({ hasBot, id }) => hasBot && shardOf(id, session.shardCount) === session.shard,
  );
  dispatchTo(session, 'READY', {
    v: 10,
    user: bot && { ...userJson(bot), verified: true, mfa_enabled: true, email: null },
    guilds: mine.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${state.origin.replace('http', 'ws')}/gateway`,
    shard: [session.shard, session.shardCount],
    application: { id: state.applicationId, flags: 0 },
    private_channels: [],
    relationships: [],
    presences: [],
  });
  for (const guild of mine) {
    if (guild.isAvailable && session.intents & intents.guilds) {
      dispatchTo(session, 'GUILD_CREATE', guildCreateJson(state, guild));
    }
  }
}

function resume(registry: Registry, connection: Connection, d: Json): number | null {
  if (connection.session) return closes.already;
  if (asText(d.token) !== registry.state.token) return closes.token;
  const session = registry.sessions.get(asText(d.session_id));
  if (!session || session.isForgotten) {
    registry.sessions.delete(asText(d.session_id));
    connection.send({ op: op.invalid, d: false });
    return null;
  }
  const seq = asNumber(d.seq);
  if (seq > session.seq) return closes.seq;
  registry.resumes += 1;
  join(connection, session);
  replay(session, seq);
  dispatchTo(session, 'RESUMED', {});
  return null;
}

function join(connection: Connection, session: Session): void {
  connection.session = session;
  session.send = connection.send;
}

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
