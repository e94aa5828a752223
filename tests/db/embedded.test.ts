import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdir, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Embedded, startEmbedded } from '../../src/db/embedded/embedded.ts';
import { AlreadyRunning, DatabaseProblem } from '../../src/db/problem.ts';
import { makeDirectory } from '../support/directory.ts';
import { byPort } from '../support/postgres.ts';

let directory: Awaited<ReturnType<typeof makeDirectory>>;
let dataDir: string;
let said: string[] = [];
const running: Embedded[] = [];
const bots: ChildProcess[] = [];

const log = {
  info: (text: string) => void said.push(text),
  warn: (text: string) => void said.push(text),
  error: (_: object, text: string) => void said.push(text),
};

/** Not forced to the disk, unless asked: the kills of these tests lose nothing that the system has. */
async function start(choices = { durable: false }): Promise<Embedded> {
  const embedded = await startEmbedded(dataDir, log, choices);
  running.push(embedded);
  return embedded;
}

/** A bot in a process group of its own, as a terminal gives it one. */
async function startBot(): Promise<{ bot: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL('embedded-bot.ts', import.meta.url));
  const bot = spawn(process.execPath, [script, dataDir], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  bots.push(bot);
  const [url] = await once(bot.stdout, 'data');
  return { bot, url: String(url).trim() };
}

async function endOf(bot: ChildProcess): Promise<void> {
  if (bot.exitCode === null && bot.signalCode === null) await once(bot, 'exit');
}

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

const inPostgres = (...path: string[]) => join(dataDir, 'postgres', ...path);
const lockLines = async () => (await readFile(inPostgres('data/postmaster.pid'), 'utf8')).split('\n');
const serverLog = () => readFile(inPostgres('log'), 'utf8');
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const patiently = { timeout: 30_000, interval: 10 };
const gone = (pid: number) => vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), patiently);
const isBack = () => vi.waitFor(() => expect(said).toContain('PostgreSQL is back'), patiently);

beforeEach(async () => {
  directory = await makeDirectory();
  dataDir = join(directory.path, 'data');
  said = [];
});
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
  for (const bot of bots.splice(0)) {
    bot.kill('SIGCONT');
    bot.kill('SIGTERM');
    await endOf(bot);
  }
  await directory.remove();
});

