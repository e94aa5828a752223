import { setTimeout as wait } from 'node:timers/promises';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool, type PoolClient } from 'pg';
import * as schema from './schema/index.ts';

/** Sends statements over whichever connection is free. */
export interface Db extends Omit<NodePgDatabase<typeof schema>, 'transaction'> {
  /** Commits when `work` ends; rolls back, and throws the same, when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * An open transaction, on one connection, which runs one statement after another. `Promise.all` over single statements sends them together
 * and waits once; never over more than that, since what went on after one of them failed would run outside the transaction.
 */
export type Tx = Omit<NodePgDatabase<typeof schema>, 'transaction' | '$client'>;

export interface Connection {
  readonly db: Db;
  /** The pool under `db`, for whoever needs the driver itself. */
  readonly pool: Pool;
  /** Lets statements under way end, for at most 3 s, and closes. */
  close(): Promise<void>;
}

/** Opens a pool of at most `max` connections to the PostgreSQL at `url`; connects when first used, and again after trouble. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'studyloop',
    options: '-c TimeZone=UTC',
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    pipeline: true,
  });
  // A connection that breaks tells its statement; told here as well, unheard, it would end the process.
  const heard = () => {};
  pool.on('error', heard).on('connect', (client) => client.on('error', heard));
  const db: Db = Object.assign(drizzle({ client: pool, schema, casing: 'snake_case' }), {
    transaction: transactionsOf(pool),
  });
  const close = () => Promise.race([pool.end(), wait(3_000, undefined, { ref: false })]);
  return { db, pool, close };
}

/**
 * Transactions whose connection goes back to the pool however they end. Drizzle's own keep it for ever where `begin` meets a broken connection (0.45, node-postgres/session.js): after a restart of PostgreSQL a busy pool would be empty.
 */
function transactionsOf(pool: Pool): Db['transaction'] {
  const overOne = new WeakMap<PoolClient, Tx>();
  return async (work) => {
    const client = await pool.connect();
    const tx = overOne.get(client) ?? drizzle({ client, schema, casing: 'snake_case' });
    overOne.set(client, tx);
    try {
      const begun = client.query('begin');
      begun.catch(() => {}); // the first statement goes along with it, and meets the same trouble
      const result = await work(tx);
      await begun;
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => {}); // what it fails on has broken the connection, and ended the transaction with it
      throw error;
    } finally {
      client.release();
    }
  };
}

const serializationFailure = '40001';
const deadlock = '40P01';

/**
 * Runs `work` in a transaction; again, up to `attempts` times, where PostgreSQL says that it lost against a rival. So `work` must have
 * no effects but its rows. Any other error rolls back and comes out as it is.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>, { attempts = 5 } = {}): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const code = codeOf(error);
      if (attempt >= attempts || (code !== serializationFailure && code !== deadlock)) throw error;
      await wait(5 * attempt ** 2);
    }
  }
}

/** The SQLSTATE or the socket's code of an error; drizzle wraps the driver's error as its cause. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : codeOf(error.cause);
}

// PostgreSQL's classes 08 (connection), 53 (out of resources), 57P (going down, coming up); the socket's and the resolver's own.
const troubleCode = /^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;
// What the driver says itself carries no code (pg/lib/client.js, pg-pool/index.js).
const troubleWords =
  /^(Connection terminated|Client .* not queryable|timeout (expired|exceeded)|Cannot use a pool after)/;

/** Whether the database could not be reached, went away, or has no room: nothing was changed and later may be better. */
export function isConnectionTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (code === 'ENOENT') return syscall === 'connect'; // the server's socket goes with the server
  if (typeof code === 'string') return troubleCode.test(code);
  return error.cause ? isConnectionTrouble(error.cause) : troubleWords.test(error.message);
}
