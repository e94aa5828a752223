import { tick } from '../src/engine/tick.ts';
import { addDue, addFuture, noon, unring } from './bells.ts';
import { type Figure, figure, inTurn } from './figures.ts';
import { openStage, type Stage } from './stage.ts';

const [few, many] = [10_000, 1_000_000];
const dueAtOnce = 100;

/** What a look at the clock costs, with many reminders still to come, beside one with few. */
export async function benchTick(server: string): Promise<Figure[]> {
  const quiet = await openAt(server, 'tick_few', few);
  const busy = await openAt(server, 'tick_many', many);
  const against = `with ${few.toLocaleString('en')} to come`;
  const target = 'ratio at most 1.5';
  const named = (what: string) => ({
    name: `tick, ${what}, ${many.toLocaleString('en')} reminders to come`,
    unit: 'ms',
    against,
    target,
  });
  try {
    const idle = await inTurn(
      40,
      () => timedTick(busy),
      () => timedTick(quiet),
    );
    const ringing = await inTurn(
      20,
      () => timedRinging(busy),
      () => timedRinging(quiet),
    );
    return [figure(named('nothing due'), idle), figure(named(`${dueAtOnce} due`), ringing)];
  } finally {
    await quiet.close();
    await busy.close();
  }
}

/** A stage where so many reminders are to come, and `dueAtOnce` others have been answered. */
async function openAt(server: string, name: string, future: number): Promise<Stage> {
  const stage = await openStage(server, name);
  const { backstage } = stage;
  await addFuture(backstage, future);
  await addDue(backstage, dueAtOnce);
  await backstage.query('vacuum analyze');
  await timedRinging(stage);
  return stage;
}

async function timedRinging(stage: Stage): Promise<number> {
  await stage.backstage.query(unring);
  return timedTick(stage);
}

async function timedTick({ world, catalog, queue }: Stage): Promise<number> {
  const began = performance.now();
  await tick(world, catalog, queue, noon);
  return performance.now() - began;
}
