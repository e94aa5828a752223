import { action, type Context } from '../../chat/handler.ts';
import { form } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { id, optional, paragraph } from '../../chat/options.ts';
import { mayAskTutorHere } from '../../db/reading/tutor-consent.ts';
import { Refusal } from '../../errors.ts';
import { dayIn } from '../../study/time/day.ts';
import { goalCard, tickedCard, tickedTogetherCard } from './cards.ts';
import { goalPage, shownGoal } from './known.ts';
import { offerSteps, templateSteps } from './offer.ts';
import { endedRefusal, unknownGoal } from './refusals.ts';
import {
  addSteps,
  dropSteps,
  findStepOffer,
  findTelling,
  markTold,
  type Step,
  tickStep,
  unmarkTold,
} from './step-store.ts';
import { findGoal, type Goal, holdGoal, wholeGoal } from './store.ts';

const stepsAtMost = 12;
const stepMax = 200;
const longestMinutes = 6000;

const keepAction = action({
  name: 'goals.keep-steps',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal'), steps: paragraph('One step a line', { max: 2800 }) },
  async run(context, { goalId, steps }) {
    const { tx, me } = context;
    const goal = (await holdGoal(tx, me.id, goalId)) ?? unknownGoal();
    if (goal.state !== 'active') throw endedRefusal(goal);
    const kept = readSteps(context, goal, steps, (await wholeGoal(tx, goal)).steps);
    await dropSteps(tx, goalId);
    await addSteps(tx, kept);
    return { reply: await goalPage(context, goal, me.zone, 'The steps are kept.') };
  },
});

/**
 * Opens the steps for writing: those that are there, or those that were offered, or the template of the goal's kind to start from. Where a
 * tutor may be asked and there is nothing yet, steps are offered first.
 */
const stepsAction = action({
  name: 'goals.steps',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal'), offerId: optional(id('Offer')) },
  async run(context, { goalId, offerId }) {
    const { tx, me } = context;
    const goal = (await findGoal(tx, me.id, goalId)) ?? unknownGoal();
    if (goal.state !== 'active') throw endedRefusal(goal);
    const { steps } = await wholeGoal(tx, goal);
    if (steps.length === 0 && offerId === undefined && (await mayAskTutorHere(context)))
      return offerSteps(context, goal);
    const offered = offerId === undefined ? null : await findStepOffer(tx, me.id, offerId);
    const lines = (steps.length > 0 ? steps : (offered?.steps ?? templateSteps(goal))).map(stepLine);
    const help = 'In order, the first so small that you could start now. Minutes in brackets are a guess.';
    const ask = { steps: { help, value: lines.length > 0 ? lines.join('\n') : undefined } };
    return { reply: form(keepAction, { title: 'Steps', send: 'Keep', given: { goalId }, ask }) };
  },
});

const tickAction = action({
  name: 'goals.tick',
  seenBy: 'me',
  answers: 'in place',
  options: { stepId: id('Step') },
  run: (context, { stepId }) => tick(context, stepId, context.now),
});

const untickAction = action({
  name: 'goals.untick',
  seenBy: 'me',
  answers: 'in place',
  options: { stepId: id('Step') },
  run: (context, { stepId }) => tick(context, stepId, null),
});

/** All the steps that a check-in tells of, with one press; and back. */
const tickToldAction = action({
  name: 'goals.tick-told',
  seenBy: 'me',
  answers: 'in place',
  options: { tellingId: id('Check-in') },
  run: (context, { tellingId }) => tickTold(context, tellingId, true),
});

const untickToldAction = action({
  name: 'goals.untick-told',
  seenBy: 'me',
  answers: 'in place',
  options: { tellingId: id('Check-in') },
  run: (context, { tellingId }) => tickTold(context, tellingId, false),
});

export const stepActions = [keepAction, stepsAction, tickAction, untickAction, tickToldAction, untickToldAction];

async function tick({ tx, me, now }: Context, stepId: string, doneAt: Date | null) {
  const step = await tickStep(tx, me.id, stepId, doneAt);
  if (!step) throw new Refusal('That step is no longer there. /study goals shows your goals with their steps.');
  const goal = (await findGoal(tx, me.id, step.goalId)) ?? unknownGoal();
  const whole = await shownGoal({ tx, now }, goal);
  const today = dayIn(me.zone, now);
  return { reply: doneAt ? tickedCard(whole, today, step) : goalCard(whole, today) };
}

async function tickTold({ tx, me, now }: Context, tellingId: string, done: boolean) {
  const telling = await findTelling(tx, me.id, tellingId);
  const goal = telling && (await holdGoal(tx, me.id, telling.goalId));
  if (!goal) throw new Refusal('Those steps are no longer there. /study goals shows your goals with their steps.');
  if (done) await markTold(tx, telling, now);
  else await unmarkTold(tx, telling);
  const whole = await shownGoal({ tx, now }, goal);
  const today = dayIn(me.zone, now);
  const marked = whole.steps.filter((step) => telling.stepIds.includes(step.id) && step.doneAt !== null);
  return { reply: done ? tickedTogetherCard(whole, today, marked, tellingId) : goalCard(whole, today) };
}

const stepLine = ({ what, estimateMinutes }: Pick<Step, 'what' | 'estimateMinutes'>) =>
  estimateMinutes === null ? what : `${what} (${estimateMinutes} min)`;

/** Lines as steps in their order. A line that stood there before keeps its tick. */
function readSteps({ newId }: Context, goal: Goal, typed: string, before: readonly Step[]): Step[] {
  const lines = typed.split('\n').map((line) => line.trim().replace(/^[-*•☐☑]\s*/u, ''));
  const parts = lines.filter((line) => line !== '').map(readStep);
  const tooLong = parts.find(({ what }) => what.length > stepMax);
  if (parts.length > stepsAtMost)
    refuse(`That is ${parts.length} steps; up to ${stepsAtMost} fit. Which are the big ones?`);
  if (tooLong) refuse(`“${clip(tooLong.what, 60)}” is long for a step. Up to ${stepMax} characters fit.`);
  return parts.map(({ what, estimateMinutes }, position) => {
    const same = before.find((step) => step.what === what);
    return {
      id: newId(),
      goalId: goal.id,
      position,
      what,
      estimateMinutes,
      doneAt: same?.doneAt ?? null,
      offerId: null,
    };
  });
}

function readStep(line: string): Pick<Step, 'what' | 'estimateMinutes'> {
  const [, what, minutes] = /^(.*\S)\s*\((\d{1,5})\s*min\)$/u.exec(line) ?? [];
  const isEstimate = what !== undefined && Number(minutes) <= longestMinutes;
  return isEstimate ? { what, estimateMinutes: Number(minutes) } : { what: line, estimateMinutes: null };
}

function refuse(problem: string): never {
  throw new Refusal('Almost: please look at the steps', { steps: problem });
}
