import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';
import { codeOf, isConnectionTrouble } from './connect.ts';
import { migrating } from './locks.ts';
import { DatabaseProblem } from './problem.ts';

const projectMigrations = resolve(import.meta.dirname, '../../migrations');

/**
 * Brings the database at `url` to the schema of this code. Any number of processes may call it at once: one works, the others wait
 * and find it done. Throws a DatabaseProblem where the database cannot be used: unreachable, refused, or newer than this code.
 */
export async function migrate(url: string, folder: string = projectMigrations): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: 'studyloop-migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // a broken connection is told by the statement under way
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1, $2)', migrating);
    await applyAll(client, folder);
  } catch (error) {
    throw explained(error, url);
  } finally {
    await client.end(); // and with the session its lock
  }
}

/**
 * Drizzle applies what is newer than the newest applied, and asks no more. So we look before, for steps that this code does not know,
 * and after, for steps that were passed over because a newer one from another branch came first.
 */
async function applyAll(client: Client, folder: string): Promise<void> {
  const known = await readJournal(folder);
  const { foreign } = await stepsLeft(client, folder);
  if (foreign > 0) throw new DatabaseProblem(newer(foreign));
  await applyMigrations(drizzle({ client }), { migrationsFolder: folder });
  const applied = new Set(await appliedAt(client));
  const passed = [...known].filter(([when]) => !applied.has(when)).map(([, name]) => name);
  if (passed.length > 0) throw new DatabaseProblem(passedOver(passed));
}

/** How many steps the database still needs, and how many it has had that this code does not know. Changes nothing. */
export async function stepsLeft(
  client: Client,
  folder: string = projectMigrations,
): Promise<{ missing: number; foreign: number }> {
  const known = await readJournal(folder);
  const applied = await appliedAt(client);
  const foreign = applied.filter((when) => !known.has(when)).length;
  return { missing: known.size - (applied.length - foreign), foreign };
}

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

/** The steps in the folder: when each was made → its name. */
async function readJournal(folder: string): Promise<Map<number, string>> {
  const journal: Journal = JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8'));
  return new Map(journal.entries.map(({ when, tag }) => [when, tag]));
}

async function appliedAt(client: Client): Promise<number[]> {
  const found = await client.query<{ at: string | null }>(`select to_regclass('drizzle.__drizzle_migrations') as at`);
  if (!found.rows[0]?.at) return [];
  const { rows } = await client.query<{ when: string }>('select created_at as when from drizzle.__drizzle_migrations');
  return rows.map(({ when }) => Number(when));
}

export const newer = (steps: number) =>
  `The database is newer than this Studyloop: it has had ${steps} change${steps === 1 ? '' : 's'} that this version does not know. ` +
  'Update Studyloop, or give it another database. Nothing was changed.';

const passedOver = (names: readonly string[]) =>
  `The database went past ${names.join(', ')} without it, because a later change was applied first. ` +
  'Generate that migration again, so that it comes last.';

/** The error itself, or, for what whoever starts Studyloop can put right, a sentence that says how. Never with the password. */
export function explained(error: unknown, url: string): unknown {
  const at = new URL(url);
  const host = decodeURIComponent(at.host);
  const [database, user] = [decodeURIComponent(at.pathname.slice(1)), decodeURIComponent(at.username)];
  const say = (text: string) => new DatabaseProblem(text, { cause: error });
  const code = codeOf(error) ?? '';
  if (code === '28P01' || code === '28000')
    return say(`PostgreSQL at ${host} does not let ${user} in. Check the name and the password in DATABASE_URL.`);
  if (code === '3D000')
    return say(
      `PostgreSQL at ${host} has no database "${database}". Create it (createdb ${database}), or name another in DATABASE_URL.`,
    );
  if (code === '42501')
    return say(
      `${user} may not make tables in "${database}" at ${host}. Make it the owner: alter database "${database}" owner to ${user}`,
    );
  if (isConnectionTrouble(error))
    return say(`No PostgreSQL answers at ${host} (${code || messageOf(error)}). Start it, or check DATABASE_URL.`);
  return error;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
