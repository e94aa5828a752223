import { dayMs, type Memory, recallAfter, retrievability, type SpacingSettings, strengthen } from './spacing.ts';

/** Expected recall of each card on one day ahead, 0-1, in the order of the cards. */
export interface RecallOn {
  readonly daysAhead: number;
  readonly ifYouReview: readonly number[];
  readonly ifYouStop: readonly number[];
}

/**
 * Looks `days` ahead from `now`, day 0 included: what is left of each memory when no card is reviewed any more, and when each is
 * recalled on the day its recall has fallen to the desired retention (FSRS-6; a review counts from the day it is done).
 */
export function recallAhead(
  memories: readonly Memory[],
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
function whenReviewed(memory: Memory, now: Date, days: number, settings: SpacingSettings): number[] {
  let strength: Pick<Memory, 'stability' | 'difficulty'> = memory;
  let restedDays = Math.max(0, (now.getTime() - memory.lastReviewAt.getTime()) / dayMs);
  const recalls: number[] = [];
  for (let day = 0; day <= days; day++, restedDays++) {
    const recall = recallAfter(strength.stability, restedDays, settings);
    const due = recall <= settings.retention && restedDays >= settings.minimumRestDays;
    if (due) {
      strength = strengthen(
        { stability: strength.stability, difficulty: strength.difficulty },
        'good',
        restedDays,
        settings,
      );
      restedDays = 0;
    }
    recalls.push(due ? 1 : recall);
  }
  return recalls;
}
