import { due, type Planned } from '../../chat/handler.ts';
import type { MemberDay } from '../../db/reading/day-facts.ts';
import { dayIn, endOfDay } from '../../study/time/day.ts';
import { findLooks } from './finding.ts';
import { type Bell, type Listener, planFor, putOff } from './plan.ts';
import { addOccurrences, beatPulse, findOffline, findRinging, holdRinging, moveReminders } from './ringing.ts';

const silenceMs = 5 * 60_000;
const troubleMs = 10 * 60_000;

/** In a transaction of its own, and first: nobody waits for it, and what is planned after a silence can say so. */
export const beat = due({
  name: 'reminders.pulse',
  async run({ tx, now }) {
    await beatPulse(tx, now, silenceMs);
    return { taken: 0 };
  },
});

/** Plans what rings. A member who cannot be planned is put off and told to the log, so that the others are not held up. */
export const ring = due({
  name: 'reminders',
  async run({ tx, now }, limit): Promise<Planned> {
    const { taken, memberIds } = await holdRinging(tx, now, limit);
    if (taken === 0) return { taken };
    const troubles: unknown[] = [];
    const trying = <T>(work: () => T, otherwise: T): T => {
      try {
        return work();
      } catch (error) {
        troubles.push(error);
        return otherwise;
      }
    };
    const ringing = await findRinging(tx, memberIds, now);
    const askers = ringing.flatMap((member) => trying(() => askersOf(member, now), []));
    const looks = await findLooks(tx, askers, now);
    const present = { now, offline: await findOffline(tx) };
    const later = new Date(now.getTime() + troubleMs);
    const plans = ringing.map(({ listener, bells }) =>
      trying(() => planFor(listener, bells, looks.get(listener.id) ?? null, present), putOff(bells, later)),
    );
    const occurrences = plans.flatMap((plan) => plan.occurrences);
    await addOccurrences(tx, occurrences, now);
    await moveReminders(
      tx,
      plans.flatMap(({ moves }) => moves),
    );
    const told = occurrences.filter(({ postKey }) => postKey !== null);
    const reminded = told.map(({ lateness }) => lateness);
    return { taken, posts: plans.flatMap(({ posts }) => posts), troubles, reminded };
  },
});

/** The member, where the daily look rings, or a plan that was moved. */
function askersOf({ listener, bells }: { listener: Listener; bells: readonly Bell[] }, now: Date): MemberDay[] {
  if (!bells.some(({ kind, goalId }) => kind === 'daily' || goalId !== null)) return [];
  const day = dayIn(listener.zone, now);
  return [{ id: listener.id, day, dayEnd: endOfDay(listener.zone, day) }];
}
