import {
  type Block,
  button,
  type Card,
  card,
  checklist,
  controls,
  facts,
  meter,
  picker,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { shownNumber } from '../../phrases/mastery.ts';
import { addsUp } from '../../study/goals/goal-terms.ts';
import { writeIfThen, writeObstacle } from '../../study/goals/plan-writing.ts';
import { type Day, daysBetween, formatDay } from '../../study/time/day.ts';
import type { GoalKnown, ShownGoal } from './known.ts';
import type { Step, StepOffer } from './step-store.ts';
import type { Goal, WholeGoal } from './store.ts';

/** A goal that was just kept, as it was understood, with the one thing that would make its plan stronger. */
export function suggestionCard(goal: Goal, today: Day, says: string): Card {
  const { id } = goal;
  return card(titleOf(goal), [
    termsOf(goal, today),
    rich`${strong('Kept.')} One thing would make it stronger. ${says}`,
    controls(
      button('Fix', pressNamed('goals.edit', { goalId: id }), 'main'),
      button('Keep', pressNamed('goals.keep', { goalId: id })),
    ),
  ]);
}

/** The goal whole: terms, steps, how far, and what can be done. `lead` says what has just happened. */
export function goalCard(shown: ShownGoal, today: Day, lead: Words | string | null = null): Card {
  const { goal, steps, known } = shown;
  return card(
    titleOf(goal),
    [lead, termsOf(goal, today, known), meterOf(shown), ...stepBlocks(steps), ...endings(shown)],
    goal.state === 'reached' ? 'good' : 'plain',
  );
}

const titleOf = (goal: Goal) => clip(goal.what, 140);

function termsOf(goal: Goal, today: Day, known: GoalKnown | null = null): Block | null {
  const counted = amountWords(goal);
  const measure = goal.measure === null || goal.measure === counted ? null : clip(goal.measure, 200);
  const [plan, obstacle] = [writeIfThen(goal), writeObstacle(goal)];
  const pairs: [string, Words | string][] = [];
  if (counted || measure) pairs.push(['Measure', measureWords(counted, measure)]);
  if (goal.deadline) pairs.push(['By', deadlineWords(goal.deadline, today)]);
  if (plan) pairs.push(['Plan', clip(plan, 600)]);
  if (obstacle) pairs.push(['If it gets hard', clip(obstacle, 600)]);
  if (goal.confidence !== null) pairs.push(['How sure', `${goal.confidence} of 5`]);
  const knownWords = known && wordsOfKnown(known);
  if (knownWords) pairs.push(knownWords);
  return pairs.length > 0 ? facts(pairs) : null;
}

const skillsShown = 3;

/** How well one knows what it is about, each number with what it is taken from; null where nothing tells. */
function wordsOfKnown({ skills, own }: GoalKnown): [string, string] | null {
  if (own) return ['How it goes', `${shownNumber(own.chance)}, ${own.right} of ${own.answers} went well`];
  if (skills.length === 0) return null;
  const told = skills.slice(0, skillsShown).map(({ name, known: { chance, right, answers } }) => {
    const called = clip(name, 60);
    return answers === 0
      ? `${called} (not asked yet)`
      : `${called} ${shownNumber(chance)} (${right} of ${answers} right)`;
  });
  const more = skills.length - skillsShown;
  return ['How well you know it', [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')];
}

/** "40 problems"; '' where nothing could be counted. */
const amountWords = ({ amount, unit }: Goal) => (amount === null ? '' : `${amount} ${unit ?? ''}`.trim());

/** "Fri 12 Jun, in 102 days". */
const deadlineWords = (deadline: Day, today: Day) =>
  `${formatDay(deadline, today)}, ${distanceWords(daysBetween(today, deadline))}`;

function distanceWords(days: number): string {
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days > 0 ? 'tomorrow' : 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

function measureWords(counted: string, measure: string | null): Words {
  if (!counted) return [measure ?? ''];
  return [measure === null ? counted : `${counted} (${measure})`];
}

function meterOf({ goal, amountDone }: WholeGoal): Block | null {
  if (goal.amount === null || amountDone <= 0 || !addsUp(goal)) return null;
  return meter(`${clip(goal.unit ?? 'Done', 60)} so far`, Math.round(amountDone * 100) / 100, goal.amount);
}

function stepBlocks(steps: readonly Step[]): Block[] {
  if (steps.length === 0) return [];
  const open = steps.filter((step) => step.doneAt === null);
  const tick = picker(
    'Tick a step',
    pressNamed('goals.tick'),
    'stepId',
    open.map(({ id, what }) => ({ value: id, label: clip(what, 75) })),
  );
  return [checklist(steps.map(stepOf)), ...(open.length > 0 ? [controls(tick)] : [])];
}

function stepOf({ what, estimateMinutes, doneAt }: Pick<Step, 'what' | 'estimateMinutes' | 'doneAt'>) {
  const isDone = doneAt !== null;
  const estimate = estimateMinutes === null || isDone ? '' : ` (${estimateMinutes} min)`;
  return { what: `${clip(what, 110)}${estimate}`, isDone };
}

function endings({ goal, steps, changes, known }: ShownGoal): Block[] {
  const press = (name: string) => pressNamed(name, { goalId: goal.id });
  const history = changes.length > 0 ? button('How the plan changed', press('goals.history')) : null;
  if (goal.state !== 'active')
    return [
      controls(button('Reflect', press('reflect.open')), button('Open it again', press('goals.reopen')), history),
    ];
  const row = controls(
    button('Check in', press('check-in.open'), 'main'),
    button('Edit', press('goals.edit')),
    button(steps.length > 0 ? 'Edit steps' : 'Add steps', press('goals.steps')),
    button('Reached', press('goals.reached')),
    button('Drop', press('goals.drop')),
  );
  const work =
    known.skills.length > 0
      ? button('Practise', press('practice.start'))
      : button('Stuck? Get a hint', press('hints.open'));
  return [row, controls(work, history)];
}

/** After [Reached] or [Drop]: what it means, and the way back. */
export function endedCard(goal: Goal): Card {
  const undo = button('Undo', pressNamed('goals.reopen', { goalId: goal.id }));
  if (goal.state === 'dropped')
    return card(`Dropped: ${clip(goal.what, 130)}`, [
      'Letting go of a goal is a decision too. I will not ask about it any more; nothing of it is deleted.',
      controls(undo, button('New goal', pressNamed('goals.new'))),
    ]);
  return card(
    `Reached: ${clip(goal.what, 130)}`,
    [
      'You did what you set out to do. Two minutes on how you got there make the next goal easier.',
      controls(
        button('Reflect', pressNamed('reflect.open', { goalId: goal.id }), 'main'),
        undo,
        button('New goal', pressNamed('goals.new')),
      ),
    ],
    'good',
  );
}

/** After a tick: the goal, with the way back beside it. */
export function tickedCard(whole: ShownGoal, today: Day, step: Step): Card {
  const shown = goalCard(whole, today, rich`Done: ${strong(clip(step.what, 200))}`);
  const back = controls(button('Undo the tick', pressNamed('goals.untick', { stepId: step.id })));
  return { ...shown, blocks: [...shown.blocks, back] };
}

/** After several ticks at once: the goal, with the way back beside it. */
export function tickedTogetherCard(whole: ShownGoal, today: Day, steps: readonly Step[], tellingId: string): Card {
  const named = steps.map(({ what }) => clip(what, 100)).join(', ');
  const shown = goalCard(
    whole,
    today,
    named === '' ? 'Those steps are no longer there.' : rich`Done: ${strong(named)}`,
  );
  if (named === '') return shown;
  const back = controls(button('Undo the ticks', pressNamed('goals.untick-told', { tellingId })));
  return { ...shown, blocks: [...shown.blocks, back] };
}

/** Steps that could be taken, with whose they are and what else can be done. */
export function offerCard(goal: Goal, { id, steps }: StepOffer, from: 'template' | 'thinking' | 'tutor'): Card {
  const lead = {
    template: 'Steps that usually lead there:',
    thinking: 'Steps that usually lead there:',
    tutor: 'Steps thought out for this goal:',
  }[from];
  const none = 'There is no usual way to this one. What could you start with in the next ten minutes?';
  const use = button('Use these steps', pressNamed('goals.use-steps', { offerId: id }), 'main');
  const write = pressNamed('goals.steps', { goalId: goal.id, offerId: id });
  return card(titleOf(goal), [
    steps.length > 0 ? lead : none,
    steps.length > 0 ? checklist(steps.map((step) => stepOf({ ...step, doneAt: null }))) : null,
    from === 'thinking' ? 'The tutor is looking for steps that fit closer. They will come here.' : null,
    controls(
      steps.length > 0 ? use : null,
      button(steps.length > 0 ? 'Change them first' : 'Write my own', write, steps.length > 0 ? 'plain' : 'main'),
      button('Show goal', pressNamed('goals.show', { goalId: goal.id })),
    ),
  ]);
}
