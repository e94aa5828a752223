import type { Logger } from 'pino';
import postgres from 'postgres';
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

/** Changes as they are committed, over LISTEN of the database at `url`. It is only a bell: what changed is read from the tables. */
export function openLive(url: string, channel: string, log: Logger): Live {
  const rings = new Set<Ring>();
  const ringAll: Ring = (place) => {
    for (const ring of rings) ring(place);
  };
  // A socket's folder stands in an address in percent signs, which postgres.js (3.4.9) does not undo.
  const { hostname } = new URL(url);
  const sql = postgres(url, {
    ...(/^%2f/i.test(hostname) && { host: decodeURIComponent(hostname) }),
    connection: { application_name: 'studyloop-web' },
    connect_timeout: 5,
    backoff: () => 1,
    onnotice: () => {},
  });
  return {
    async start() {
      await sql.listen(
        channel,
        (place) => ringAll(place || null),
        () => {
          log.debug('listening for changes in the web chat');
          ringAll(null);
        },
      );
    },
    listen(ring) {
      rings.add(ring);
      return () => rings.delete(ring);
    },
    /** A database that is gone does not hold up the end. */
    stop: () => sql.end({ timeout: 0.5 }),
  };
}

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
