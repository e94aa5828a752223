import { execFile, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { WebPerson } from '../tests/adapters/web/person.ts';
import { Program } from '../tests/support/program.ts';
import { type Figure, figure, plainFigure, type Round } from './figures.ts';
import { withFolder } from './stage.ts';

const starts = 3;
const restMs = 20_000;

/** The program as `npm start` runs it, with a PostgreSQL of its own: how soon it is there, and what it holds when nobody asks for anything. */
export async function benchProgram(): Promise<Figure[]> {
  const [first, later, memory]: [number[], number[], Round<number>[]] = [[], [], []];
  for (let start = 0; start < starts; start++) {
    await withFolder(async (folder) => {
      const fresh = await startUp(folder);
      first.push(fresh.seconds);
      await fresh.program.stop();
      const known = await startUp(folder);
      later.push(known.seconds);
      await live(known.url);
      memory.push(await atRest(known.program));
      await known.program.stop();
    });
  }
  const rest = `${restMs / 1000} s after a few commands`;
  return [
    plainFigure({ name: 'first start to a usable page', unit: 's', target: 'under 10 s' }, first),
    plainFigure({ name: 'later start to a usable page', unit: 's', target: 'under 3 s' }, later),
    figure(
      { name: `resident memory, ${rest}`, unit: 'MB', against: 'node with the same flag and nothing to do' },
      memory,
    ),
  ];
}

interface Started {
  readonly program: Program;
  readonly url: string;
  readonly seconds: number;
}

async function startUp(dataDir: string): Promise<Started> {
  const began = performance.now();
  const program = new Program({ DATA_DIR: dataDir });
  const url = await program.ready();
  await page(url);
  return { program, url, seconds: (performance.now() - began) / 1000 };
}

async function page(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The page answers ${response.status}`);
  await response.text();
}

/** Somebody comes, asks for this and that, and is shown a picture. */
async function live(url: string): Promise<void> {
  const { origin } = new URL(url);
  await fetch(new URL('/login', url), {
    method: 'POST',
    body: new URLSearchParams({ name: 'Ada' }),
    headers: { origin },
  });
  const ada = new WebPerson(origin, 'ada');
  for (const line of ['/study check-in 25 graphs', '/study goals', '/study progress', '/study help'])
    await ada.say(ada.direct, line);
}

async function atRest(program: Program): Promise<Round<number>> {
  const idle = spawn(process.execPath, ['--max-semi-space-size=2', '-e', 'setInterval(() => {}, 1e6)']);
  await wait(restMs);
  const round = { ours: await residentMb(program.process.pid), floor: await residentMb(idle.pid) };
  idle.kill();
  return round;
}

async function residentMb(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', `${pid}`]);
  return Number(stdout) / 1024;
}
