import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, realpath, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseProblem } from '../problem.ts';
import { makeWhole } from './whole-directory.ts';

/** A user of the system. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

interface Places {
  readonly programs: string;
  readonly dir: string;
}

interface Log {
  info(text: string): void;
  warn(text: string): void;
}

const run = promisify(execFile);

/** What is kept for the owner where the project is closed to them, as a checkout under /root is. */
const elsewhere = '/var/lib/studyloop';

/**
 * For root, as whom PostgreSQL refuses to run: who runs it, and the same places, or, where that user cannot reach them, others.
 * Throws a DatabaseProblem where there is nobody to run it, or no way to data that is there.
 */
export async function asOwner(places: Places, log: Log): Promise<Places & { owner: Owner }> {
  const owner = await findOwner(places.dir);
  return {
    owner,
    programs: await reachablePrograms(places.programs, owner, log),
    dir: await reachableDir(places.dir, owner, log),
  };
}

/** Whose the data is; before there is any, the system's user postgres, made if need be. */
async function findOwner(dir: string): Promise<Owner> {
  if (!existsSync(dir)) return (await idsOfPostgres()) ?? (await addPostgres());
  const { uid, gid } = await stat(dir);
  return { uid, gid };
}

async function idsOfPostgres(): Promise<Owner | undefined> {
  const ask = async (what: string) => Number((await run('id', [what, 'postgres'])).stdout);
  return Promise.all([ask('-u'), ask('-g')]).then(
    ([uid, gid]) => ({ uid, gid }),
    () => undefined,
  );
}

async function addPostgres(): Promise<Owner> {
  const args = ['--system', '--user-group', '--no-create-home', 'postgres'];
  const cause = await run('useradd', args).catch((error: unknown) => error);
  const owner = await idsOfPostgres();
  if (owner) return owner;
  throw new DatabaseProblem(
    'PostgreSQL does not run as root, and there is no user "postgres" to run it as. Start Studyloop as an ordinary user, or set DATABASE_URL.',
    { cause },
  );
}

/** Whether the owner may run or enter `path`: asked of the system, which knows all its rules. */
function reaches(owner: Owner, path: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'test -x "$0"', path], { cwd: '/', ...owner }).then(
    () => true,
    () => false,
  );
}

/** A copy serves all projects of this machine with the same version. */
async function reachablePrograms(programs: string, owner: Owner, log: Log): Promise<string> {
  if (await reaches(owner, join(programs, 'postgres'))) return programs;
  const root = join(programs, '../../..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const copy = join(elsewhere, `postgresql-${version}`);
  await openElsewhere();
  await makeWhole(copy, async (half) => {
    log.info(`PostgreSQL's user cannot reach ${root}, so its programs are copied to ${copy}.`);
    await cp(join(root, 'native'), half, { recursive: true, verbatimSymlinks: true });
  });
  return join(copy, 'bin');
}

/** New data goes elsewhere with a link in the project that leads to it, so that a project that moves finds it again. */
async function reachableDir(dir: string, owner: Owner, log: Log): Promise<string> {
  if (existsSync(dir)) {
    if (await reaches(owner, dir)) return dir;
    const closed = (await closedAbove(dir)).join(' ');
    throw new DatabaseProblem(
      `${dir} belongs to user ${owner.uid}, who cannot reach it. Open the way to it: chmod o+x ${closed}`,
    );
  }
  if (await reaches(owner, dirname(dir))) return dir;
  const away = join(elsewhere, createHash('sha256').update(dir).digest('hex').slice(0, 12));
  log.warn(`PostgreSQL's user cannot reach ${dirname(dir)}, so the data is kept in ${away}, where ${dir} leads.`);
  await openElsewhere();
  await symlink(away, dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error; // a rival's, or one whose data is still to be made
  });
  return existsSync(away) ? realpath(away) : away;
}

async function closedAbove(dir: string): Promise<string[]> {
  const above: string[] = [];
  for (let at = dirname(dir); at !== dirname(at); at = dirname(at)) above.unshift(at);
  const modes = await Promise.all(above.map(async (path) => (await stat(path)).mode));
  return above.filter((_, at) => ((modes[at] ?? 0) & 1) === 0);
}

async function openElsewhere(): Promise<void> {
  await mkdir(elsewhere, { recursive: true });
  await chmod(elsewhere, 0o711);
}
