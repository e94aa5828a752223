import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { Address } from '../../src/chat/request.ts';

/** Rings when something changed in a place; null when something may have been missed and everyone should look. */
export type Ring = (place: Address | null) => void;

export interface Live {
  start(): Promise<void>;
  /** Calls `ring` on every change, in this process or another, until the returned function is called. */
  listen(ring: Ring): () => void;
  stop(): void;
}

/** Changes as they are committed, over PostgreSQL's LISTEN. It is only a bell: what changed is read from the tables. */
export function openLive(sql: Sql, channel: string, log: Logger): Live {
  const rings = new Set<Ring>();
  let unlisten: (() => Promise<void>) | undefined;
  const ringAll = (place: Address | null) => {
    for (const ring of rings) ring(place);
  };
  return {
    async start() {
      const listening = await sql.listen(channel, ringAll, () => {
        log.debug('listening for changes in the web chat');
        ringAll(null);
      });
      unlisten = listening.unlisten;
    },
    listen(ring) {
      rings.add(ring);
      return () => rings.delete(ring);
    },
    /** Not waited for: a database that is gone would hold up the end. */
    stop() {
      unlisten?.().catch((error: unknown) => log.debug({ err: error }, 'the listening connection was gone already'));
    },
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
