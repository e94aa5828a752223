import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../world.ts';
import { countOpenPosts } from './outbox.ts';
import type { Queue } from './queue.ts';

/** What whoever runs the bot can ask of this process. */
export interface Watch {
  /** The minute bell was answered. */
  ticked(): void;
  /** Why this process should be given no work, in words; nothing where it is ready. */
  notReady(): Promise<readonly string[]>;
  /** What was counted, as Prometheus reads it. */
  metrics(): Promise<string>;
}

/** A platform's line to this process. */
export interface Link {
  readonly name: string;
  isConnected(): boolean;
}

const answerMs = 3_000;
/** Three times the bell's own beat. */
const tickMs = 3 * 60_000;
/** Longer than the bell's beat, at which links are looked at: gateways change connections all the time, and are back at once. */
const linkMs = 90_000;

export function watchOver(world: World, queue: Queue, links: readonly Link[] = []): Watch {
  let tickedAtMs = world.elapsedMs();
  const connectedAtMs = new Map<Link, number>();

  /** Links that never stood, or were not seen to for a while. */
  function lostLinks(): readonly Link[] {
    const nowMs = world.elapsedMs();
    for (const link of links) if (link.isConnected()) connectedAtMs.set(link, nowMs);
    return links.filter((link) => nowMs - (connectedAtMs.get(link) ?? Number.NEGATIVE_INFINITY) > linkMs);
  }

  return {
    ticked() {
      tickedAtMs = world.elapsedMs();
      lostLinks();
    },
    async notReady() {
      const [posts, depths] = await Promise.all([answer(countOpenPosts(world.db)), answer(queue.depths())]);
      return [
        posts === null ? 'the database does not answer' : '',
        depths === null ? 'the queue does not answer' : '',
        world.elapsedMs() - tickedAtMs > tickMs ? 'the minute bell has not been answered for 3 minutes' : '',
        ...lostLinks().map(({ name }) => `${name} is not connected`),
      ].filter((why) => why !== '');
    },
    async metrics() {
      const [outbox, queues] = await Promise.all([answer(countOpenPosts(world.db)), answer(queue.depths())]);
      return world.metrics.print(outbox !== null && queues !== null ? { outbox, queues } : null);
    },
  };
}

/** Null where it fails, or takes longer than whoever asks would wait. */
async function answer<T>(asked: Promise<T>): Promise<T | null> {
  const late = new AbortController();
  const patience = wait(answerMs, null, { signal: late.signal }).catch(() => null);
  try {
    return await Promise.race([asked.catch(() => null), patience]);
  } finally {
    late.abort();
  }
}