test('starts from nothing, only for this machine and only with its password', async () => {
  const { url } = await start({ durable: true });
  const [row] = await ask(
    url,
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('listen_addresses') as addresses,
      current_setting('server_encoding') as encoding, lower('ÄÉ') as lower, 'Z' < 'a' as bytewise, current_setting('fsync') as fsync`,
  );
  expect(row).toEqual({
    version: 18,
    addresses: '127.0.0.1',
    encoding: 'UTF8',
    lower: 'äé',
    bytewise: true,
    fsync: 'on',
  });
  expect((await stat(inPostgres('password'))).mode & 0o777).toBe(0o600);
  expect(new URL(url).password).toMatch(/^[\w-]{32}$/);
  const wrong = Object.assign(new URL(url), { password: 'password' }).href;
  expect(await errorOf(ask(wrong, 'select 1'))).toMatchObject({ code: '28P01' });
});

describe('it is reached', () => {
  const way = `select inet_server_addr() as address`;
  const folder = ({ url }: Embedded) => decodeURIComponent(new URL(url).hostname);

  test('by a socket that others cannot get at, and by its port', async () => {
    const embedded = await start();
    expect(folder(embedded)).toBe(inPostgres());
    expect((await stat(folder(embedded))).mode & 0o077).toBe(0);
    expect(await ask(embedded.url, way)).toEqual([{ address: null }]);
    expect(await ask(byPort(embedded.url).href, way)).toEqual([{ address: '127.0.0.1' }]);
  });

  test('by its port alone where the path is too long for a socket', async () => {
    dataDir = join(dataDir, 'a'.repeat(60), '"b", c');
    const embedded = await start();
    expect(folder(embedded)).toBe('127.0.0.1');
    expect(await ask(embedded.url, way)).toEqual([{ address: '127.0.0.1' }]);
  });

  test('by a socket in a folder of any name', async () => {
    dataDir = join(directory.path, 'a "b", c');
    const embedded = await start();
    expect(folder(embedded)).toBe(inPostgres());
    expect(await ask(embedded.url, way)).toEqual([{ address: null }]);
  });
});

test('ends in order, and keeps the data and the password', async () => {
  const first = await start();
  await ask(first.url, 'create table kept (n int)');
  const pid = Number((await lockLines())[0]);
  await first.stop();
  await gone(pid);
  expect(existsSync(inPostgres('data/postmaster.pid'))).toBe(false);
  expect(await serverLog()).toContain('database system is shut down');
  const second = await start();
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(await ask(second.url, 'select * from kept')).toEqual([]);
  expect(await serverLog()).not.toMatch(/not properly shut down|recovery/);
});

test('a second one says so, and the first goes on', async () => {
  const { url } = await start();
  const error = await errorOf(startEmbedded(dataDir, log));
  expect(error).toBeInstanceOf(AlreadyRunning);
  expect((error as Error).message).toContain(`Studyloop is already running on ${dataDir}.`);
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of five at the same instant, on nothing, one lives', async () => {
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => start()));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(
    errors.map((error) => error.constructor),
    String(errors[0]),
  ).toEqual([AlreadyRunning, AlreadyRunning, AlreadyRunning, AlreadyRunning]);
  expect(await ask(running[0]?.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readdir(dataDir)).toEqual(['postgres']);
});

describe('a bot in another process', () => {
  test('that was killed leaves its server to the next, with all that was committed', async () => {
    const { bot, url } = await startBot();
    await ask(url, 'create table kept (n int)');
    bot.kill('SIGKILL');
    await endOf(bot);
    expect(await ask(url, 'select * from kept')).toEqual([]);
    const next = await start();
    expect(next.url).toBe(url);
    await next.stop();
    expect(await errorOf(ask(url, 'select 1'))).toMatchObject({ code: 'ENOENT' });
  });

  test('that only sleeps still lives', async () => {
    const { bot } = await startBot();
    bot.kill('SIGSTOP');
    expect(await errorOf(startEmbedded(dataDir, log))).toBeInstanceOf(AlreadyRunning);
  });

  test('can be reached by Ctrl-C, its server cannot', async () => {
    const { bot, url } = await startBot();
    process.kill(-(bot.pid ?? 0), 'SIGINT');
    await ask(url, 'create table kept (n int)');
    expect(await serverLog()).not.toContain('shutdown request');
    bot.kill('SIGTERM');
    await endOf(bot);
    expect([bot.exitCode, (await serverLog()).match(/received (\w+) shutdown request/)?.[1]]).toEqual([0, 'fast']);
  });
});

describe('a server that dies', () => {
  test('is started again at the same address', async () => {
    const { url } = await start();
    await ask(url, 'create table kept (n int)');
    process.kill(Number((await lockLines())[0]), 'SIGKILL');
    await isBack();
    expect(await ask(url, 'select * from kept')).toEqual([]);
    expect(await errorOf(startEmbedded(dataDir, log))).toBeInstanceOf(AlreadyRunning);
  });

  test('does not let go of the lock when only that connection breaks', async () => {
    const { url } = await start();
    await ask(url, `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`);
    await isBack();
    expect(await errorOf(startEmbedded(dataDir, log))).toBeInstanceOf(AlreadyRunning);
  });

  test('with the power leaves a lock file that stops nobody, even where its number is some other program’s', async () => {
    const first = await startBot();
    const lines = await lockLines();
    first.bot.kill('SIGKILL');
    process.kill(Number(lines[0]), 'SIGKILL');
    await Promise.all([endOf(first.bot), gone(Number(lines[0]))]);
    const { uid, gid } = await stat(inPostgres('data'));
    const stranger = spawn('sleep', ['60'], { uid, gid });
    await once(stranger, 'spawn');
    await writeFile(inPostgres('data/postmaster.pid'), [stranger.pid, ...lines.slice(1)].join('\n'));
    const next = await start();
    expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    stranger.kill();
  });
});

describe('where it cannot live, it says so', () => {
  test('a data directory that cannot be made', async () => {
    await writeFile(join(directory.path, 'file'), '');
    const error = await errorOf(startEmbedded(join(directory.path, 'file/data'), log));
    expect(error).toBeInstanceOf(DatabaseProblem);
    expect((error as Error).message).toMatch(/cannot run on .*ENOTDIR.*DATA_DIR/s);
  });

  test('a log that cannot be written, in the system’s words', async () => {
    await (await start()).stop();
    await rm(inPostgres('log'));
    await mkdir(inPostgres('log'));
    expect(await errorOf(start())).toMatchObject({
      name: 'DatabaseProblem',
      message: expect.stringContaining('EISDIR'),
    });
  });

  test('a server that refuses its settings, in its own words', async () => {
    await (await start()).stop();
    await appendFile(inPostgres('data/postgresql.conf'), '\nshared_buffers = much\n');
    const error = await errorOf(startEmbedded(dataDir, log));
    expect(error).toBeInstanceOf(DatabaseProblem);
    expect((error as Error).message).toMatch(/cannot start in.*invalid value for parameter "shared_buffers"/s);
  });
});

test('what a first start left half done is cleared away', async () => {
  await mkdir(join(dataDir, 'postgres.half-1', 'data'), { recursive: true });
  await start();
  expect(await readdir(dataDir)).toEqual(['postgres']);
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('it runs as the one whose data it is', async () => {
    await start();
    const pid = (await lockLines())[0];
    const { uid } = await stat(inPostgres('data'));
    expect(uid).not.toBe(0);
    expect(await readFile(`/proc/${pid}/status`, 'utf8')).toContain(`Uid:\t${uid}\t${uid}`);
  });

  test('in a place closed to that user, the data lives elsewhere, and a link leads there', async () => {
    await chmod(directory.path, 0o700);
    const first = await start();
    const elsewhere = await readlink(inPostgres());
    try {
      expect(said.join()).toContain(elsewhere);
      await ask(first.url, 'create table kept (n int)');
      await first.stop();
      const second = await start();
      expect(await ask(second.url, 'select * from kept')).toEqual([]);
      await second.stop();
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });

  test('data that its owner can no longer reach is told, with the way out', async () => {
    await (await start()).stop();
    await chmod(directory.path, 0o700);
    expect(await errorOf(start())).toMatchObject({ message: expect.stringContaining(`chmod o+x ${directory.path}`) });
    await chmod(directory.path, 0o711);
    await start();
  });
});
