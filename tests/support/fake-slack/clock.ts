import type { FakeClock } from './sides.ts';

interface Waiting {
  readonly dueAtMs: number;
  timer: NodeJS.Timeout;
  readonly wake: () => void;
}

/** A clock that runs with the machine's and can be pushed on; whoever waits by it is woken when its time has come, at once by a push. */
export class RunningClock implements FakeClock {
  #aheadMs = 0;
  readonly #waiting = new Set<Waiting>();

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
    for (const it of this.#waiting) {
      clearTimeout(it.timer);
      const leftMs = it.dueAtMs - this.now();
      if (leftMs > 0) it.timer = setTimeout(it.wake, leftMs);
      else it.wake();
    }
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(it);
        resolve();
      };
      const it: Waiting = { dueAtMs: this.now() + ms, timer: setTimeout(wake, Math.max(0, ms)), wake };
      this.#waiting.add(it);
    });
  }

  /** What comes of `work`, or 'late' when it takes longer than `ms` by this clock. */
  async within<T>(work: Promise<T>, ms: number): Promise<T | 'late'> {
    let give: (late: 'late') => void = () => {};
    const late = new Promise<'late'>((resolve) => {
      give = resolve;
    });
    const wake = () => give('late');
    const it: Waiting = { dueAtMs: this.now() + ms, timer: setTimeout(wake, ms), wake };
    this.#waiting.add(it);
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(it.timer);
      this.#waiting.delete(it);
    }
  }

  /** Nobody is woken any more. */
  stop(): void {
    for (const { timer } of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }
}

/** Tells those who wait whenever something has happened at this far side. */
export class News {
  readonly #readers = new Set<() => void>();

  tell(): void {
    for (const read of this.#readers) read();
  }

  async until(isSo: () => boolean, patienceMs = 30_000): Promise<void> {
    if (isSo()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#readers.delete(read);
        reject(new Error(`It did not come to be in ${patienceMs} ms: ${isSo}`));
      }, patienceMs);
      const read = () => {
        if (!isSo()) return;
        clearTimeout(timer);
        this.#readers.delete(read);
        resolve();
      };
      this.#readers.add(read);
    });
  }
}
