import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Connection, connect } from '../src/db/connect.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { buildCatalog, type WholeCatalog } from '../src/engine/catalog.ts';
import { openQueue, type Queue } from '../src/engine/queue.ts';
import { features } from '../src/features/index.ts';
import { realWorld, type World } from '../src/world.ts';

/** The program without a platform, on a PostgreSQL of its own with its defaults (what is answered is on disk). */
export interface Stage {
  readonly url: string;
  readonly connection: Connection;
  readonly world: World;
  readonly catalog: WholeCatalog;
  readonly queue: Queue;
}

export async function onStage<T>(play: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'studyloop-bench-'));
  const log = pino({ level: 'warn' });
  const postgres = await startEmbedded(join(folder, 'data'), log);
  await migrate(postgres.url);
  const connection = connect(postgres.url, { max: 10 });
  const queue = await openQueue(postgres.url, log);
  try {
    const world = realWorld(connection.db, log);
    return await play({ url: postgres.url, connection, world, catalog: buildCatalog(features), queue });
  } finally {
    await queue.stop();
    await connection.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
