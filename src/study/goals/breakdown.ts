/**
 * A goal broken into steps by a tutor: what of its draft may be offered (learning.md 1).
 */

import { lineFaults } from '../gate/tutor-words.ts';
import { squeezed } from '../text/plain-form.ts';

export interface DraftedStep {
  readonly what: string;
  readonly minutes: number | null;
}

const fewest = 3;
const most = 7;
const stepMax = 100;
const [shortestMinutes, longestMinutes] = [5, 600];

/** Why the steps must not be offered, in the draft's order; none where they may. Holds none of their words. */
export function breakdownFaults(steps: readonly DraftedStep[]): string[] {
  const told = steps.map(({ what }) => squeezed(what));
  return [
    ...(steps.length < fewest || steps.length > most ? [`there are not ${fewest}-${most} steps`] : []),
    ...(new Set(told).size < told.length ? ['a step comes twice'] : []),
    ...steps.flatMap(({ what }) => lineFaults(what.trim(), stepMax)),
    ...(steps.every(({ minutes }) => minutes === null || isEstimate(minutes)) ? [] : ['an estimate is out of range']),
  ];
}

const isEstimate = (minutes: number) =>
  Number.isFinite(minutes) && minutes >= shortestMinutes && minutes <= longestMinutes;

/** The steps as they are offered, in whole minutes; null where a single one of them may not be. */
export function readBreakdown(
  steps: readonly DraftedStep[],
): { what: string; estimateMinutes: number | null }[] | null {
  if (breakdownFaults(steps).length > 0) return null;
  return steps.map(({ what, minutes }) => ({
    what: what.trim(),
    estimateMinutes: minutes === null ? null : Math.round(minutes),
  }));
}
