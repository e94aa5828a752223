import { inColumns } from './columns.ts';

/** One measured figure beside its floor, measured in the same run. `ratio` is value over floor; null where there is no floor. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  /** What the floor is. */
  readonly against: string;
  /** What it should be, where somebody said so. */
  readonly target?: string;
}

/** One measurement of ours and, right before or after it, one of the floor. */
export interface Round<T> {
  readonly ours: T;
  readonly floor: T;
}

/**
 * Both sides in turn, `times` times; who goes first changes, so that what drifts meanwhile falls on both. A round before them, to
 * warm up, does not count.
 */
export async function inTurn<T>(times: number, ours: () => Promise<T>, floor: () => Promise<T>): Promise<Round<T>[]> {
  const rounds: Round<T>[] = [];
  for (let time = 0; time <= times; time++) {
    const early = time % 2 === 0 ? await ours() : undefined;
    const low = await floor();
    rounds.push({ ours: early ?? (await ours()), floor: low });
  }
  return rounds.slice(1);
}

type Named = Pick<Figure, 'name' | 'unit' | 'against'> & { readonly target?: string };

/** The medians over the rounds: of each side, and of the ratio within a round. */
export const figure = (named: Named, rounds: readonly Round<number>[]): Figure => ({
  ...named,
  value: median(rounds.map(({ ours }) => ours)),
  floor: median(rounds.map(({ floor }) => floor)),
  ratio: median(rounds.map(({ ours, floor }) => ours / floor)),
});

/** A figure without a floor: the median of what was measured. */
export const plainFigure = (named: Omit<Named, 'against'>, values: readonly number[]): Figure => ({
  ...named,
  value: median(values),
  floor: null,
  ratio: null,
  against: '',
});

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** The value that the share `of`, 0-1, of all values do not exceed; NaN of none. */
export function percentile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))] ?? Number.NaN;
}

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, floor, ratio, against, target = '' }) => [
    name,
    `${short(value)} ${unit}`,
    floor === null ? '' : short(floor),
    ratio === null ? '' : ratio.toFixed(2),
    target,
    against,
  ]);
  return inColumns([['figure', 'value', 'floor', 'ratio', 'target', 'the floor is'], ...rows]);
}

const short = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString();
