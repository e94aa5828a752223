/** One gateway session: what was dispatched to it, so that it can be replayed when its client comes back. */
export interface Session {
  readonly id: string;
  readonly shard: number;
  readonly shardCount: number;
  readonly intents: number;
  readonly events: { readonly s: number; readonly t: string; readonly d: object }[];
  seq: number;
  /** Cannot be resumed any more. */
  isForgotten: boolean;
  /** Sends to its socket; null while its client is away. */
  send: ((payload: object) => void) | null;
}

export function makeSession(id: string, shard: number, shardCount: number, intents: number): Session {
  return { id, shard, shardCount, intents, events: [], seq: 0, isForgotten: false, send: null };
}

/** Dispatches an event, now or when the client is back. */
export function dispatchTo(session: Session, t: string, d: object): void {
  session.seq += 1;
  session.events.push({ s: session.seq, t, d });
  session.send?.({ op: 0, s: session.seq, t, d });
}

/** Everything after a number once more, in order. */
export function replay(session: Session, after: number): void {
  for (const { s, t, d } of session.events) if (s > after) session.send?.({ op: 0, s, t, d });
}

/** Events of a guild belong to one shard, all others to the first (topics/gateway, "Sharding"). */
export function shardOf(guildId: string | null, shardCount: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
