import { isDeepStrictEqual } from 'node:util';
import { action, type Context, command, type Outcome } from '../../chat/handler.ts';
import { askNamed, form } from '../../chat/intents.ts';
import { id, optional, words } from '../../chat/options.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { judgePlan } from '../../study/goals/plan-quality.ts';
import { dayIn } from '../../study/time/day.ts';
import { suggestionCard } from './cards.ts';
import { fieldsFor, readSheet, type Sheet, sheet } from './form.ts';
import { goalPage } from './known.ts';
import { addPlanChange } from './plan-store.ts';
import { endedRefusal, refuseTooMany, unknownGoal } from './refusals.ts';
import { addGoal, changeGoal, findGoal, type Goal, holdGoal, planOf } from './store.ts';

/** A new goal, with at most one suggestion. */
const addAction = action({
  name: 'goals.add',
  seenBy: 'me',
  answers: 'below',
  options: sheet,
  async run(context, sent) {
    const today = dayIn(context.me.zone, context.now);
    const goal = (await makeGoal(context, sent)) ?? (await remakeGoal(context, sent));
    const { suggestion } = judgePlan(judged(goal));
    const reply = suggestion
      ? suggestionCard(goal, today, suggestion.says)
      : await goalPage(context, goal, context.me.zone, 'Kept. I will ask how it went with this plan.');
    return { ...outcome(context, reply), tasks: [askNamed('reminders.watch', { memberId: context.me.id })] };
  },
});

/** A goal changed: kept as it is now, and never a second suggestion. */
const changeAction = action({
  name: 'goals.change',
  seenBy: 'me',
  answers: 'in place',
  options: sheet,
  async run(context, sent) {
    const goal = await remakeGoal(context, sent);
    return outcome(context, await goalPage(context, goal, context.me.zone, 'Changed.'));
  },
});

const newAction = action({
  name: 'goals.new',
  seenBy: 'me',
  answers: 'below',
  options: {},
  run: async (context) => ({ reply: newGoalForm(context) }),
});

const editAction = action({
  name: 'goals.edit',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal') },
  async run({ tx, me }, { goalId }) {
    const goal = (await findGoal(tx, me.id, goalId)) ?? unknownGoal();
    if (goal.state !== 'active') throw endedRefusal(goal);
    const reply = form(changeAction, { title: 'Goal and plan', send: 'Keep', given: { goalId }, ask: fieldsFor(goal) });
    return { reply };
  },
});

const goalCommand = command({
  name: 'goal',
  about: 'A new goal with a plan',
  seenBy: 'me',
  options: { what: optional(words('What do you want?', { max: 200 })) },
  run: async (context, { what }) => ({ reply: newGoalForm(context, what) }),
});

export const makeActions = [addAction, changeAction, newAction, editAction];
export const makeCommands = [goalCommand];

const newGoalForm = ({ newId }: Context, what?: string) =>
  form(addAction, {
    title: 'A goal with a plan',
    send: 'Keep',
    given: { goalId: newId() },
    ask: fieldsFor(null, what),
  });

const outcome = (context: Context, reply: Outcome['reply']): Outcome => ({
  reply,
  note: zoneQuestion(context.me, context.now),
});

/** Null when the goal of this form is there already. */
async function makeGoal(context: Context, sent: Sheet): Promise<Goal | null> {
  const { tx, me, now } = context;
  const terms = readSheet(sent, dayIn(me.zone, now), null);
  await refuseTooMany(context, sent.goalId);
  return addGoal(tx, { id: sent.goalId, memberId: me.id, ...terms, createdAt: now });
}

/** A form sent again is a change: nothing typed is lost, and each change of the plan is remembered. */
async function remakeGoal({ tx, me, now, newId }: Context, sent: Sheet): Promise<Goal> {
  const before = (await holdGoal(tx, me.id, sent.goalId)) ?? unknownGoal();
  if (before.state !== 'active') throw endedRefusal(before);
  const after = await changeGoal(tx, before.id, readSheet(sent, dayIn(me.zone, now), before));
  const plans = { before: planOf(before), after: planOf(after) };
  if (!isDeepStrictEqual(plans.before, plans.after))
    await addPlanChange(tx, { id: newId(), goalId: after.id, ...plans, at: now });
  return after;
}

/** Empty words where nothing was said, as the rules for plans take them. */
const judged = ({ cue, action, obstacle, response, measure, deadline }: Goal) => ({
  cue: cue ?? '',
  action: action ?? '',
  obstacle: obstacle ?? '',
  response: response ?? '',
  measure: measure ?? '',
  hasDeadline: deadline !== null,
});
