import type { Context } from '../../chat/handler.ts';
import { Refusal } from '../../errors.ts';
import { type Day, dayIn, isDay } from '../../study/time/day.ts';
import { dayOverCard } from './cards.ts';
import { goalsOn, zonesOf } from './store.ts';

/** A form that was opened before midnight may be sent a little after it. */
export const formGraceMs = 60 * 60_000;

/**
 * The study day a press is about: today where its card names none, otherwise the card's own while it lasts. It lasts where the
 * member is and where it was begun, so a flight takes no day away. Refuses a day that is over, and shows today's plan instead.
 */
export async function dayOfPress(
  context: Context,
  { day, goalId }: { day?: Day | undefined; goalId?: string | undefined },
  graceMs = 0,
): Promise<Day> {
  const { tx, me, now } = context;
  const today = dayIn(me.zone, now);
  if (day === undefined || day === today) return today;
  if (!isDay(day)) throw new Refusal('That button carries no day that I know. To check in, say /study check-in.');
  const lately = new Date(now.getTime() - graceMs);
  const zones = [me.zone, ...(await zonesOf(tx, me.id, day))];
  if (zones.some((zone) => dayIn(zone, now) === day || dayIn(zone, lately) === day)) return day;
  const views = await goalsOn(tx, me.id, today);
  const view = views.find(({ goal }) => goal.id === goalId) ?? views[0] ?? null;
  throw new Refusal(dayOverCard(day, today, view));
}
