import { action, type Context, form } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { id, paragraph } from '../../chat/options.ts';
import { Refusal } from '../../errors.ts';
import { dayIn } from '../../study/day.ts';
import { kindOfGoal, subGoals } from '../../study/goal-templates.ts';
import { goalCard, tickedCard } from './cards.ts';
import { endedRefusal, unknownGoal } from './refusals.ts';
import { addSteps, dropSteps, findGoal, type Goal, holdGoal, type Step, tickStep, wholeGoal } from './store.ts';

const stepsAtMost = 12;
const stepMax = 200;
const longestMinutes = 6000;

const keepAction = action({
  name: 'goals.keep-steps',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal'), steps: paragraph('One step a line', { max: 2800 }) },
  async run(context, { goalId, steps }) {
    const { tx, me, now } = context;
    const goal = (await holdGoal(tx, me.id, goalId)) ?? unknownGoal();
    if (goal.state !== 'active') throw endedRefusal(goal);
    const whole = await wholeGoal(tx, goal);
    const kept = readSteps(context, goal, steps, whole.steps);
    await dropSteps(tx, goalId);
    await addSteps(tx, kept);
    return { reply: goalCard({ ...whole, steps: kept }, dayIn(me.zone, now), 'The steps are kept.') };
  },
});

/** Opens the steps for writing: those that are there, or the template of the goal's kind to start from. */
const stepsAction = action({
  name: 'goals.steps',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal') },
  async run({ tx, me }, { goalId }) {
    const goal = (await findGoal(tx, me.id, goalId)) ?? unknownGoal();
    if (goal.state !== 'active') throw endedRefusal(goal);
    const { steps } = await wholeGoal(tx, goal);
    const lines = steps.length > 0 ? steps.map(stepLine) : templateLines(goal);
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

export const stepActions = [keepAction, stepsAction, tickAction, untickAction];

async function tick({ tx, me, now }: Context, stepId: string, doneAt: Date | null) {
  const step = await tickStep(tx, me.id, stepId, doneAt);
  if (!step) throw new Refusal('That step is no longer there. /study goals shows your goals with their steps.');
  const goal = (await findGoal(tx, me.id, step.goalId)) ?? unknownGoal();
  const whole = await wholeGoal(tx, goal);
  const today = dayIn(me.zone, now);
  return { reply: doneAt ? tickedCard(whole, today, step) : goalCard(whole, today) };
}

const stepLine = ({ what, estimateMinutes }: Pick<Step, 'what' | 'estimateMinutes'>) =>
  estimateMinutes === null ? what : `${what} (${estimateMinutes} min)`;

function templateLines(goal: Goal): string[] {
  const kind = kindOfGoal(`${goal.what} ${goal.measure ?? ''}`);
  if (kind === null) return [];
  const measure = goal.amount === null ? null : { amount: goal.amount, unit: goal.unit ?? '' };
  return subGoals(kind, measure).map(({ title, minutes }) =>
    stepLine({ what: title, estimateMinutes: minutes <= longestMinutes ? minutes : null }),
  );
}

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
    return { id: newId(), goalId: goal.id, position, what, estimateMinutes, doneAt: same?.doneAt ?? null };
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
