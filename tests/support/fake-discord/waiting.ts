/** People who wait for something to become so. */
export interface Waiting {
  changed(): void;
  until(check: () => boolean, timeoutMs?: number): Promise<void>;
}

export function keepWaiting(): Waiting {
  const waiting = new Set<() => void>();
  return {
    changed() {
      for (const look of [...waiting]) look();
    },
    until(check, timeoutMs = 30_000) {
      if (check()) return Promise.resolve();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => {
        if (check()) settle(resolve);
      };
      const settle = (end: () => void) => {
        waiting.delete(look);
        clearTimeout(timer);
        end();
      };
      const timer = setTimeout(
        () => settle(() => reject(new Error(`Not so after ${timeoutMs} ms: ${check}`))),
        timeoutMs,
      );
      waiting.add(look);
      return promise;
    },
  };
}
