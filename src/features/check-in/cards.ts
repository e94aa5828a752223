import {
  type Block,
  type Button,
  button,
  type Card,
  card,
  controls,
  facts,
  list,
  picker,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { checkInButtons } from '../../phrases/check-in.ts';
import { obstacles } from '../../phrases/obstacles.ts';
import { writeIfThen, writeObstacle } from '../../study/goals/plan-writing.ts';
import type { Streak } from '../../study/streak.ts';
import { type Day, formatDay } from '../../study/time/day.ts';
import type { CheckIn, Goal, GoalDay } from './store.ts';
import { answerTo, detailsAfter, detailsLine, outcomeWords, streakWords, wordsFor } from './words.ts';

/** What a result shows beside the check-in itself. */
export interface Around {
  /** Other active goals of the day, those without a check-in first. */
  readonly others: readonly GoalDay[];
  /** Given when this check-in made the streak longer. */
  readonly streak?: Streak | null;
  /** Other times for the plan, given where it was not done yet. */
  readonly moving?: readonly Button[];
  /** A step that the note seems to tell of. */
  readonly step?: NamedStep | null;
  /** Steps that it was seen to tell of, kept under an id to be marked together. */
  readonly told?: { readonly tellingId: string; readonly steps: readonly NamedStep[] };
}

interface NamedStep {
  readonly id: string;
  readonly what: string;
}

/** The plan of a day with what can be said about it. */
export function planCard(view: GoalDay, day: Day, others: readonly GoalDay[]): Card {
  const { goal, said } = view;
  return card(clip(goal.what, 140), [
    planFacts(view, day),
    said ? rich`So far today: ${strong(outcomeWords[said.outcome])}${detailsAfter(said, goal)}` : 'How did today go?',
    controls(...checkInButtons(goal.id, day)),
    others.length > 0
      ? controls(picker('Another goal', pressDay('check-in.plan', day), 'goalId', choicesOf(others)))
      : null,
  ]);
}

/** A press on a card whose day is over: nothing was changed, and here is today. */
export function dayOverCard(asked: Day, today: Day, view: GoalDay | null): Card {
  return card(
    `That was for ${formatDay(asked, today)}`,
    [
      `That day is over, so I changed nothing. ${view ? 'Here is today’s plan.' : 'To check in today, say /study check-in.'}`,
      ...(view
        ? [
            rich`${strong(clip(view.goal.what, 140))}`,
            planFacts(view, today),
            controls(...checkInButtons(view.goal.id, today)),
          ]
        : []),
    ],
    'warn',
  );
}

/** What was said about a goal, shown in the place of its plan. */
export function saidCard({ goal, said }: { goal: Goal; said: CheckIn }, around: Around): Card {
  const { outcome, day } = said;
  const open = said.outcome === 'not-yet' && said.obstacle === null;
  return card(
    `${outcomeWords[outcome]}: ${clip(goal.what, 130)}`,
    [
      streakWords(around.streak),
      wordsFor[outcome],
      detailsLine(said, goal),
      open ? 'What got in the way?' : null,
      open ? obstacleButtons(goal.id, day) : null,
      said.outcome === 'not-yet' && said.obstacle !== null ? answerTo(said.obstacle, goal) : null,
      ...movingBlocks(around),
      ...toldWords(around),
      controls(toldButton(around), ...nextButtons(goal, said), nextGoal(around.others, day)),
    ],
    outcome === 'done' || outcome === 'partly' ? 'good' : 'plain',
  );
}

const movingBlocks = ({ moving = [] }: Around): (Block | string)[] =>
  moving.length > 0 ? ['Reschedule it?', controls(...moving)] : [];

/** Mark these done? The member decides. */
function toldWords({ step, told }: Around): (Block | Words)[] {
  const steps = told?.steps ?? (step ? [step] : []);
  const [first, ...rest] = steps;
  if (!first) return [];
  if (rest.length === 0) return [rich`That sounds like a step of yours: ${strong(clip(first.what, 200))}`];
  return [['That sounds like these steps of yours:'], list(steps.map(({ what }) => [strong(clip(what, 110))]))];
}

function toldButton({ step, told }: Around): Button | null {
  if (told && told.steps.length > 1)
    return button('Mark these done', pressNamed('goals.tick-told', { tellingId: told.tellingId }), 'main');
  const only = told?.steps[0] ?? step;
  return only ? button('Tick it', pressNamed('goals.tick', { stepId: only.id }), 'main') : null;
}

/** A check-in that is about no goal. With goals: for which of them it was. */
export function plainCard(said: CheckIn, { others, streak }: Around): Card {
  const { day } = said;
  const assign = picker('Which goal was it for?', pressDay('check-in.assign', day), 'goalId', choicesOf(others));
  return card(
    'Checked in',
    [
      streakWords(streak),
      detailsLine(said, null) ?? 'Today counts as a study day.',
      others.length > 0 ? controls(assign) : null,
      controls(
        button('Change', pressDay('check-in.details', day)),
        others.length > 0 ? null : button('Set a goal', pressNamed('goals.new')),
      ),
    ],
    'good',
  );
}

const pressDay = (name: string, day: Day, goalId?: string) =>
  pressNamed(name, goalId === undefined ? { day } : { goalId, day });

const choicesOf = (views: readonly GoalDay[]) =>
  views.map(({ goal, said }) => ({
    value: goal.id,
    label: said ? `${clip(goal.what, 55)} (${outcomeWords[said.outcome].toLowerCase()})` : clip(goal.what, 75),
  }));

function planFacts({ goal, nextStep }: GoalDay, day: Day): Block | null {
  const plan = writeIfThen(goal);
  const obstacle = writeObstacle(goal);
  const pairs: [string, string][] = [];
  if (plan) pairs.push(['Plan', clip(plan, 600)]);
  if (obstacle) pairs.push(['If it gets hard', clip(obstacle, 600)]);
  if (nextStep) pairs.push(['Next step', clip(nextStep, 200)]);
  if (goal.deadline) pairs.push(['By', formatDay(goal.deadline, day)]);
  return pairs.length > 0 ? facts(pairs) : null;
}

function obstacleButtons(goalId: string, day: Day): Block {
  return controls(
    ...obstacles.map(({ value, label }) =>
      button(label, pressNamed('check-in.obstacle', { goalId, day, what: value })),
    ),
  );
}

function nextButtons({ id: goalId }: Goal, { outcome, day, obstacle }: CheckIn): Button[] {
  const change = button('Change', pressDay('check-in.plan', day, goalId));
  const reflect = button('Reflect', pressNamed('reflect.open', { goalId }));
  const details = button('Add details', pressDay('check-in.details', day, goalId));
  const plan = button('Change my plan', pressNamed('goals.edit', { goalId }));
  if (outcome === 'skip') return [change];
  if (outcome === 'not-yet') return obstacle === null ? [change, reflect] : [plan, reflect, change];
  return outcome === 'done' ? [details, reflect, change] : [reflect, change];
}

function nextGoal(others: readonly GoalDay[], day: Day): Button | null {
  const next = others.find(({ said }) => said === null);
  return next ? button(`Next: ${clip(next.goal.what, 60)}`, pressDay('check-in.plan', day, next.goal.id)) : null;
}
