import type { Ask, TimeContext } from '../chat/handler.ts';
import { type Options, readAll, type Values } from '../chat/options.ts';
import { inTransaction, type Tx } from '../db/connect.ts';
import type { Tutor } from '../tutor.ts';
import type { World } from '../world.ts';
import type { WholeCatalog } from './catalog.ts';
import { keepConsequences } from './keep.ts';
import type { Queue } from './queue.ts';
import { type Loan, lendTutor } from './tutoring.ts';

/**
 * Does one thing that was asked for: reads in a transaction, works outside any, keeps the outcome in a transaction. May run more
 * than once; each task's `read` finds nothing to do, or its `keep` is guarded, once it is done. Throws so that the queue rings again.
 */
export async function runTask(world: World, catalog: WholeCatalog, queue: Queue, ask: Ask): Promise<void> {
  const task = catalog.task(ask.task);
  if (!task) throw new Error(`There is no task ${ask.task}`);
  const values = read(task.options, ask);
  const timed = (tx: Tx): TimeContext => ({ tx, now: world.now(), newId: world.newId, random: world.random });
  try {
    const ready = await inTransaction(world.db, async (tx) => {
      const context = timed(tx);
      const input = await task.read(context, values);
      const wanted = input === null ? null : task.tutorFor?.(input);
      return { input, loan: wanted ? await lendTutor(world, tx, context.now, wanted) : null };
    });
    if (ready.input === null) return;
    const output = await withLoan(world, ready.loan, (tutor) => task.work(ready.input, { tutor }));
    await inTransaction(world.db, async (tx) => {
      const context = timed(tx);
      await keepConsequences(context, catalog, queue, await task.keep(context, values, output));
    });
  } catch (error) {
    world.log.error({ task: ask.task, err: error }, 'task failed, will be tried again');
    throw error;
  }
}

/** Whatever becomes of the work, the budget is put right. */
async function withLoan<T>(world: World, loan: Loan | null, work: (tutor: Tutor | null) => Promise<T>): Promise<T> {
  try {
    return await work(loan?.tutor ?? null);
  } finally {
    await loan?.settle(world.db);
  }
}

function read(options: Options, ask: Ask): Values<Options> {
  const read = readAll(options, ask.with);
  if ('values' in read) return read.values;
  throw new Error(`The task ${ask.task} cannot read ${Object.keys(read.problems).join(', ')}`);
}
