import cron from 'node-cron';
import { type Logger, pino } from 'pino';
import { webPlatform } from '../adapters/web/platform.ts';
import { BadConfig, type Config, describeSettings, readConfig } from './config.ts';
import { connect } from './db/connect.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { DatabaseProblem } from './db/problem.ts';
import { buildCatalog } from './engine/catalog.ts';
import { deliverPosts } from './engine/deliver.ts';
import { makeBot } from './engine/handle.ts';
import { openQueue } from './engine/queue.ts';
import { runTask } from './engine/tasks.ts';
import { tick } from './engine/tick.ts';
import { features } from './features/index.ts';
import { realWorld } from './world.ts';

/** What was started, to be stopped in the opposite order. */
type Stops = (() => Promise<unknown>)[];

/** Joins config, database, engine and platforms, and returns the page's address. Whatever is started puts its end on `stops`. */
async function start(config: Config, stops: Stops): Promise<string> {
  const log = pino({ level: config.logLevel });
  const url = config.databaseUrl ?? (await ownDatabase(config, log, stops));
  await migrate(url);
  const { db, close } = connect(url, { max: config.databasePool });
  stops.push(close);

  const world = realWorld(db, log);
  const catalog = buildCatalog(features);
  const queue = await openQueue(url, log);
  stops.push(queue.stop);

  const web = webPlatform({ db, databaseUrl: url, log, now: world.now, host: config.host, port: config.port });
  const platforms = [web];
  const bot = makeBot(world, catalog, queue);
  for (const platform of platforms) {
    stops.push(platform.stop);
    await platform.start(catalog, bot);
  }
  await queue.work({
    posts: (ids) => deliverPosts(world, platforms, queue, ids),
    task: (ask) => runTask(world, catalog, queue, ask),
  });
  const look = () => tick(world, catalog, queue, world.now());
  const bell = cron.schedule('* * * * *', look, { noOverlap: true });
  stops.push(async () => bell.destroy());
  void look(); // for what came due while nobody was here
  return web.url;
}

async function ownDatabase(config: Config, log: Logger, stops: Stops): Promise<string> {
  const embedded = await startEmbedded(config.dataDir, log);
  stops.push(embedded.stop);
  return embedded.url;
}

/** Stops what was started, the last first; what will not stop is named and does not keep the rest from stopping. */
async function stop(stops: Stops): Promise<void> {
  for (const end of stops.splice(0).reverse()) await end().catch((error: unknown) => console.error(error));
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(describeSettings());
  const stops: Stops = [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(stops).then(() => process.exit()));
  try {
    const url = await start(readConfig(process.env), stops);
    console.log(`Studyloop is ready at ${url} after ${process.uptime().toFixed(1)} s. Stop it with Ctrl-C.`);
  } catch (error) {
    console.error(error instanceof BadConfig || error instanceof DatabaseProblem ? error.message : error);
    await stop(stops);
    process.exit(1);
  }
}

await main();
