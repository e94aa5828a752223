import {
  type Block,
  button,
  type Card,
  card,
  controls,
  list,
  picker,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { saidToday } from '../../phrases/check-in.ts';
import { writeIfThen } from '../../study/goals/plan-writing.ts';
import { type Day, formatDay } from '../../study/time/day.ts';
import type { ListedGoal } from './store.ts';

/** All active goals with what is next: a row of buttons each while they fit, pickers when there are more. */
export function goalsCard(goals: readonly ListedGoal[], today: Day, lead: string | null = null): Card {
  const newGoal = controls(button('New goal', pressNamed('goals.new'), goals.length === 0 ? 'main' : 'plain'));
  if (goals.length === 0)
    return card('No goals yet', [
      lead,
      'Say what you want and exactly when you will work on it. That one sentence is what helps most.',
      newGoal,
    ]);
  const title = goals.length === 1 ? 'Your goal' : `Your ${goals.length} goals`;
  return card(title, [lead, ...(goals.length <= 5 ? rowsOf(goals, today) : pickersOf(goals, today)), newGoal]);
}

function rowsOf(goals: readonly ListedGoal[], today: Day): (Block | Words)[] {
  return goals.flatMap((listed) => [
    lineOf(listed, today, 300),
    controls(
      button('Show', pressNamed('goals.show', { goalId: listed.goal.id })),
      button('Check in', pressNamed('check-in.open', { goalId: listed.goal.id })),
    ),
  ]);
}

function pickersOf(goals: readonly ListedGoal[], today: Day): Block[] {
  const choices = goals.map(({ goal }) => ({ value: goal.id, label: clip(goal.what, 75) }));
  return [
    list(goals.map((listed) => lineOf(listed, today, 45))),
    controls(picker('Show a goal', pressNamed('goals.show'), 'goalId', choices)),
    controls(picker('Check in on a goal', pressNamed('check-in.open'), 'goalId', choices)),
  ];
}

function lineOf({ goal, nextStep, today: said }: ListedGoal, today: Day, room: number): Words {
  const next = nextStep ?? writeIfThen(goal);
  const rest = [
    goal.deadline ? `by ${formatDay(goal.deadline, today)}` : null,
    said ? saidToday[said] : null,
    next ? `next: ${clip(next, room)}` : null,
  ].filter((part) => part !== null);
  return rich`${strong(clip(goal.what, room))}${rest.length > 0 ? ` · ${rest.join(' · ')}` : ''}`;
}
