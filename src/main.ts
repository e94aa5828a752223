import cron from 'node-cron';
import type { Logger } from 'pino';
import { hostOf } from '../adapters/openai/server.ts';
import { openTutor } from '../adapters/openai/tutor.ts';
import { inTime } from '../adapters/shared/in-time.ts';
import { stopRasterising } from '../adapters/shared/rasterise.ts';
import { BadConfig, type Config, describeSettings, readConfig } from './config.ts';
import { connect } from './db/connect.ts';
import { startEmbedded } from './db/embedded/embedded.ts';
import { migrate } from './db/migrate.ts';
import { DatabaseProblem } from './db/problem.ts';
import { buildCatalog } from './engine/catalog.ts';
import { deliverPosts } from './engine/deliver.ts';
import { makeBot } from './engine/handle.ts';
import { openQueue } from './engine/queue.ts';
import { runTask } from './engine/tasks.ts';
import { tick } from './engine/tick.ts';
import { watchOver } from './engine/watch.ts';
import { readEnvironment } from './environment.ts';
import { WrongSetting } from './errors.ts';
import { features } from './features/index.ts';
import { openLog } from './log.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { farFrontsOf, pagesOf, startFronts } from './platforms.ts';
import { realClock, realWorld, type World } from './world.ts';

/** What was started, to be stopped in the opposite order. */
type Stops = (() => Promise<unknown>)[];

/** Joins config, database, engine and platforms, and returns what runs and where. Whatever is started puts its end on `stops`. */
async function start(config: Config, stops: Stops, fail: (error: unknown) => void): Promise<string> {
  const log = openLog(config.logLevel);
  const url = config.databaseUrl ?? (await ownDatabase(config, log, stops));
  await migrate(url);
  const { db, close } = connect(url, { max: config.databasePool });
  stops.push(close);

  const metrics = makeMetrics({ ofProcess: true });
  const world = realWorld(db, log, metrics, tutoringOf(config, log, metrics));
  const catalog = buildCatalog(features);
  const queue = await openQueue(url, log);
  stops.push(queue.stop);

  const farFronts = await farFrontsOf(config, world);
  const watch = watchOver(world, queue, farFronts);
  const fronts = [...farFronts, pagesOf(config, world, url, watch)];
  const bot = makeBot(world, catalog, queue);
  stops.push(stopRasterising, ...fronts.map((front) => front.stop));
  const told = await startFronts(fronts, catalog, bot, fail);
  const platforms = fronts.flatMap(({ platform }) => platform ?? []);
  await queue.work({
    posts: (ids) => deliverPosts(world, platforms, queue, ids),
    task: (ask) => runTask(world, catalog, queue, ask),
  });
  const look = () => tick(world, catalog, queue, world.now()).then(watch.ticked);
  const bell = cron.schedule('* * * * *', look, { noOverlap: true });
  stops.push(async () => bell.destroy());
  void look(); // for what came due while nobody was here
  return told.join(', ');
}

function tutoringOf({ tutor: set }: Config, log: Logger, metrics: Metrics): World['tutoring'] {
  if (!set) return null;
  const tutor = openTutor({ ...set, ...realClock, log, metrics });
  return { tutor, limits: set.limits, host: hostOf(set), model: set.models.usual };
}

async function ownDatabase(config: Config, log: Logger, stops: Stops): Promise<string> {
  const embedded = await startEmbedded(config.dataDir, log);
  stops.push(embedded.stop);
  return embedded.url;
}

/** More than any part gives to those whom it is answering. */
const patienceMs = 8_000;

/** Stops what was started, the last first; what will not stop is told and does not keep the rest from stopping. */
async function stop(stops: Stops): Promise<void> {
  for (const end of stops.splice(0).reverse()) {
    const ended = end().then(
      () => true,
      (error: unknown) => console.error(error),
    );
    if ((await inTime(ended, patienceMs)) === null) console.error('A part would not stop; I go on without it.');
  }
}

/** What whoever started the program can put right: told in its own words, without a stack. */
const sentences = [BadConfig, DatabaseProblem, WrongSetting];

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(describeSettings());
  const stops: Stops = [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(stops).then(() => process.exit()));
  const fail = async (error: unknown) => {
    console.error(sentences.some((kind) => error instanceof kind) ? (error as Error).message : error);
    await stop(stops);
    process.exit(1);
  };
  try {
    const runs = await start(readConfig(readEnvironment()), stops, fail);
    console.log(`Studyloop is ready after ${process.uptime().toFixed(1)} s: ${runs}. Stop it with Ctrl-C.`);
  } catch (error) {
    await fail(error);
  }
}

await main();
