import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { type Connection, connect } from '../src/db/connect.ts';
import { startEmbedded } from '../src/db/embedded/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { buildCatalog, type WholeCatalog } from '../src/engine/catalog.ts';
import { openQueue, type Queue } from '../src/engine/queue.ts';
import { features } from '../src/features/index.ts';
import { makeMetrics } from '../src/metrics.ts';
import { realWorld, type World } from '../src/world.ts';

/** The program without a platform, on a database of its own. */
export interface Stage {
  readonly url: string;
  readonly connection: Connection;
  readonly world: World;
  readonly catalog: WholeCatalog;
  readonly queue: Queue;
  /** A connection of the bench's own, to set the scene: no statement of it is timed, or limited in time. */
  readonly backstage: Client;
  close(): Promise<void>;
}

/** What the program would log as an error and live with must not pass for a measurement. */
const log = pino({
  level: 'error',
  hooks: {
    logMethod([what]: unknown[]) {
      throw (what as { err?: unknown }).err ?? what;
    },
  },
});

/** A PostgreSQL for the length of `play`, set as the bot sets its own: what was answered is on disk. */
export async function withPostgres<T>(play: (url: string) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const postgres = await startEmbedded(folder, log);
    try {
      return await play(postgres.url);
    } finally {
      await postgres.stop();
    }
  });
}

/** A folder for data, for the length of `play`. */
export async function withFolder<T>(play: (folder: string) => Promise<T>): Promise<T> {
  const above = await mkdtemp(join(tmpdir(), 'studyloop-bench-'));
  await chmod(above, 0o711); // as root PostgreSQL runs as another user, who must pass through
  try {
    return await play(join(above, 'data'));
  } finally {
    await rm(above, { recursive: true, force: true });
  }
}

/** A new database called `name` on the server at `url`, with the program in front of it. */
export async function openStage(server: string, name: string): Promise<Stage> {
  const url = await createDatabase(server, name);
  await migrate(url);
  const connection = connect(url);
  const queue = await openQueue(url, log);
  const backstage = new Client({ connectionString: url });
  await backstage.connect();
  return {
    url,
    connection,
    queue,
    backstage,
    world: realWorld(connection.db, log, makeMetrics()),
    catalog: buildCatalog(features),
    async close() {
      await queue.stop();
      await connection.close();
      await backstage.end();
    },
  };
}

export async function createDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}
