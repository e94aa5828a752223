import { type Button, button } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';
import { findSettings } from '../../db/reading/reminder-settings.ts';
import { clockIn } from '../../study/time/day.ts';
import { laterToday, tomorrowAt } from '../../study/time/later.ts';

/** Other times for a plan that was not done yet, a press each: later today, and tomorrow at the study hour. */
export async function movingButtons({ tx, me, now }: Context, goalId: string): Promise<readonly Button[]> {
  const { quietFrom, quietTo, pausedUntil } = await findSettings(tx, me.id);
  const today = laterToday({ zone: me.zone, quiet: { from: quietFrom, to: quietTo }, pausedUntil }, now);
  const tomorrow = tomorrowAt(me.studyClock, me.zone, now);
  const moveTo = (day: string, at: Date) =>
    button(
      `${day} at ${clockIn(me.zone, at)}`,
      pressNamed('reminders.move-plan', { goalId, at: at.getTime().toString(36) }),
    );
  return [...(today ? [moveTo('Today', today)] : []), moveTo('Tomorrow', tomorrow)];
}
