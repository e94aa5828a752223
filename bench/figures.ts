/** One measured figure beside its floor, which is measured in the same run; `ratio` is value over floor, null where there is none. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  /** What the floor is, and what the ratio should be. */
  readonly against?: string;
}

/** A figure whose ratio is the median over the rounds, each round's two sides measured right after one another. */
export function figure(
  name: string,
  unit: string,
  rounds: readonly { readonly ours: number; readonly floor: number }[],
  against: string,
): Figure {
  return {
    name,
    unit,
    value: median(rounds.map(({ ours }) => ours)),
    floor: median(rounds.map(({ floor }) => floor)),
    ratio: median(rounds.map(({ ours, floor }) => ours / floor)),
    against,
  };
}

/** A figure without a floor. */
export const plainFigure = (name: string, value: number, unit: string): Figure => ({ name, value, unit, floor: null, ratio: null });

export const median = (values: readonly number[]) => percentile(values, 0.5);

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function printFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, floor, ratio, against = '' }) => [
    name,
    `${short(value)} ${unit}`,
    floor === null ? '' : `${short(floor)} ${unit}`,
    ratio === null ? '' : ratio.toFixed(2),
    against,
  ]);
  const table = [['figure', 'value', 'floor', 'ratio', 'against'], ...rows];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  return table.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()).join('\n');
}

const short = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
