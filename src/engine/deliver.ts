import type { Platform } from '../chat/platform.ts';
import { attemptsMax } from '../db/schema/index.ts';
import { Gone, Unavailable } from '../errors.ts';
import type { World } from '../world.ts';
import {
  type Claimed,
  claimPosts,
  findNewer,
  leaseMs,
  openAgain,
  putBack,
  settleGone,
  settleSent,
  takenPosts,
} from './outbox.ts';
import type { Queue } from './queue.ts';

const addressesAtOnce = 20;
/** A post that took longer than this is counted as late. */
const lateMs = 60_000;

/**
 * Sends those of the posts that are free. Posts to one address go in order, addresses side by side. Whatever happens here, a post
 * is settled, put back with a ring, or left to the sweep when its lease has run out.
 */
export async function deliverPosts(
  world: World,
  platforms: readonly Platform[],
  queue: Queue,
  ids: readonly string[],
): Promise<void> {
  const claimedAtMs = world.elapsedMs();
  const claimed = await claimPosts(world.db, ids);
  await lookAgain(world, queue, ids, claimed);
  const sent: Claimed[] = [];
  const byAddress = [...Map.groupBy(claimed, (post) => post.to).values()];
  const sendInOrder = async (posts: readonly Claimed[]) => {
    for (const post of posts) {
      // A process that was stopped for longer than its lease must not go on: the rest may be another's by now.
      if (world.elapsedMs() - claimedAtMs > leaseMs) return;
      if (!(await send(world, platforms, queue, post))) return;
      sent.push(post);
    }
  };
  try {
    await eachAtMost(addressesAtOnce, byAddress, sendInOrder);
  } finally {
    await settleSent(world.db, sent, world.now());
  }
}

/** What another worker has taken is rung for again at the end of its lease: it may have died, and the sweep comes only with the minute. */
async function lookAgain(
  { db }: World,
  queue: Queue,
  ids: readonly string[],
  claimed: readonly Claimed[],
): Promise<void> {
  const mine = new Set(claimed.map(({ id }) => id));
  const others = ids.filter((id) => !mine.has(id));
  if (others.length === 0) return;
  const taken = await takenPosts(db, others);
  await queue.ringPosts(db, taken.ids, taken.forMs);
}

/** Whether it went out. What did not is settled or put back here. */
async function send(world: World, platforms: readonly Platform[], queue: Queue, post: Claimed): Promise<boolean> {
  const platform = platforms.find(({ name }) => post.to.startsWith(`${name}:`));
  const name = platform?.name ?? 'none';
  try {
    if (!platform) throw new Unavailable(`The platform of this address is not running here`, 60_000);
    await show(world, platform, queue, post);
    const delayMs = world.now().getTime() - post.createdAt.getTime();
    world.metrics.posted(name, delayMs > lateMs ? 'late' : 'sent', delayMs);
    return true;
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    const hopeless = error instanceof Gone || post.attempts >= attemptsMax;
    world.log[hopeless || error instanceof Unavailable ? 'warn' : 'error'](
      { post: post.id, attempts: post.attempts, err: error },
      'post not delivered',
    );
    world.metrics.posted(name, hopeless ? 'gone' : 'retried');
    if (hopeless) await settleGone(world.db, post, world.now(), trouble);
    else await tryAgain(world, queue, post, error, trouble);
    return false;
  }
}

/** Of several posts for one place the newest stays: an older one is not shown any more, or is covered again where it came too late. */
async function show({ db }: World, platform: Platform, queue: Queue, post: Claimed): Promise<void> {
  const { id, to, card, instead, changesLater, attempts } = post;
  if (await findNewer(db, post)) return;
  const more = { ...(instead !== null && { instead }), ...(changesLater && ({ changesLater } as const)) };
  await platform.deliver({ id, to, card, again: attempts > 1, ...more });
  const newer = await findNewer(db, post);
  if (!newer) return;
  await openAgain(db, newer);
  await queue.ringPosts(db, [newer]);
}

async function tryAgain(world: World, queue: Queue, post: Claimed, error: unknown, trouble: string): Promise<void> {
  const asked = error instanceof Unavailable ? error.retryAfterMs : undefined;
  const delayMs = asked ?? backoffMs(post.attempts, world.random());
  await putBack(world.db, post, delayMs, trouble);
  await queue.ringPosts(world.db, [post.id], delayMs);
}

/** 1 s, 2 s, 4 s … at most an hour, with a quarter of chance so that a crowd does not come back at once. */
const backoffMs = (attempts: number, chance: number) =>
  Math.min(3_600_000, 1000 * 2 ** Math.min(attempts - 1, 12)) * (1 + chance / 4);

/** Ends when all have ended; then throws what one of them threw. */
async function eachAtMost<T>(atOnce: number, all: readonly T[], work: (it: T) => Promise<void>): Promise<void> {
  const waiting = all[Symbol.iterator]();
  const lane = async () => {
    for (const it of waiting) await work(it);
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(atOnce, all.length) }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
}
