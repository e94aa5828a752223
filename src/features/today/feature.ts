import { type Context, command, type Feature } from '../../chat/handler.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { findGoals, findReviews } from '../../db/reading/day-facts.ts';
import { findSettings } from '../../db/reading/reminder-settings.ts';
import { studyHistoryOf } from '../../db/reading/study-history.ts';
import { longestFaded } from '../../study/goals/fading.ts';
import { toReview } from '../../study/memory/review-queue.ts';
import { streakOf } from '../../study/streak.ts';
import { daysAway } from '../../study/time/away.ts';
import { dayIn, endOfDay } from '../../study/time/day.ts';
import { loudFrom } from '../../study/time/quiet-hours.ts';
import { firstCard, type Today, todayCard } from './cards.ts';
import { findSprints, hasBegun, nextReminders } from './store.ts';

const remindersAtOnce = 3;
const sprintsAtOnce = 2;

const todayCommand = command({
  name: 'today',
  about: 'Today: your plan, what is due, and what comes next',
  isHome: true,
  seenBy: 'me',
  options: {},
  async run(context) {
    const { tx, me, now } = context;
    const today = await findToday(context);
    const isEmpty = today.reminders.length === 0 && today.sprints.length === 0 && today.streak.length === 0;
    const isNew = isEmpty && !(await hasBegun(tx, me.id));
    if (isNew) return { reply: firstCard(me.name) };
    return { reply: todayCard(today), note: zoneQuestion(me, now) };
  },
});

async function findToday({ tx, me, now, here }: Context): Promise<Today> {
  const day = dayIn(me.zone, now);
  const dayEnd = endOfDay(me.zone, day);
  const mine = [{ id: me.id, day, dayEnd }];
  const goals = (await findGoals(tx, mine)).get(me.id) ?? [];
  const counts = (await findReviews(tx, mine, now)).get(me.id);
  const { days, outages } = await studyHistoryOf(tx, me.id);
  return {
    day,
    now,
    zone: me.zone,
    goals: longestFaded(goals, me.zone).map(({ goal }) => goal),
    reviews: counts ? toReview(counts) : { waiting: 0, now: 0 },
    reviewed: counts?.done ?? 0,
    sprints: await findSprints(tx, { memberId: me.id, room: here, dayEnd, limit: sprintsAtOnce }),
    reminders: await findReminders({ tx, me, now }),
    streak: streakOf(days, day, me.zone, { away: daysAway(outages, me.zone) }),
  };
}

/** Those that will be heard, each with when it will: after quiet hours and pauses. */
async function findReminders({ tx, me, now }: Pick<Context, 'tx' | 'me' | 'now'>): Promise<Today['reminders']> {
  const { quietFrom, quietTo, pausedUntil, muted } = await findSettings(tx, me.id);
  if (muted.includes('own')) return [];
  const silence = { quiet: { from: quietFrom, to: quietTo }, zone: me.zone, pausedUntil };
  const next = await nextReminders(tx, me.id, remindersAtOnce);
  return next.flatMap(({ words, dueAt }) =>
    dueAt ? [{ words, at: loudFrom(silence, dueAt > now ? dueAt : now) }] : [],
  );
}

/** The home of `/study`: where one stands today. */
export const today: Feature = { name: 'today', commands: [todayCommand] };
