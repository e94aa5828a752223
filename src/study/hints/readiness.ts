/**
 * How ready a learner is for a card, from their memories of it and of its neighbours of the same skill: the recall to be expected now,
 * less where it was often forgotten. For as long as nothing better is known than the review log.
 */

import { type Memory, retrievability } from '../memory/spacing.ts';
import type { Readiness } from './ladder.ts';

/** The card itself tells as much as so many of its neighbours. */
const ownWeight = 3;

export interface Remembered {
  readonly memory: Memory;
  /** Whether it is the card that is asked about. */
  readonly isAsked: boolean;
}

/** Null where nothing of the skill was ever reviewed. The deviation is that of a share with as many trials as there were memories. */
export function readinessFrom(remembered: readonly Remembered[], now: Date): Readiness | null {
  if (remembered.length === 0) return null;
  const weights = remembered.map(({ isAsked }) => (isAsked ? ownWeight : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const p = remembered.reduce((sum, { memory }, at) => sum + (weights[at] ?? 0) * chanceOf(memory, now), 0) / total;
  return { p, deviation: Math.sqrt((p * (1 - p)) / (total + 1)) };
}

/** Recall now, tempered by how often it was lost so far. */
function chanceOf(memory: Memory, now: Date): number {
  const { reps, lapses } = memory;
  return (retrievability(memory, now) * (reps + 1)) / (reps + 1 + lapses);
}
