import { button, card, controls } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { Refusal } from '../../errors.ts';
import { countOtherActive, type Goal } from './store.ts';

/** More than anyone can keep in view. */
const activeAtMost = 20;

/** A goal that is not there, or is another's: the same words for both. */
export function unknownGoal(): never {
  throw new Refusal(card('I cannot find that goal', ['It may be gone. /study goals shows the ones you have.'], 'warn'));
}

export function endedRefusal(goal: Goal): Refusal {
  const ended = goal.state === 'reached' ? 'You have reached this goal' : 'You have dropped this goal';
  return new Refusal(
    card(
      ended,
      [
        `${clip(goal.what, 140)}. To go on with it, open it again.`,
        controls(button('Open it again', pressNamed('goals.reopen', { goalId: goal.id }))),
      ],
      'warn',
    ),
  );
}

/** Refuses one more active goal than can be kept in view. */
export async function refuseTooMany({ tx, me }: Context, goalId: string): Promise<void> {
  if ((await countOtherActive(tx, me.id, goalId)) < activeAtMost) return;
  throw new Refusal(
    card(
      `You have ${activeAtMost} active goals`,
      ['More than that nobody keeps in view. Mark one as reached or drop one in /study goals, then this one fits.'],
      'warn',
    ),
  );
}
