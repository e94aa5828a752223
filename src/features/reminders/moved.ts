/** A plan that was moved to another time: it comes with its check-in, once, and not where that was said meanwhile. */
import { controls, type Words } from '../../chat/card.ts';
import { clip } from '../../chat/limits.ts';
import type { GoalOfDay } from '../../db/reading/day-facts.ts';
import { checkInButtons, planWords } from '../../phrases/check-in.ts';
import type { Day } from '../../study/time/day.ts';
import type { Coming } from './letter.ts';
import type { Look, Section } from './look.ts';
import { snoozeButtons } from './presses.ts';

/** The goals whose plan was moved to now and of which it is still to be said how it went, by id. */
export function movedPlans(look: Look | null, all: readonly Coming[]): ReadonlyMap<string, GoalOfDay> {
  const ids = all.map(({ bell }) => bell.goalId);
  const open = (look?.goals ?? []).filter(({ said }) => said === null || said === 'not-yet');
  return new Map(open.filter(({ id }) => ids.includes(id)).map((goal) => [goal.id, goal]));
}

/** The look without goals that are spoken of already. */
export const withoutGoals = (look: Look, spoken: ReadonlyMap<string, GoalOfDay>): Look => ({
  ...look,
  goals: look.goals.filter(({ id }) => !spoken.has(id)),
});

/** Its check-in; it can be put off like any reminder. */
export function movedSection(goal: GoalOfDay, { bell, last }: Coming, day: Day, late: Words): Section {
  return {
    title: clip(goal.what, 100),
    words: [...late, `You moved this to now. ${planWords(goal)}How did it go?`],
    more: [controls(...checkInButtons(goal.id, day)), controls(...snoozeButtons({ reminderId: bell.id, dueAt: last }))],
  };
}
