/**
 * What became of a sprint, for one and for all. Nobody is ranked, and who says nothing is not absent: there is no word yet.
 * Confidence is held against the result, as in calibration (memory monitoring; Koriat 2007): by how much one was surer than it went.
 */

export const sprintResults = ['hit', 'part', 'missed'] as const;
export type SprintResult = (typeof sprintResults)[number];

export interface Told {
  readonly result: SprintResult | null;
  /** How sure of doing it, 1-5, said before; null where it was not said. */
  readonly confidence: number | null;
}

export interface GroupResult {
  readonly hit: number;
  readonly part: number;
  readonly missed: number;
  /** Took part, and have said nothing. */
  readonly silent: number;
  /** Mean of `gapOf` over those who said both; null where nobody did. */
  readonly gap: number | null;
  /** How many said both. */
  readonly gaps: number;
}

const share: Readonly<Record<SprintResult, number>> = { hit: 1, part: 0.5, missed: 0 };

/** From -1 (went far better than thought) to 1 (was far surer than it went). */
export const gapOf = (confidence: number, result: SprintResult): number => (confidence - 1) / 4 - share[result];

/** What a gap says; less than a step of the scale says nothing. */
export function fitOf(gap: number): 'surer' | 'better' | 'even' {
  if (gap >= 0.25) return 'surer';
  return gap <= -0.25 ? 'better' : 'even';
}

export function groupResult(all: readonly Told[]): GroupResult {
  const count = (result: SprintResult | null) => all.filter((it) => it.result === result).length;
  const gaps = all.flatMap(({ result, confidence }) => (result && confidence ? [gapOf(confidence, result)] : []));
  const gap = gaps.length === 0 ? null : gaps.reduce((sum, it) => sum + it, 0) / gaps.length;
  return {
    hit: count('hit'),
    part: count('part'),
    missed: count('missed'),
    silent: count(null),
    gap,
    gaps: gaps.length,
  };
}
