import { Client } from 'pg';
import { amiss, type Finding, well } from '../chat/finding.ts';
import { explained, newer, stepsLeft } from './migrate.ts';
import { DatabaseProblem } from './problem.ts';

/** What the schema needs: `nulls not distinct`. */
const oldestVersion = 15;
/** What one process takes beside its pool: queue, bell, migration. */
const besidePool = 6;

export interface Examined {
  readonly findings: readonly Finding[];
  /** Its clock, beside ours at the same moment; null where it did not answer. */
  readonly clock: { readonly theirs: Date; readonly ours: Date } | null;
}

/** Looks at the database at `url` as the bot would use it, with `pool` connections a process. Changes nothing. */
export async function examineDatabase(url: string, pool: number, now: () => Date): Promise<Examined> {
  const client = new Client({
    connectionString: url,
    application_name: 'studyloop-doctor',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // a broken connection is told by the statement under way
  try {
    await client.connect();
    const askedAt = now();
    const about = await ask(client);
    const ours = new Date((askedAt.getTime() + now().getTime()) / 2);
    const findings = [
      versionOf(about, url),
      textOf(about),
      rightsOf(about),
      roomOf(about, pool),
      await schemaOf(client),
    ];
    return { findings, clock: { theirs: about.at, ours } };
  } catch (error) {
    const told = explained(error, url);
    if (!(told instanceof DatabaseProblem)) throw error;
    return { findings: [amiss('PostgreSQL cannot be used', told.message)], clock: null };
  } finally {
    await client.end();
  }
}

type About = Awaited<ReturnType<typeof ask>>;

async function ask(client: Client) {
  const { rows } = await client.query<{
    at: Date;
    version: string;
    major: number;
    encoding: string;
    name: string;
    who: string;
    may: boolean;
    room: number;
  }>(`
    select clock_timestamp() as at, current_setting('server_version') as version,
      current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
      current_database() as name, current_user as who, has_database_privilege(current_database(), 'create') as may,
      least(
        nullif((select rolconnlimit from pg_roles where rolname = current_user), -1),
        nullif((select datconnlimit from pg_database where datname = current_database()), -1),
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
          - (select count(*)::int from pg_stat_activity where application_name !~ '^studyloop' and backend_type = 'client backend')
      ) as room`);
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL answered with nothing');
  return row;
}

function versionOf({ version, major }: About, url: string): Finding {
  const says = `PostgreSQL ${version} answers at ${decodeURIComponent(new URL(url).host) || 'its socket'}`;
  return major >= oldestVersion ? well(says) : amiss(says, `Update it: Studyloop needs ${oldestVersion} or later.`);
}

function textOf({ encoding, name }: About): Finding {
  if (encoding === 'UTF8') return well('It keeps text in every script (UTF8)');
  return amiss(
    `The database "${name}" keeps text as ${encoding}`,
    `Make one that keeps every script: createdb -T template0 -E UTF8 ${name}_utf8, and name it in DATABASE_URL.`,
  );
}

function rightsOf({ who, name, may }: About): Finding {
  if (may) return well(`${who} may make tables in "${name}"`);
  return amiss(
    `${who} may not make tables in "${name}"`,
    `Make it the owner: alter database "${name}" owner to ${who}`,
  );
}

function roomOf({ room }: About, pool: number): Finding {
  const perBot = pool + besidePool;
  const bots = Math.floor(room / perBot);
  const says = `It has room for ${room} connections, and one bot takes at most ${perBot}`;
  if (bots >= 1) return well(`${says}: ${bots === 1 ? 'one bot fits' : `${bots} bots fit`}`);
  return amiss(says, `Set DATABASE_POOL lower than ${pool}, or give PostgreSQL more room (max_connections).`);
}

async function schemaOf(client: Client): Promise<Finding> {
  const { missing, foreign } = await stepsLeft(client);
  if (foreign > 0) return amiss('The database is newer than this Studyloop', newer(foreign));
  return well(
    missing === 0
      ? 'Its tables are as this version needs them'
      : `${missing} changes to its tables come with the next start`,
  );
}
