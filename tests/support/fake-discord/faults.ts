import type { Fault, Faults } from './interface.ts';

interface Waiting {
  readonly fault: Fault;
  readonly method: string | undefined;
  readonly path: RegExp;
  left: number;
}

export interface KeptFaults extends Faults {
  /** The fault that this request meets, taken off the list. */
  take(method: string, path: string): Fault | undefined;
}

export function keepFaults(): KeptFaults {
  let waiting: Waiting[] = [];
  return {
    next(fault, { method, path = /^/, times = 1 } = {}) {
      waiting.push({ fault, method, path, left: times });
    },
    clear() {
      waiting = [];
    },
    take(method, path) {
      const found = waiting.find((it) => (it.method ?? method) === method && it.path.test(path));
      if (!found) return undefined;
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
}
