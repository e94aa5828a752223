import { fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a process may take before it is ended. */
export interface Bounds {
  readonly timeLimitMs: number;
  /** Of JavaScript's heap; buffers and WebAssembly come on top. */
  readonly heapLimitMb: number;
}

/** The process ended without an answer: it took too long, more memory than it may, or it crashed. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
  readonly tookTooLong: boolean;

  constructor(tookTooLong: boolean, complaint: string) {
    super(tookTooLong ? 'took too long' : `crashed: ${complaint}`);
    this.tookTooLong = tookTooLong;
  }
}

// They come to the program and its processes alike, from a terminal or systemd, and say nothing of the work.
const stops: ReadonlySet<unknown> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Hands `work` as a message to a process that runs `script`, and gives back the message that it answers with, once the
 * process and all of its memory are gone. It knows none of the program's settings.
 *
 * A process, not a thread: a thread that asks for too much memory at once takes the whole program with it.
 *
 * @throws BrokenOff
 * @throws Error when the script failed by itself, with its complaint, or was stopped together with the program.
 */
export async function doApart<Answer>(script: URL, work: object, bounds: Bounds): Promise<Answer> {
  const child = fork(script, {
    execArgv: [`--max-old-space-size=${bounds.heapLimitMb}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: bounds.timeLimitMs,
    killSignal: 'SIGKILL',
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  try {
    let answer: Answer | undefined;
    child.once('message', (message) => {
      answer = message as Answer;
    });
    // Where it cannot be sent, the process has ended, which is told below.
    child.send(work, () => {});
    const [[code, signal], complaint] = await Promise.all([
      once(child, 'close'),
      child.stderr ? text(child.stderr) : '',
    ]);
    if (answer !== undefined) return answer;
    if (code === 1 || stops.has(signal)) throw new Error(`A process failed: ${signal ?? complaint}`);
    throw new BrokenOff(child.killed, complaint);
  } finally {
    process.off('exit', end);
  }
}
