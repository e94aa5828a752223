import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Unavailable } from '../../src/errors.ts';
import { inTime } from './in-time.ts';
import type { Drawing, Drawn } from './rasterise-process.ts';

export interface Bounds {
  /** For one picture, counted from when its turn has come. */
  readonly timeLimitMs: number;
  /** A process that is larger than this after a picture is replaced before the next. */
  readonly residentLimitMb: number;
  /** A process that has drawn nothing for so long ends. */
  readonly idleMs: number;
}

export interface Rasteriser {
  /**
   * An SVG as a PNG, twice `width` pixels wide, for sharp screens. The letters of other scripts than Latin, Greek and Cyrillic come
   * from the system's fonts. @throws Unavailable, for a broken picture too; the next one is not touched by it.
   */
  rasterise(svg: string, width: number): Promise<Uint8Array>;
  /** Ends the process; pictures under way or waiting are refused. A later picture starts another. */
  stop(): Promise<void>;
  /** The process that draws; null before the first picture, and at rest. */
  running(): { readonly pid: number; readonly residentBytes: number } | null;
}

const script = new URL('./rasterise-process.ts', import.meta.url);
const usual: Bounds = { timeLimitMs: 10_000, residentLimitMb: 300, idleMs: 60_000 };

/**
 * Draws in one process of its own, one picture after the other. A process, not a thread: a picture that crashes the native renderer
 * or eats memory takes nothing else with it, and one that hangs can be ended. It stays for the next picture, since starting costs
 * ten times what drawing does, and never keeps the program from ending.
 */
export function openRasteriser(bounds: Bounds = usual): Rasteriser {
  let painter: ChildProcess | null = null;
  let residentBytes = 0;
  let last: Promise<unknown> = Promise.resolve();
  let stops = 0;
  let rest: NodeJS.Timeout | undefined;

  const end = async () => {
    const ending = painter;
    painter = null;
    if (ending) await ended(ending);
  };

  const draw = async (drawing: Drawing, stopsBefore: number): Promise<Uint8Array> => {
    if (stops > stopsBefore) throw new Unavailable('Pictures are no longer drawn');
    clearTimeout(rest);
    if (!painter?.connected) painter = startPainter();
    const answer = await answerOf(painter, drawing, bounds.timeLimitMs).catch(async (error: unknown) => {
      await end();
      throw error;
    });
    residentBytes = answer.residentBytes;
    if (residentBytes > bounds.residentLimitMb * 1024 * 1024) await end();
    rest = setTimeout(end, bounds.idleMs).unref();
    if ('png' in answer) return answer.png;
    throw new Unavailable('A picture could not be drawn', undefined, { cause: answer.complaint });
  };

  return {
    rasterise(svg, width) {
      const stopsBefore = stops;
      const mine = last.then(() => draw({ svg, pixelsWide: 2 * width }, stopsBefore));
      last = mine.catch(() => {});
      return mine;
    },
    async stop() {
      stops += 1;
      clearTimeout(rest);
      await end();
      await last;
    },
    running: () => (painter?.connected && painter.pid ? { pid: painter.pid, residentBytes } : null),
  };
}

function startPainter(): ChildProcess {
  const painter = fork(script, {
    execArgv: ['--expose-gc', '--max-semi-space-size=1', '--max-old-space-size=128'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // What goes wrong while nothing is being drawn is seen when the next picture finds it disconnected.
  painter.on('error', () => {});
  const kill = () => painter.kill('SIGKILL');
  process.once('exit', kill);
  painter.once('exit', () => process.off('exit', kill));
  return painter;
}

/** The answer to one picture. While it is awaited, and only then, the painter keeps the program alive. */
async function answerOf(painter: ChildProcess, drawing: Drawing, timeLimitMs: number): Promise<Drawn> {
  const done = new AbortController();
  hold(painter, true);
  try {
    const answered = once(painter, 'message', { signal: done.signal }).then(([answer]) => answer as Drawn);
    const crashed = once(painter, 'exit', { signal: done.signal }).then(([code, signal]) => {
      throw new Error(`It ended its process: ${signal ?? code}`);
    });
    // Where it cannot be sent, the process has ended, which is told above.
    painter.send(drawing, () => {});
    const answer = await inTime(Promise.race([answered, crashed]), timeLimitMs);
    if (answer === null) throw new Error(`It took more than ${timeLimitMs} ms`);
    return answer;
  } catch (cause) {
    throw new Unavailable('A picture could not be drawn', undefined, { cause });
  } finally {
    done.abort();
    hold(painter, false);
  }
}

function hold(painter: ChildProcess, held: boolean): void {
  for (const handle of [painter, painter.channel]) {
    if (held) handle?.ref();
    else handle?.unref();
  }
}

async function ended(painter: ChildProcess): Promise<void> {
  if (painter.exitCode !== null || painter.signalCode !== null) return;
  painter.ref();
  const exit = once(painter, 'exit');
  painter.kill('SIGKILL');
  await exit;
}

const usualRasteriser = openRasteriser();

/** `Rasteriser.rasterise` of the one rasteriser that the program has. */
export const rasterise: Rasteriser['rasterise'] = (svg, width) => usualRasteriser.rasterise(svg, width);

/** `Rasteriser.stop` of the same. */
export const stopRasterising: Rasteriser['stop'] = () => usualRasteriser.stop();
