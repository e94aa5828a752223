import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Figure, figure, plainFigure } from './figures.ts';

const flags = ['--max-semi-space-size=2']; // as `npm start` runs it
const project = fileURLToPath(new URL('..', import.meta.url));
const restMs = 5_000;

/** The program as it is started: how long until its page can be used, and what it holds in memory at rest, beside an empty Node. */
export async function benchProgram(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'studyloop-bench-'));
  try {
    const dataDir = join(folder, 'data');
    const [first, second, third] = [await live(dataDir), await live(dataDir), await live(dataDir)];
    const empty = await emptyNode();
    const rounds = [first, second, third].map(({ megabytes }) => ({ ours: megabytes, floor: empty }));
    return [
      plainFigure({ name: 'first start to a usable page', unit: 's', target: 'under 10' }, [first.seconds]),
      plainFigure({ name: 'later starts to a usable page', unit: 's', target: 'under 3' }, [
        second.seconds,
        third.seconds,
      ]),
      figure({ name: 'resident memory at rest', unit: 'MB', against: 'an empty Node with the same flags' }, rounds),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One life of the program: started, looked at, left to rest, stopped. */
async function live(dataDir: string): Promise<{ seconds: number; megabytes: number }> {
  const began = performance.now();
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' };
  const program = spawn(process.execPath, [...flags, 'src/main.ts'], { cwd: project, env });
  const url = await addressOf(program);
  await (await fetch(url)).text();
  const seconds = (performance.now() - began) / 1000;
  await wait(restMs);
  const megabytes = await residentMegabytes(program);
  await ended(program);
  return { seconds, megabytes };
}

async function addressOf(program: ChildProcess): Promise<string> {
  let said = '';
  for await (const part of program.stdout ?? []) {
    said += part;
    const url = /ready at (\S+)/.exec(said)?.[1];
    if (url) return url;
  }
  throw new Error(`The program ended: ${said}`);
}

async function emptyNode(): Promise<number> {
  const node = spawn(process.execPath, [...flags, '-e', 'setInterval(() => {}, 1000)']);
  await wait(1_000);
  const megabytes = await residentMegabytes(node);
  await ended(node);
  return megabytes;
}

/** Resident set size, as the operating system tells it. */
async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', `${pid}`]);
  return Number(stdout) / 1024;
}

async function ended(program: ChildProcess): Promise<void> {
  program.kill('SIGTERM');
  await once(program, 'exit');
}
