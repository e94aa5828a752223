import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Home, runProgram, spawning } from './home.ts';

const stopWithinSeconds = 3;

const lasting = { log_checkpoints: 'off', max_connections: '200' };
const fleeting = { fsync: 'off', full_page_writes: 'off' };

const longestSocketPath = 103; // of what every system takes (sockaddr_un); macOS takes the shortest

/** Where its socket shall be, of which a statement comes twice as fast as over TCP: beside its data; none, '', where the path is too long. */
function socketFolder({ dir }: Home): string {
  const fits = Buffer.byteLength(join(dir, '.s.PGSQL.65535')) <= longestSocketPath;
  return fits && process.platform !== 'win32' ? `"${dir.replaceAll('"', '""')}"` : '';
}

/**
 * Starts the server on `port` of this machine alone and waits until it takes connections, however long it must recover. False where it
 * ended instead: another one has the data, or something is wrong; its log says which.
 *
 * In a session of its own and with a file for a log, so that Ctrl-C, a closed terminal or our sudden death do not touch it: we stop it in
 * order, or the next one to start takes it over.
 */
export async function launch(home: Home, port: number, { durable }: { durable: boolean }): Promise<boolean> {
  const data = join(home.dir, 'data');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFolder(home),
    ...lasting,
    ...(durable ? {} : fleeting),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(join(home.dir, 'log'), 'a', 0o600);
  try {
    if (home.owner) await log.chown(home.owner.uid, home.owner.gid);
    const server = spawn(join(home.programs, 'postgres'), ['-D', data, '-p', `${port}`, ...flags], {
      ...spawning(home, home.dir),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(server, 'spawn');
    server.unref();
    const ready = async () => {
      const lock = await readLockFile(home);
      return lock?.pid === server.pid && lock?.status === 'ready';
    };
    while (!(await ready())) {
      if (server.exitCode !== null || server.signalCode !== null) return false;
      await wait(20);
    }
    return true;
  } finally {
    await log.close();
  }
}

/** Ends all connections, writes all out and stops; in haste, and to be recovered at the next start, where that takes too long. */
export async function stopServer(home: Home): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!(await readLockFile(home))) return;
    const args = ['stop', '-D', join(home.dir, 'data'), '-m', mode, '-w', '-t', `${stopWithinSeconds}`];
    await runProgram(home, 'pg_ctl', args).catch(() => {}); // it fails where the server has gone by itself
  }
}

/** What the server that has the data, or had it when the power went, wrote about itself. */
export interface LockFile {
  readonly pid: number;
  readonly port: number;
  /** The folder of its socket; '' where it has none. */
  readonly socketFolder: string;
  /** 'ready' when it takes connections. */
  readonly status: string;
}

const lockFileOf = ({ dir }: Home) => join(dir, 'data', 'postmaster.pid');

/** postmaster.pid, by its lines (PostgreSQL's src/include/utils/pidfile.h). */
export async function readLockFile(home: Home): Promise<LockFile | undefined> {
  const lines = (await readFile(lockFileOf(home), 'utf8').catch(() => '')).split('\n');
  const [pid = '', , , port, socketFolder = '', , , status = ''] = lines.map((line) => line.trim());
  return pid ? { pid: Number(pid), port: Number(port), socketFolder, status } : undefined;
}

/**
 * Removes a lock file that outlived its server, as after a power cut, and whose process number now belongs to some other program.
 * PostgreSQL sees only that such a process lives, and would refuse for ever. Whether it was removed.
 */
export async function removeStaleLock(home: Home): Promise<boolean> {
  const holder = await lockHolder(home);
  if (holder === undefined || /postgres/.test(holder)) return false;
  await rm(lockFileOf(home), { force: true });
  return true;
}

/** Whether the lock file names a PostgreSQL that lives, be it ready or not. */
export async function serverLives(home: Home): Promise<boolean> {
  return /postgres/.test((await lockHolder(home)) ?? '');
}

/** The command of the process that the lock file names; undefined where there is none. */
async function lockHolder(home: Home): Promise<string | undefined> {
  const lock = await readLockFile(home);
  return lock && commandOf(lock.pid).catch(() => undefined);
}

const commandOf = async (pid: number) =>
  process.platform === 'linux'
    ? readFile(`/proc/${pid}/cmdline`, 'utf8')
    : (await promisify(execFile)('ps', ['-o', 'command=', '-p', `${pid}`])).stdout;

/** The last that it said, for people. */
export async function lastWords({ dir }: Home): Promise<string> {
  const text = await readFile(join(dir, 'log'), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-4).join('\n');
}

/** A port that nobody has just now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
