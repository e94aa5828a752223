/**
 * Goals fade too: by the forgetting curve, with a check-in as the review. A goal that is kept in mind comes back later each
 * time; one that was set aside comes back soon. Monitoring has the best evidence of all prompts (Harkin et al. 2016).
 */

import {
  dayMs,
  defaultSpacing,
  type Grade,
  type Memory,
  replay,
  retrievability,
  type SpacingSettings,
} from '../memory/spacing.ts';
import { type Day, startOfDay } from '../time/day.ts';

export type CheckInOutcome = 'done' | 'partly' | 'not-yet' | 'skip';

/** A goal as it fades. */
export interface FadingGoal {
  readonly id: string;
  readonly madeAt: Date;
  readonly deadline: Day | null;
  readonly checkIns: readonly CheckIn[];
}

export interface CheckIn {
  readonly outcome: CheckInOutcome;
  readonly at: Date;
}

/** No steps within a day, and never more than a week without a word: a longer silence is no monitoring. */
export const defaultFading: SpacingSettings = {
  ...defaultSpacing,
  learningMinutes: [],
  relearningMinutes: [],
  maximumDays: 7,
};

/** A skipped day says nothing about the commitment: it only asks for a rest. */
const gradeOf: Record<CheckInOutcome, Grade | null> = { done: 'good', partly: 'hard', 'not-yet': 'again', skip: null };

/** The memory that a goal's check-ins leave, oldest first; null before the first that counts. */
export function goalMemory(checkIns: readonly CheckIn[], settings: SpacingSettings, goalId: string): Memory | null {
  const history = checkIns.flatMap(({ outcome, at }) => {
    const grade = gradeOf[outcome];
    return grade === null ? [] : [{ at, grade }];
  });
  return replay(history, settings, goalId).memory;
}

/** How present the goal still is, 0-1: all of it when it is made or checked in on, then less day by day. */
export function commitment(memory: Memory | null, at: Date, settings: SpacingSettings = defaultFading): number {
  return memory === null ? 1 : retrievability(memory, at, settings);
}

/**
 * When to ask about a goal again: as its presence falls to the desired level, never within a minimum rest after its last
 * check-in (a skipped one too) or its making. With a deadline it is asked about a day before at the latest, if the rest allows.
 */
export function goalDueAt(
  goal: { readonly id: string; readonly madeAt: Date; readonly deadlineAt?: Date },
  checkIns: readonly CheckIn[],
  settings: SpacingSettings = defaultFading,
): Date {
  const memory = goalMemory(checkIns, settings, goal.id);
  const lastAt = Math.max(goal.madeAt.getTime(), ...checkIns.map(({ at }) => at.getTime()));
  const restedAt = lastAt + settings.minimumRestDays * dayMs;
  const fadedAt = memory?.dueAt.getTime() ?? restedAt;
  const lastCallAt = goal.deadlineAt ? goal.deadlineAt.getTime() - dayMs : Number.POSITIVE_INFINITY;
  return new Date(Math.max(restedAt, Math.min(fadedAt, lastCallAt)));
}

/** Goals with the instant at which each should be spoken of, the longest faded first. */
export function longestFaded<G extends FadingGoal>(goals: readonly G[], zone: string): { goal: G; at: Date }[] {
  const dueAt = (goal: G) => {
    const deadlineAt = goal.deadline === null ? {} : { deadlineAt: startOfDay(zone, goal.deadline) };
    return goalDueAt({ ...goal, ...deadlineAt }, goal.checkIns);
  };
  return goals.map((goal) => ({ goal, at: dueAt(goal) })).sort((a, b) => a.at.getTime() - b.at.getTime());
}
