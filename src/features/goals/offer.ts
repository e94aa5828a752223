import type { Context, Outcome } from '../../chat/handler.ts';
import { askNamed } from '../../chat/intents.ts';
import { laterOf } from '../../chat/later.ts';
import type { OfferedStep } from '../../db/schema/index.ts';
import { kindOfGoal, subGoals } from '../../study/goals/goal-templates.ts';
import { offerCard } from './cards.ts';
import { addStepOffer } from './step-store.ts';
import type { Goal } from './store.ts';

const longestMinutes = 6000;

/** The steps of the goal's kind; none where its words tell of no kind. */
export function templateSteps(goal: Goal): OfferedStep[] {
  const kind = kindOfGoal(`${goal.what} ${goal.measure ?? ''}`);
  if (kind === null) return [];
  const measure = goal.amount === null ? null : { amount: goal.amount, unit: goal.unit ?? '' };
  return subGoals(kind, measure).map(({ title, minutes }) => ({
    what: title,
    estimateMinutes: minutes <= longestMinutes ? minutes : null,
  }));
}

/** Offers the template's steps at once, and asks the tutor for closer ones. */
export async function offerSteps(context: Context, goal: Goal): Promise<Outcome> {
  const { tx, now, newId } = context;
  const offer = { id: newId(), goalId: goal.id, steps: templateSteps(goal), insteadOf: null, at: now };
  await addStepOffer(tx, offer);
  return {
    reply: offerCard(goal, offer, 'thinking'),
    changesLater: true,
    tasks: [askNamed('goals.think', { offerId: offer.id, ...laterOf(context) })],
  };
}
