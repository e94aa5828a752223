/**
 * How answers went, and how long ago: of a learner, of a learner on a skill, or of a learner on an item. Rows of these begin with it.
 */
import type { Ledger, Place } from './ledger.ts';
import { rowKind } from './row-kind.ts';

export const freshTrail = {
  wins: 0,
  fails: 0,
  /** The share of right answers, 0-1, among the last few (each weighs 0.7 of the one after it) and among the last ten or so (0.9). */
  quick: 0.5,
  slow: 0.5,
  /** The last three results as bits, the newest lowest, under a leading 1: 1 before the first. */
  lastResults: 1,
  /** Seconds, NaN where only the order is known. */
  lastAtS: Number.NaN,
  /** Which answer of the learner was the last here, counted from 0; -1 before the first. */
  lastAnswer: -1,
};

const { at } = rowKind(freshTrail);

export const answersOf = (ledger: Ledger, row: Place) => ledger.at(row + at.wins) + ledger.at(row + at.fails);

/** Recent form, -0.5 to 0.5: 0 where nothing was answered. */
export const formOf = (ledger: Ledger, row: Place) => ledger.at(row + at.quick) - 0.5;

export const isNew = (ledger: Ledger, row: Place) => ledger.at(row + at.lastAnswer) < 0;

/** Writes a result onto the trail. `answer`: which of the learner's it is, counted from 0. */
export function extend(ledger: Ledger, row: Place, correct: 0 | 1, atS: number | null, answer: number): void {
  const count = row + (correct === 1 ? at.wins : at.fails);
  ledger.put(count, ledger.at(count) + 1);
  const quick = ledger.at(row + at.quick);
  ledger.put(row + at.quick, quick + 0.3 * (correct - quick));
  const slow = ledger.at(row + at.slow);
  ledger.put(row + at.slow, slow + 0.1 * (correct - slow));
  const results = (ledger.at(row + at.lastResults) << 1) | correct;
  ledger.put(row + at.lastResults, results < 16 ? results : (results & 7) | 8);
  ledger.put(row + at.lastAtS, atS ?? Number.NaN);
  ledger.put(row + at.lastAnswer, answer);
}

/** How long ago, from 0 up: about 1 for half an hour or for 28 answers, 2.8 for a week. */
export function gapSince(ledger: Ledger, row: Place, atS: number | null, answer: number): number {
  const waitS = (atS ?? Number.NaN) - ledger.at(row + at.lastAtS);
  if (Number.isNaN(waitS)) return 0.3 * logOfOneMore(answer - ledger.at(row + at.lastAnswer));
  return 0.3 * Math.log1p(Math.max(0, waitS) / 60);
}

const logs = Float64Array.from({ length: 256 }, (_, count) => Math.log1p(count));

/** log(1 + count): most counts are small, and a table is faster than the logarithm. */
export const logOfOneMore = (count: number) => logs[count] ?? Math.log1p(count);
