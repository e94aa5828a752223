/** What became of a plan: all its changes, and the one that a reflection has just brought. */
import { button, type Card, card, controls, facts, rich, strong, type Words } from '../../chat/card.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { PlanParts } from '../../db/schema/index.ts';
import { writeIfThen, writeObstacle } from '../../study/goals/plan-writing.ts';
import { type Day, dayIn, formatDay } from '../../study/time/day.ts';
import type { PlanChange } from './plan-store.ts';
import type { Goal, WholeGoal } from './store.ts';

/** Each change of the plan, latest first. */
export function historyCard({ goal, changes }: WholeGoal, zone: string, today: Day): Card {
  return card('How the plan changed', [
    [strong(clip(goal.what, 140))],
    facts(
      changes.map((change) => [
        `${formatDay(dayIn(zone, change.at), today)}${change.reflectionId ? ', after a reflection' : ''}`,
        differenceWords(change.before, change.after, 70),
      ]),
    ),
  ]);
}

/** What a reflection made of the plan, with the way back. */
export function adaptedCard(goal: Goal, change: PlanChange): Card {
  return card(
    'Your plan has changed',
    [
      [strong(clip(goal.what, 140))],
      facts([
        ['Before', clip(writeIfThen(change.before), 600) || 'no plan'],
        ['Now', [strong(clip(writeIfThen(change.after), 600))]],
      ]),
      controls(
        button('Undo', pressNamed('goals.undo-adapt', { changeId: change.id })),
        button('Show goal', pressNamed('goals.show', { goalId: goal.id })),
      ),
    ],
    'good',
  );
}

function differenceWords(before: PlanParts, after: PlanParts, room: number): Words {
  const lines = [
    [writeIfThen(before), writeIfThen(after)],
    [writeObstacle(before), writeObstacle(after)],
  ].filter(([was, is]) => was !== is);
  return lines.flatMap(([was, is], at) => [
    ...(at > 0 ? ['; '] : []),
    ...rich`${clip(was || 'nothing', room)} became ${strong(clip(is || 'nothing', room))}`,
  ]);
}
