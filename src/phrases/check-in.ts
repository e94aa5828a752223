import { type Button, button } from '../chat/card.ts';
import { pressNamed } from '../chat/intents.ts';
import { clip } from '../chat/limits.ts';
import type { CheckInOutcome } from '../study/goals/fading.ts';
import { writeIfThen } from '../study/goals/plan-writing.ts';
import type { Day } from '../study/time/day.ts';

/** How a day went with a goal's plan, to be said with one press. Answered by features/check-in. */
export function checkInButtons(goalId: string, day: Day): readonly Button[] {
  const press = (to: string) => pressNamed(`check-in.${to}`, { goalId, day });
  return [
    button('Done', press('done'), 'main'),
    button('Partly', press('partly')),
    button('Not yet', press('not-yet')),
    button('Skip today', press('skip')),
  ];
}

/** "Your plan: 18:30 at my desk → solve 3 problems. "; nothing where there is none. */
export function planWords(plan: { cue: string | null; action: string | null }): string {
  const written = clip(writeIfThen(plan), 300);
  return written === '' ? '' : `Your plan: ${written}. `;
}

/** What was said about a goal, in a line about it. */
export const saidToday: Readonly<Record<CheckInOutcome, string>> = {
  done: 'done today',
  partly: 'partly done today',
  'not-yet': 'not yet today',
  skip: 'skipped today',
};
