import { button, card, controls } from '../../chat/card.ts';
import { action, type Context } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';
import { id } from '../../chat/options.ts';
import { Refusal } from '../../errors.ts';
import { adaptedCard } from './change-cards.ts';
import { goalPage } from './known.ts';
import { addPlanChange, changeBy, findReflection, type PlanChange, removePlanChange } from './plan-store.ts';
import { endedRefusal, unknownGoal } from './refusals.ts';
import { holdGoal, planOf, replacePlan } from './store.ts';

/** Puts what a reflection found into the goal's plan. Once: pressed again, it shows what it did. */
const adaptAction = action({
  name: 'goals.adapt',
  seenBy: 'me',
  answers: 'below',
  options: { reflectionId: id('Reflection') },
  async run(context, { reflectionId }) {
    const { tx, me } = context;
    const reflection = await findReflection(tx, me.id, reflectionId);
    const goal = (reflection?.goalId && (await holdGoal(tx, me.id, reflection.goalId))) || unknownGoal();
    const earlier = await changeBy(tx, reflectionId);
    if (earlier) return { reply: adaptedCard(goal, earlier) };
    if (goal.state !== 'active') throw endedRefusal(goal);
    const before = planOf(goal);
    const after = { ...before, ...said(reflection?.newCue, reflection?.newAction) };
    if (before.cue === after.cue && before.action === after.action) throw nothingToChange(goal.id);
    return { reply: adaptedCard(goal, await apply(context, goal.id, { before, after, reflectionId })) };
  },
});

const undoAction = action({
  name: 'goals.undo-adapt',
  seenBy: 'me',
  answers: 'in place',
  options: { changeId: id('Change') },
  async run({ tx, me, now }, { changeId }) {
    const change = await removePlanChange(tx, me.id, changeId);
    if (!change) throw new Refusal('That change has been undone. /study goals shows your plan as it is.');
    const goal = await replacePlan(tx, change.goalId, { from: change.after, to: change.before });
    if (!goal) throw planMovedOn(change.goalId);
    return { reply: await goalPage({ tx, now }, goal, me.zone, 'Undone: the plan is as it was.') };
  },
});

export const adaptActions = [adaptAction, undoAction];

/** What was not said anew stays. */
const said = (cue: string | null | undefined, action: string | null | undefined) => ({
  ...(cue && { cue }),
  ...(action && { action }),
});

async function apply(
  { tx, newId, now }: Context,
  goalId: string,
  change: Pick<PlanChange, 'before' | 'after' | 'reflectionId'>,
): Promise<PlanChange> {
  const row = { id: newId(), goalId, ...change, at: now };
  await addPlanChange(tx, row);
  await replacePlan(tx, goalId, { from: change.before, to: change.after });
  return row;
}

function nothingToChange(goalId: string): Refusal {
  const show = controls(button('Show goal', pressNamed('goals.show', { goalId })));
  return new Refusal(card('Your plan says that already', [show]));
}

function planMovedOn(goalId: string): Refusal {
  return new Refusal(
    card(
      'The plan has changed again since',
      [
        'Undoing this would lose the newer plan, so I left it alone.',
        controls(button('Edit the plan', pressNamed('goals.edit', { goalId }))),
      ],
      'warn',
    ),
  );
}
