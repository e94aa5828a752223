import { existsSync, readFileSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makeDirectory } from './directory.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database to make others from; `templateName` holds the migrated schema. */
    postgresUrl: string;
  }
}

export const templateName = 'studyloop_template';

const name = 'studyloop-whole';
const silent = { info() {}, warn() {}, error() {} };
const fleeting = { durable: false };

/** One PostgreSQL for all test files of a run, with a migrated template. It goes with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const { path, remove } = await makeDirectory(name);
  const cutShort = () => removeNow(path);
  process.once('exit', cutShort);
  let stop = async () => {};
  const teardown = async () => {
    await stop();
    await remove();
    process.off('exit', cutShort);
  };
  try {
    const server = await startEmbedded(path, silent, fleeting);
    stop = server.stop;
    await makeTemplate(server.url);
    project.provide('postgresUrl', server.url);
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${templateName}`);
  await admin.end();
  await migrate(databaseUrl(url, templateName));
}

export function databaseUrl(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

/** The same database by the server's port: what listens on a socket listens there as well. */
export function byPort(url: string): URL {
  const at = new URL(url);
  if (at.hostname.startsWith('%2F')) at.hostname = '127.0.0.1';
  return at;
}

async function removeLeftovers(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const pid = new RegExp(`^${name}-(\\d+)-`).exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) await clear(join(tmpdir(), entry)).catch(() => {}); // another user's, perhaps
  }
}

/** Removes a run's directory; its server, where it still runs, is taken over first and stopped. */
async function clear(path: string): Promise<void> {
  if (existsSync(join(path, 'postgres')))
    await startEmbedded(path, silent, fleeting).then(
      (left) => left.stop(),
      () => {},
    );
  await rm(path, { recursive: true, force: true });
}

/** The same without a turn of the event loop, for Ctrl-C, on which Vitest exits without a teardown. */
function removeNow(path: string): void {
  const lock = join(path, 'postgres/data/postmaster.pid');
  if (existsSync(lock)) process.kill(Number.parseInt(readFileSync(lock, 'utf8'), 10), 'SIGQUIT');
  const blink = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; existsSync(lock) && tries < 200; tries++) Atomics.wait(blink, 0, 0, 20);
  rmSync(path, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
