import { rich, strong, type Words } from '../../chat/card.ts';
import { clip } from '../../chat/limits.ts';
import { labelOf, obstacles } from '../../phrases/obstacles.ts';
import type { CheckInOutcome } from '../../study/goals/fading.ts';
import { writeObstacle } from '../../study/goals/plan-writing.ts';
import { attributions, type Cause, causesNamed } from '../../study/reflection/attribution.ts';
import type { Streak } from '../../study/streak.ts';
import { strategies } from './choices.ts';
import type { CheckIn, Goal } from './store.ts';

export const outcomeWords: Readonly<Record<CheckInOutcome, string>> = {
  done: 'Done',
  partly: 'Partly',
  'not-yet': 'Not yet',
  skip: 'Skipped today',
};

/** What an outcome means for the study days, where that is not plain. */
export const wordsFor: Readonly<Record<CheckInOutcome, string | null>> = {
  done: null,
  partly: 'Part of it counts: this is a study day.',
  'not-yet': null,
  skip: 'A rest is part of a plan. The next day starts fresh.',
};

/** The plan that was made for this very obstacle, or else the question that leads to one. */
export function answerTo(obstacle: string, goal: Goal): Words {
  const cause = obstacle as Cause;
  const foreseen = goal.obstacle !== null && goal.response !== null && causesNamed(goal.obstacle).includes(cause);
  const answer = foreseen
    ? rich`You thought ahead: ${strong(clip(writeObstacle(goal), 600))}`
    : [attributions[cause].question];
  return [`${labelOf(obstacles, obstacle)}. `, ...answer];
}

/** Null where this check-in made no streak longer. */
export function streakWords(streak: Streak | null | undefined): string | null {
  if (!streak) return null;
  if (streak.length === 1) return 'Day 1: a streak begins.';
  const missed = streak.frozen.length;
  const forgiven = missed === 0 ? '' : `, ${missed} missed ${missed === 1 ? 'day' : 'days'} forgiven`;
  return `That makes ${streak.length} study days in a row${forgiven}.`;
}

/** The details on the line of their outcome. */
export const detailsAfter = (said: CheckIn, goal: Goal) => {
  const line = detailsLine(said, goal);
  return line === null ? '' : ` · ${line}`;
};

/** "12 problems · 45 min · Retrieval practice · how sure after: 4 of 5 · “graphs ch. 3”"; null where only the outcome was said. */
export function detailsLine(said: CheckIn, goal: Goal | null): string | null {
  const parts = [
    said.amount === null ? null : `${said.amount} ${clip(goal?.unit ?? '', 60)}`.trim(),
    said.minutes === null ? null : `${said.minutes} min`,
    said.strategy === null ? null : labelOf(strategies, said.strategy),
    said.confidenceAfter === null ? null : `how sure after: ${said.confidenceAfter} of 5`,
    said.note === null ? null : `“${clip(said.note, 800)}”`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : null;
}
