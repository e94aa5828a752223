import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';
import type { Address } from '../../src/chat/request.ts';

/** Rings when something changed in a place; null when something may have been missed and everyone should look. */
export type Ring = (place: Address | null) => void;

export interface Live {
  /** Resolves once it listens; from then on a lost connection is made again. */
  start(): Promise<void>;
  /** Calls `ring` on every change, in this process or another, until the returned function is called. */
  listen(ring: Ring): () => void;
  stop(): Promise<void>;
}

const againAfterMs = 1000;

/** Changes as they are committed, over LISTEN of the database at `url`. It is only a bell: what changed is read from the tables. */
export function openLive(url: string, channel: string, log: Logger): Live {
  const rings = new Set<Ring>();
  const ending = new AbortController();
  const ringAll: Ring = (place) => {
    for (const ring of rings) ring(place);
  };
  let client: Client | undefined;

  async function connect(): Promise<Client> {
    const made = new Client({
      connectionString: url,
      application_name: 'studyloop-web',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    made.on('error', (error) => log.debug({ err: error }, 'the listening connection broke'));
    made.on('notification', ({ payload }) => ringAll(payload ?? null));
    client = made;
    await made.connect();
    await made.query(`listen ${channel}`);
    ringAll(null);
    return made;
  }

  async function keepListening(first: Client): Promise<void> {
    for (let current: Client | null = first; !ending.signal.aborted; ) {
      if (current) await ended(current);
      else await wait(againAfterMs, undefined, { signal: ending.signal }).catch(() => {});
      current = ending.signal.aborted ? null : await connect().catch(() => client?.end().then(() => null) ?? null);
    }
  }

  return {
    async start() {
      void keepListening(await connect());
    },
    listen(ring) {
      rings.add(ring);
      return () => rings.delete(ring);
    },
    async stop() {
      ending.abort();
      // A database that is gone must not hold up the end.
      await Promise.race([client?.end(), wait(500, undefined, { ref: false })]);
    },
  };
}

const ended = (client: Client) => new Promise<void>((resolve) => client.once('end', () => resolve()));

/** A bell that does not forget: rung while nobody waited, the next wait ends at once. */
export function makeBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    /** Until it rings, or for `ms` milliseconds at most. */
    async wait(ms: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
      wake = undefined;
    },
  };
}
