import type { Pool, QueryResult } from 'pg';
import type { Bot } from '../src/chat/request.ts';
import { connect } from '../src/db/connect.ts';
import { makeBot } from '../src/engine/handle.ts';
import type { Stage } from './stage.ts';

/** A statement as the driver was given it. */
export interface Statement {
  /** Under which the connection plans it once; undefined where it is planned each time. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Recorder {
  /** The program again, on one connection whose statements are written down. */
  readonly bot: Bot;
  /** What was sent since the last time, in order. */
  take(): readonly Statement[];
  close(): Promise<void>;
}

export function openRecorder({ url, world, catalog, queue }: Stage): Recorder {
  const { db, pool, close } = connect(url, { max: 1 });
  const heard: Statement[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<QueryResult>;
    client.query = ((said: string | Partial<Statement>, values: unknown[] = []) => {
      const { name, text = '' } = typeof said === 'string' ? { name: undefined, text: said } : said;
      heard.push({ name, text, values });
      return query(said, values);
    }) as typeof client.query;
  });
  return { bot: makeBot({ ...world, db }, catalog, queue), take: () => heard.splice(0), close };
}

/** Sends the statements again as they were, bare: one connection of the pool, the driver, and nothing else. */
export async function replay(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { values, ...statement } of statements) await client.query({ ...statement, values: [...values] });
  } finally {
    client.release();
  }
}
