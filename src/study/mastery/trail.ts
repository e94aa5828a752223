/**
 * How answers went, and how long ago: of a learner, of a learner on a skill, or of a learner on an item.
 */

export interface Trail {
  wins: number;
  fails: number;
  /** The share of right answers, 0-1, among the last few (each weighs 0.7 of the one after it) and among the last ten or so (0.9). */
  quick: number;
  slow: number;
  /** The last three results as bits, the newest lowest, under a leading 1: 1 before the first. */
  lastResults: number;
  /** Seconds, null where only the order is known. */
  lastAtS: number | null;
  /** Which answer of the learner was the last here, counted from 0; -1 before the first. */
  lastAnswer: number;
}

export const freshTrail = (): Trail => ({
  wins: 0,
  fails: 0,
  quick: 0.5,
  slow: 0.5,
  lastResults: 1,
  lastAtS: null,
  lastAnswer: -1,
});

export const answersOf = ({ wins, fails }: Trail) => wins + fails;

/** Recent form, -0.5 to 0.5: 0 where nothing was answered. */
export const formOf = ({ quick }: Trail) => quick - 0.5;

/** Writes a result onto the trail. `answer`: which of the learner's it is, counted from 0. */
export function extend(trail: Trail, correct: 0 | 1, atS: number | null, answer: number): void {
  trail.wins += correct;
  trail.fails += 1 - correct;
  trail.quick += 0.3 * (correct - trail.quick);
  trail.slow += 0.1 * (correct - trail.slow);
  const results = (trail.lastResults << 1) | correct;
  trail.lastResults = results < 16 ? results : (results & 7) | 8;
  trail.lastAtS = atS;
  trail.lastAnswer = answer;
}

/** How long ago, from 0 up: about 1 for half an hour or for 28 answers, 2.8 for a week. */
export function gapSince(trail: Trail, atS: number | null, answer: number): number {
  const { lastAtS, lastAnswer } = trail;
  const isTimed = atS !== null && lastAtS !== null;
  return 0.3 * Math.log1p(isTimed ? Math.max(0, atS - lastAtS) / 60 : answer - lastAnswer);
}

const logs = Float64Array.from({ length: 256 }, (_, count) => Math.log1p(count));

/** log(1 + count): most counts are small, and a table is faster than the logarithm. */
export const logOfOneMore = (count: number) => logs[count] ?? Math.log1p(count);
