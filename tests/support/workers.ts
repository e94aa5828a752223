import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A worker process: see worker.ts. */
export interface Worker {
  readonly pid: number;
  /** Plans by this time; resolves when it has. */
  tick(at: string): Promise<void>;
  /** Resolves when it is sending nothing. */
  rest(): Promise<void>;
  /** Lets it find that a minute has gone by, as after a suspend. */
  slept(): Promise<void>;
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  end(): Promise<void>;
}

export async function startWorker(url: string, farUrl: string): Promise<Worker> {
  const child = fork(program, [url, farUrl], { execArgv: ['--max-semi-space-size=2'] });
  await heard(child, 'ready');
  const ask = async (said: string) => {
    const answer = heard(child, said);
    child.send(said);
    await answer;
  };
  return {
    pid: child.pid ?? 0,
    tick: ask,
    rest: () => ask('rest'),
    slept: () => ask('slept'),
    signal: (signal) => void child.kill(signal),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function heard(child: ChildProcess, wanted: string): Promise<void> {
  const gone = once(child, 'exit').then(() => {
    throw new Error(`A worker ended before it said ${wanted}`);
  });
  gone.catch(() => {});
  for (;;) {
    const [said] = await Promise.race([once(child, 'message'), gone]);
    if (said === wanted) return;
  }
}
