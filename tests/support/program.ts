import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as `npm start` runs it, in a process of its own. */
export class Program {
  readonly process: ChildProcess;
  output = '';
  readonly #ended: Promise<unknown>;

  constructor(env: Readonly<Record<string, string>>, args: readonly string[] = [], path = 'src/main.ts') {
    this.process = spawn(process.execPath, ['--max-semi-space-size=2', join(root, path), ...args], {
      cwd: tmpdir(), // where no .env lies
      env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (data) => (this.output += data));
    this.process.stderr?.on('data', (data) => (this.output += data));
    this.#ended = once(this.process, 'close'); // when all that it said has come
  }

  /** Waits for the page's address; throws with all that was said when the program ends instead. */
  async ready(): Promise<string> {
    for (;;) {
      const url = /ready after .*?(?:web chat|health pages) at ([^\s,]+[^\s,.])/.exec(this.output)?.[1];
      if (url) return url;
      if (this.process.exitCode !== null) throw new Error(`The program ended:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for the end; the exit code, or the signal's name. */
  async ended(): Promise<number | string | null> {
    await this.#ended;
    return this.process.exitCode ?? this.process.signalCode;
  }

  /** Sends the signal and waits for the end; after `patienceMs` it is killed, which the answer tells. */
  async stop(signal: NodeJS.Signals = 'SIGTERM', patienceMs = 20_000): Promise<number | string | null> {
    this.process.kill(signal);
    const patience = setTimeout(() => this.process.kill('SIGKILL'), patienceMs);
    const code = await this.ended();
    clearTimeout(patience);
    return code;
  }
}

/** What one of our scripts says and ends with, run to its end as `npm run` does. */
export async function runScript(
  path: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<{ said: string; code: number | string | null }> {
  const script = new Program(env, args, path);
  const code = await script.ended();
  return { said: script.output, code };
}
