/**
 * One process of the bot, for tests with several: it plans when it is told the time, and delivers to a far side on the loopback.
 * Arguments: database url, far side url.
 */
import { pino } from 'pino';
import { connect } from '../../src/db/connect.ts';
import { buildCatalog } from '../../src/engine/catalog.ts';
import { deliverPosts } from '../../src/engine/deliver.ts';
import { openQueue } from '../../src/engine/queue.ts';
import { tick } from '../../src/engine/tick.ts';
import { Unavailable } from '../../src/errors.ts';
import { reminders } from '../../src/features/reminders/feature.ts';
import { makeMetrics } from '../../src/metrics.ts';
import { makeIds, type World } from '../../src/world.ts';
import { callFarServer } from './far-server.ts';

const [url = '', farUrl = ''] = process.argv.slice(2);
const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
const { db } = connect(url, { max: 4 });
let at = new Date(0);
let sleptMs = 0;
const now = () => at;
const world: World = {
  db,
  log,
  metrics: makeMetrics(),
  tutoring: null,
  now,
  elapsedMs: () => performance.now() + sleptMs,
  random: Math.random,
  newId: makeIds(() => new Date(), Math.random),
};
const far = {
  name: 'far',
  async start() {},
  async stop() {},
  deliver: (delivery: Parameters<typeof callFarServer>[1]) =>
    callFarServer(farUrl, delivery).catch((error: unknown) => {
      throw new Unavailable('the far side cannot be heard', undefined, { cause: error });
    }),
};

const catalog = buildCatalog([reminders]);
const queue = await openQueue(url, log);
let underWay = 0;
await queue.work({
  async posts(ids) {
    underWay++;
    await deliverPosts(world, [far], queue, ids).finally(() => underWay--);
  },
  task: async () => {},
});

/** 'rest': answered when nothing is under way here. 'slept': a minute of its life is gone. Otherwise a time: planned by it. */
process.on('message', async (said: string) => {
  if (said === 'slept') sleptMs += 60_000;
  else if (said === 'rest') while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  else {
    at = new Date(said);
    await tick(world, catalog, queue, at);
  }
  process.send?.(said);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
