import type { Card } from '../../chat/card.ts';
import { action, type Context, command, type Outcome, type Suggest } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { id, optional, words } from '../../chat/options.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { findNamed, suggestNamed } from '../../study/goals/goal-names.ts';
import { dayIn } from '../../study/time/day.ts';
import { historyCard } from './change-cards.ts';
import { goalPage } from './known.ts';
import { goalsCard } from './list-card.ts';
import { unknownGoal } from './refusals.ts';
import { findGoal, type Goal, listGoals, wholeGoal } from './store.ts';

const suggestGoals: Suggest = async ({ tx, me, now }, typed) => {
  const goals = await listGoals(tx, me.id, dayIn(me.zone, now));
  return suggestNamed(
    goals.map(({ goal }) => goal.what),
    typed,
  );
};

const goalsCommand = command({
  name: 'goals',
  about: 'Your goals and what is next',
  seenBy: 'me',
  options: { goal: optional(words('Which goal', { max: 200 })) },
  suggest: { goal: suggestGoals },
  async run(context, { goal }) {
    const { tx, me, now } = context;
    const today = dayIn(me.zone, now);
    const all = await listGoals(tx, me.id, today);
    const found = goal === undefined ? null : findNamed(all, ({ goal: it }) => it.what, goal);
    if (found) return shown(context, await goalPage(context, found.goal, me.zone));
    const lead = goal === undefined ? null : `None of your active goals is called “${clip(goal, 100)}”.`;
    return shown(context, goalsCard(all, today, lead));
  },
});

const showAction = action({
  name: 'goals.show',
  seenBy: 'me',
  answers: 'below',
  options: { goalId: id('Goal') },
  run: async (context, { goalId }) => shown(context, await cardOf(context, goalId)),
});

/** The plan stays as it is: the question about it goes, the goal is shown. */
const keepAction = action({
  name: 'goals.keep',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal') },
  run: async (context, { goalId }) => shown(context, await cardOf(context, goalId, 'Kept as it is.')),
});

const historyAction = action({
  name: 'goals.history',
  seenBy: 'me',
  answers: 'below',
  options: { goalId: id('Goal') },
  async run(context, { goalId }) {
    const { tx, me, now } = context;
    const whole = await wholeGoal(tx, await goalOf(context, goalId));
    return shown(context, historyCard(whole, me.zone, dayIn(me.zone, now)));
  },
});

export const showActions = [showAction, keepAction, historyAction];
export const showCommands = [goalsCommand];

const shown = ({ me, now }: Context, reply: Card): Outcome => ({ reply, note: zoneQuestion(me, now) });

async function goalOf({ tx, me }: Context, goalId: string): Promise<Goal> {
  return (await findGoal(tx, me.id, goalId)) ?? unknownGoal();
}

async function cardOf(context: Context, goalId: string, lead: string | null = null): Promise<Card> {
  return goalPage(context, await goalOf(context, goalId), context.me.zone, lead);
}
