import type { Asking } from '../../chat/intents.ts';
import { choice, id, optional, paragraph, type Values, words } from '../../chat/options.ts';
import { Refusal } from '../../errors.ts';
import { readGoalTerms, writeGoalTerms } from '../../study/goals/goal-terms.ts';
import { readIfThen } from '../../study/goals/plan-reading.ts';
import { readObstacle, writeIfThen, writeObstacle } from '../../study/goals/plan-writing.ts';
import type { Day } from '../../study/time/day.ts';
import type { Goal, GoalTermsRow } from './store.ts';

/** What the form asks. The id is chosen when the form opens, so that a form sent twice is one goal. */
export const sheet = {
  goalId: id('Goal'),
  what: words('Goal', { max: 200 }),
  measure: optional(words('Measure, and by when', { max: 200 })),
  plan: optional(paragraph('If it is … then I will …', { max: 500 })),
  obstacles: optional(paragraph('If … gets in the way I will …', { max: 500 })),
  confidence: optional(
    choice('How sure are you of reaching it?', [
      { value: '1', label: '1 · hardly' },
      { value: '2', label: '2 · a little' },
      { value: '3', label: '3 · half and half' },
      { value: '4', label: '4 · fairly' },
      { value: '5', label: '5 · quite sure' },
    ]),
  ),
};

export type Sheet = Values<typeof sheet>;

/** The fields as they stand for a goal that is there, or for a new one that has at most a name. */
export function fieldsFor(goal: Goal | null, what?: string): Record<Exclude<keyof Sheet, 'goalId'>, Asking> {
  return {
    what: { help: 'What do you want? For example: pass the graph theory exam', value: goal?.what ?? what },
    measure: { help: 'For example: 40 problems by 12 June', value: goal ? termsLine(goal) : undefined },
    plan: {
      help: 'A time, a place or an event starts it: 18:30 at my desk → solve 3 problems',
      value: goal ? writeIfThen(goal) : undefined,
    },
    obstacles: {
      help: 'For example: my phone → I put it in the other room',
      value: goal ? writeObstacle(goal) : undefined,
    },
    confidence: { value: goal?.confidence ? String(goal.confidence) : undefined },
  };
}

/** What was understood of the form, or a refusal about the deadline. Terms that stand as they stood need no reading again. */
export function readSheet(sent: Sheet, today: Day, before: Goal | null): GoalTermsRow {
  const typed = sent.measure ?? '';
  const unchanged = before !== null && typed === termsLine(before) ? before : null;
  const terms = unchanged ?? readGoalTerms(typed, today);
  if ('problem' in terms) throw new Refusal('Almost: please look at the deadline', { measure: terms.problem });
  const { cue, action } = readIfThen(sent.plan ?? '');
  const { obstacle, response } = readObstacle(sent.obstacles ?? '');
  return {
    what: sent.what,
    measure: terms.measure || null,
    amount: terms.amount,
    unit: terms.unit,
    deadline: terms.deadline,
    cue: cue || null,
    action: action || null,
    obstacle: obstacle || null,
    response: response || null,
    confidence: sent.confidence ? Number(sent.confidence) : null,
  };
}

const termsLine = ({ measure, deadline }: Goal) => writeGoalTerms({ measure: measure ?? '', deadline });
