import type { Due } from '../chat/handler.ts';
import { inTransaction } from '../db/connect.ts';
import type { World } from '../world.ts';
import type { WholeCatalog } from './catalog.ts';
import { keepConsequences } from './keep.ts';
import { forgetPosts, forgottenPosts } from './outbox.ts';
import type { Queue } from './queue.ts';
import { forgetSeen } from './seen.ts';

/** As many are planned in one transaction; where more is due than that, so many transactions go side by side. */
const [batch, lanes] = [250, 2];
const sweepAtMost = 1000;

/**
 * Once a minute in every process: ring again for posts that were forgotten, plan what is due in batches until dry, forget what is
 * old. The clock is read once, by whoever calls. Trouble in one part is logged and does not keep the others from their turn.
 */
export async function tick(world: World, catalog: WholeCatalog, queue: Queue, now: Date): Promise<void> {
  const startedAtMs = world.elapsedMs();
  // First, for what is planned below has just been rung for.
  await guarded(world, 'sweep', async () => queue.ringPosts(world.db, await forgottenPosts(world.db, sweepAtMost)));
  for (const due of catalog.dues)
    await guarded(world, due.name, () => planUntilDry(() => planBatch(world, catalog, queue, due, now)));
  await guarded(world, 'forget', async () => {
    await forgetSeen(world.db, now, sweepAtMost);
    await forgetPosts(world.db, now, sweepAtMost);
  });
  world.metrics.ticked(world.elapsedMs() - startedAtMs);
}

/** One batch alone, for seldom is more due; then side by side until batches come short. `plan` gives how many it took. */
async function planUntilDry(plan: () => Promise<number>): Promise<void> {
  if ((await plan()) < batch) return;
  const lane = async () => {
    while ((await plan()) >= batch);
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function planBatch(world: World, catalog: WholeCatalog, queue: Queue, due: Due, now: Date): Promise<number> {
  const { taken, reminded = [] } = await inTransaction(world.db, async (tx) => {
    const context = { tx, now, newId: world.newId, random: world.random };
    const outcome = await due.run(context, batch);
    for (const error of outcome.troubles ?? [])
      world.log.error({ due: due.name, err: error }, 'one could not be planned');
    await keepConsequences(context, catalog, queue, outcome);
    return outcome;
  });
  for (const lateness of reminded) world.metrics.reminded(lateness);
  return taken;
}

async function guarded(world: World, part: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    world.log.error({ part, err: error }, 'tick trouble');
  }
}
