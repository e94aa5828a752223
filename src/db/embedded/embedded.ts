import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { living } from '../locks.ts';
import { AlreadyRunning, DatabaseProblem } from '../problem.ts';
import { findHome, type Home, type Log, makeHome, readPassword } from './home.ts';
import {
  findFreePort,
  type LockFile,
  lastWords,
  launch,
  readLockFile,
  removeStaleLock,
  serverLives,
  stopServer,
} from './server.ts';

/** A PostgreSQL of our own. */
export interface Embedded {
  readonly url: string;
  /** Stops it in order, within a few seconds. */
  stop(): Promise<void>;
}

export interface Choices {
  /** False only where losing all with the power is fine, as in tests: then nothing is forced to the disk. */
  readonly durable: boolean;
}

/**
 * Starts a PostgreSQL beside us, its data under `dataDir` (made on the first start), or takes over the one that a bot left behind when it
 * was killed. It is ours while we hold the lock `living` on it; where another bot does, AlreadyRunning; where PostgreSQL cannot run, a
 * DatabaseProblem that says why. Should it die while we live, it is started again at the same url.
 */
export async function startEmbedded(
  dataDir: string,
  log: Log,
  choices: Choices = { durable: true },
): Promise<Embedded> {
  const { home, password, first } = await begin(dataDir, log, choices).catch((error) => {
    throw error instanceof DatabaseProblem ? error : cannotRun(dataDir, error);
  });
  const again = async () => (await take(home, password, choices, async () => first.port)).client;
  const ending = new AbortController();
  const watched = watch(first.client, again, log, ending.signal);
  return {
    url: first.url,
    async stop() {
      ending.abort();
      await watched;
      await stopServer(home);
    },
  };
}

async function begin(dataDir: string, log: Log, choices: Choices) {
  const home = await findHome(dataDir, log);
  await makeHome(home, choices);
  const password = await readPassword(home);
  return { home, password, first: await take(home, password, choices, findFreePort) };
}

const patience = 200;
const betweenTriesMs = 100;

/**
 * A connection that holds the lock: to the server that runs, or to one started now. PostgreSQL decides who has the data: of two
 * that start at once, its lock file lets one through, and the other finds the first one's server. A server that starts, recovers or stops
 * is waited for, about 20 s.
 */
async function take(home: Home, password: string, choices: Choices, pickPort: () => Promise<number>) {
  let failures = 0;
  for (let tries = 0; tries < patience; tries++) {
    const lock = await readLockFile(home);
    const url = lock?.port ? urlOf(lock, password) : '';
    const client = url && (await reach(url, home));
    if (lock && client) return { url, client, port: lock.port };
    if (await serverLives(home)) {
      // It starts, recovers or stops. Another one launched now would only take the processor from it.
      await wait(betweenTriesMs);
      continue;
    }
    if (await launch(home, await pickPort(), choices)) continue;
    if ((await readLockFile(home)) === undefined) failures++;
    if (failures === 3)
      throw new DatabaseProblem(`PostgreSQL cannot start in ${home.dir}. It says:\n${await lastWords(home)}`);
    if (!(await removeStaleLock(home))) await wait(betweenTriesMs);
  }
  const pid = (await readLockFile(home))?.pid;
  throw new DatabaseProblem(
    `PostgreSQL in ${home.dir} (process ${pid}) is starting or stopping. Please try again in a minute.`,
  );
}

/** A connection that holds the lock; undefined where no server of ours takes connections, or it went while we asked. */
async function reach(url: string, { dataDir }: Home): Promise<Client | undefined> {
  const client = new Client({
    connectionString: url,
    application_name: 'studyloop-owner',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => {}); // its end is what we watch
  const held = await client
    .connect()
    .then(() => client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', living))
    .then(
      ({ rows }) => rows[0]?.held,
      () => undefined,
    );
  if (held) return client;
  await client.end();
  if (held === undefined) return undefined;
  throw new AlreadyRunning(
    `Studyloop is already running on ${dataDir}. Use that one, stop it first, or give this one a DATA_DIR and a PORT of its own.`,
  );
}

/** Takes the server again whenever the connection that holds the lock ends, until the signal. */
async function watch(client: Client, again: () => Promise<Client>, log: Log, signal: AbortSignal): Promise<void> {
  await once(client, 'end', { signal }).catch(() => {});
  for (let tries = 1; !signal.aborted; tries++) {
    log.error({ tries }, 'lost PostgreSQL; taking it up again');
    try {
      const next = await again();
      log.info('PostgreSQL is back');
      return watch(next, again, log, signal);
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL does not come back yet');
      await wait(1000 * Math.min(tries, 30), undefined, { signal }).catch(() => {});
    }
  }
}

// Without sslmode, PGSSLMODE of whoever starts us would count.
const urlOf = ({ port, socketFolder }: LockFile, password: string) =>
  `postgres://studyloop:${password}@${encodeURIComponent(socketFolder) || '127.0.0.1'}:${port}/postgres?sslmode=disable`;

function cannotRun(dataDir: string, error: unknown): DatabaseProblem {
  const { code, message, stderr } = error as Error & { code?: unknown; stderr?: string };
  const owned = code === 'EACCES' || code === 'EPERM';
  const hint = owned
    ? 'It belongs to someone else: start Studyloop as that user, or give it another DATA_DIR.'
    : 'Give it another DATA_DIR, or set DATABASE_URL.';
  return new DatabaseProblem(`PostgreSQL cannot run on ${dataDir}: ${stderr?.trim() || message}\n${hint}`, {
    cause: error,
  });
}
