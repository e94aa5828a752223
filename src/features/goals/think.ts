import { button, card, controls } from '../../chat/card.ts';
import { action, task } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';
import { later, laterOptions } from '../../chat/later.ts';
import { clip } from '../../chat/limits.ts';
import { id } from '../../chat/options.ts';
import { Refusal, Unavailable } from '../../errors.ts';
import { readBreakdown } from '../../study/goals/breakdown.ts';
import { dayIn, daysBetween } from '../../study/time/day.ts';
import type { BreakDownQuestion, Tutor } from '../../tutor.ts';
import { offerCard } from './cards.ts';
import { goalPage } from './known.ts';
import { endedRefusal, unknownGoal } from './refusals.ts';
import {
  addStepOffer,
  addSteps,
  dropSteps,
  findStepOffer,
  findUnanswered,
  type Step,
  type StepOffer,
} from './step-store.ts';
import { type Goal, holdGoal, wholeGoal } from './store.ts';

const stepsAtMost = 12;
/** The prompt and seven steps; a goal's own words come on top. */
const tokensBesideGoal = 2500;
const name = 'goals.think';

/** Asks the tutor for steps towards a goal, and puts them in the place of those that were offered at once. */
export const think = task({
  name,
  options: { offerId: id('Offer'), ...laterOptions },
  async read({ tx, now }, { offerId, groupId }) {
    const found = await findUnanswered(tx, offerId);
    if (found?.goal.state !== 'active') return null;
    const { what, measure, deadline, memberId } = found.goal;
    const days = deadline === null ? null : Math.max(0, daysBetween(dayIn(found.zone, now), deadline));
    return { question: { goal: what, measure, days }, memberId, groupId: groupId ?? null };
  },
  tutorFor: ({ memberId, groupId, question }) => ({
    memberId,
    groupId,
    tokens: tokensBesideGoal + question.goal.length + (question.measure?.length ?? 0),
  }),
  work: async ({ question }, { tutor }) => (tutor ? ask(tutor, question) : null),
  async keep({ tx, now, newId }, { offerId, ...answer }, drafted) {
    const found = await findUnanswered(tx, offerId);
    if (found?.goal.state !== 'active') return {};
    const { goal, offer, zone } = found;
    const { steps } = await wholeGoal(tx, goal);
    if (steps.some(isOwn)) return { posts: [later(name, answer, await goalPage({ tx, now }, goal, zone))] };
    const better = drafted && { id: newId(), goalId: goal.id, steps: drafted, insteadOf: offerId, at: now };
    if (better) await addStepOffer(tx, better);
    return { posts: [later(name, answer, offerCard(goal, better ?? offer, better ? 'tutor' : 'template'))] };
  },
});

/** The tutor's steps where they may be offered; null where they may not, or none came. */
async function ask(tutor: Tutor, question: BreakDownQuestion) {
  try {
    return readBreakdown((await tutor.breakDown(question)).said);
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

/** Steps that were offered become the goal's. What is done stays done; what the member wrote is never replaced. */
const useStepsAction = action({
  name: 'goals.use-steps',
  seenBy: 'me',
  answers: 'in place',
  options: { offerId: id('Offer') },
  async run({ tx, me, now, newId }, { offerId }) {
    const offer = (await findStepOffer(tx, me.id, offerId)) ?? unknownGoal();
    const goal = (await holdGoal(tx, me.id, offer.goalId)) ?? unknownGoal();
    if (goal.state !== 'active') throw endedRefusal(goal);
    const { steps } = await wholeGoal(tx, goal);
    if (!steps.some((step) => step.offerId === offerId)) {
      if (steps.some(isOwn)) throw changedSince(goal);
      await dropSteps(tx, goal.id);
      await addSteps(tx, withOffered(steps, offer, newId));
    }
    return { reply: await goalPage({ tx, now }, goal, me.zone, taken) };
  },
});

export const thinkActions = [useStepsAction];

const taken = 'These steps are in your plan.';

/** Still to do, and by the member's own hand. */
const isOwn = ({ doneAt, offerId }: Step) => doneAt === null && offerId === null;

function withOffered(before: readonly Step[], offer: StepOffer, newId: () => string): Step[] {
  const done = before.filter(({ doneAt }) => doneAt !== null);
  const fresh = offer.steps.filter(({ what }) => !done.some((step) => step.what === what));
  const added = fresh.slice(0, Math.max(0, stepsAtMost - done.length)).map((step) => ({
    ...step,
    id: newId(),
    goalId: offer.goalId,
    doneAt: null,
    offerId: offer.id,
  }));
  return [...done, ...added].map((step, position) => ({ ...step, position }));
}

function changedSince(goal: Goal): Refusal {
  return new Refusal(
    card(
      'Your steps have changed since',
      [
        `You have written steps of your own for ${clip(goal.what, 140)}, so I left them alone.`,
        controls(button('Show goal', pressNamed('goals.show', { goalId: goal.id }))),
      ],
      'warn',
    ),
  );
}
