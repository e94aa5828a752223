import { afterGrade, dayMs, type Remembered, retrievability, type SpacingSettings } from './spacing.ts';

/** Expected recall of each card on one day ahead, 0-1, in the order of the cards. */
export interface RecallOn {
  readonly daysAhead: number;
  readonly ifYouReview: readonly number[];
  readonly ifYouStop: readonly number[];
}

/**
 * Looks `days` ahead from `now`, day 0 included: what is left of each memory when no card is reviewed any more, and when each is
 * recalled on the day its recall has fallen to the desired retention (a review counts from the day it is done).
 */
export function recallAhead(
  memories: readonly Remembered[],
  now: Date,
  days: number,
  settings: SpacingSettings,
): RecallOn[] {
  const ahead = Array.from({ length: days + 1 }, (_, day) => day);
  const reviewed = memories.map((memory) => whenReviewed(memory, now, days, settings));
  return ahead.map((day) => ({
    daysAhead: day,
    ifYouReview: reviewed.map((recalls) => recalls[day] ?? 0),
    ifYouStop: memories.map((memory) => retrievability(memory, new Date(now.getTime() + day * dayMs), settings)),
  }));
}

/** The recall of one card, day by day, when it is reviewed as it falls due. */
function whenReviewed(memory: Remembered, now: Date, days: number, settings: SpacingSettings): number[] {
  const restMs = settings.minimumRestDays * dayMs;
  let known = memory;
  return Array.from({ length: days + 1 }, (_, day) => {
    const at = new Date(now.getTime() + day * dayMs);
    const recall = retrievability(known, at, settings);
    const isDue = recall <= settings.retention && at.getTime() - known.lastReviewAt.getTime() >= restMs;
    if (isDue) known = afterGrade(known, 'good', at, settings);
    return isDue ? 1 : recall;
  });
}
