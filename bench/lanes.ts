import { percentile } from './figures.ts';

/** One thing that somebody does. */
export type Act = () => Promise<void>;

/** How fast things were done, and how long each took for whoever did it. */
export interface Pace {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Everyone does their acts in order, `atOnce` people at a time; who is done makes room for the next. */
export async function pace(everyone: readonly (readonly Act[])[], atOnce: number): Promise<Pace> {
  const waiting = everyone.values();
  const ms: number[] = [];
  const lane = async () => {
    for (const acts of waiting) for (const act of acts) ms.push(await timed(act));
  };
  globalThis.gc?.();
  const tookMs = await timed(() => Promise.all(Array.from({ length: atOnce }, lane)));
  return { perSecond: (ms.length / tookMs) * 1000, p50Ms: percentile(ms, 0.5), p99Ms: percentile(ms, 0.99) };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
