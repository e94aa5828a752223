/** Keeps from asking a server that is in trouble: after some faults in a row it rests, then one question tries whether all is well. */
export interface Breaker {
  /** 0 where a question may go out: then `succeeded` or `failed` must follow. Otherwise for how long none may, in milliseconds. */
  waitMs(): number;
  succeeded(): void;
  /** Gives how long it rests from now on, 0 where it does not. `atLeastMs`: as the server asked for. */
  failed(atLeastMs?: number): number;
}

const faultsMax = 5;
const restMinMs = 30_000;
const restMaxMs = 5 * 60_000;
/** A server may ask for more than that; nobody asks for more than an hour and means it. */
const askedMaxMs = 3_600_000;

/** @param elapsedMs a clock that never steps back */
export function makeBreaker(elapsedMs: () => number): Breaker {
  let faults = 0;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  let isTrying = false;
  return {
    waitMs() {
      const leftMs = restUntilMs - elapsedMs();
      if (leftMs > 0) return leftMs;
      if (faults < faultsMax) return 0;
      if (isTrying) return 1000;
      isTrying = true;
      return 0;
    },
    succeeded() {
      faults = 0;
      isTrying = false;
    },
    failed(atLeastMs = 0) {
      isTrying = false;
      const leftMs = restUntilMs - elapsedMs();
      // Where it rests already, this question went out together with the one that told: one trouble, which doubles nothing.
      const isNews = faults < faultsMax || leftMs <= 0;
      if (isNews) faults += 1;
      const ownMs = faults < faultsMax ? 0 : Math.min(restMinMs * 2 ** (faults - faultsMax), restMaxMs);
      const restMs = Math.max(isNews ? ownMs : leftMs, Math.min(atLeastMs, askedMaxMs));
      restUntilMs = Math.max(restUntilMs, elapsedMs() + restMs);
      return restMs;
    },
  };
}
