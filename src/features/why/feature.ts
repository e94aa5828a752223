import { action, type Context, command, type Feature, type Outcome } from '../../chat/handler.ts';
import { form } from '../../chat/intents.ts';
import { calendarDay, choice, optional, words } from '../../chat/options.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { findLearning } from '../../db/reading/learned.ts';
import { isOnlyMended, studyDaysSince, studyHistoryOf } from '../../db/reading/study-history.ts';
import { Refusal } from '../../errors.ts';
import { remember, spacingOf } from '../../study/memory/remembering.ts';
import { retrievability } from '../../study/memory/spacing.ts';
import { explainStreak, streakOf } from '../../study/streak.ts';
import { daysAway } from '../../study/time/away.ts';
import { addDays, type Day, dayIn, formatDay, isDay } from '../../study/time/day.ts';
import { reviewsCard, streakCard } from './cards.ts';
import { explainHelp } from './help.ts';
import { explainSkills } from './skills.ts';
import { dueOf, mendDay } from './store.ts';

const what = choice('What to explain', [
  { value: 'streak', label: 'My streak' },
  { value: 'review', label: 'The reviews that are due' },
  { value: 'mastery', label: 'How well I know things' },
  { value: 'hints', label: 'What help with hints did' },
]);

const whyCommand = command({
  name: 'why',
  about: 'Explain a number: your streak, a review, how well you know a thing, what hints did',
  seenBy: 'me',
  options: { what: optional(what) },
  run: (context, values) => explain(context, values.what ?? 'streak'),
});

const show = action({
  name: 'why.show',
  seenBy: 'me',
  answers: 'below',
  options: { what },
  run: (context, values) => explain(context, values.what),
});

const mendWithReason = action({
  name: 'why.mend-day',
  seenBy: 'me',
  answers: 'in place',
  options: { day: calendarDay('Day'), reason: words('What did you do that day?', { max: 200 }) },
  async run(context, { day, reason }) {
    refuseUnmendable(day, context);
    await mendDay(context.tx, context.me.id, day, reason, context.now);
    return explain(context, 'streak');
  },
});

const mend = action({
  name: 'why.mend',
  seenBy: 'me',
  answers: 'in place',
  options: { day: calendarDay('Day') },
  async run(context, { day }) {
    refuseUnmendable(day, context);
    const ask = { reason: { help: 'One line; it is kept beside the day' } };
    return { reply: form(mendWithReason, { title: formatDay(day), send: 'Put right', given: { day }, ask }) };
  },
});

/** How far back a day may be put right, in days. */
const mendableDays = 14;

function refuseUnmendable(day: Day, { me, now }: Context): void {
  const today = dayIn(me.zone, now);
  if (!isDay(day)) throw new Refusal('That is no day of the calendar');
  if (day >= today) throw new Refusal('That day is not over yet. A check-in today is enough.');
  const oldest = dayIn(me.zone, new Date(now.getTime() - mendableDays * 86_400_000));
  if (day < oldest) throw new Refusal(`Only the last ${mendableDays} days can be put right.`);
}

/** How many days the story of a streak goes back. */
const daysTold = 14;

async function explain(context: Context, asked: 'streak' | 'review' | 'mastery' | 'hints'): Promise<Outcome> {
  const { tx, me, now } = context;
  if (asked === 'mastery') return { reply: await explainSkills(context) };
  if (asked === 'hints') return { reply: await explainHelp(context) };
  if (asked === 'review') {
    const due = await dueOf(tx, me.id, now, 5);
    const kept = await findLearning(tx, me.id, due);
    const settings = spacingOf(kept, me.retention);
    const shown = remember(kept, due).map((it) => ({ ...it, recall: retrievability(it.memory, now, settings) }));
    return { reply: reviewsCard(shown, due[0]?.waiting ?? 0, now, me.retention) };
  }
  const today = dayIn(me.zone, now);
  const { days, outages } = await studyHistoryOf(tx, me.id);
  const told = await studyDaysSince(tx, me.id, addDays(today, -daysTold)); // one more, for a zone that jumped over a date
  const away = daysAway(outages, me.zone);
  const mended = told.filter(isOnlyMended).map(({ day }) => day);
  const studied = days.filter((day) => !mended.includes(day));
  const streak = streakOf(days, today, me.zone, { away });
  const story = explainStreak({ studied, mended }, today, me.zone, { away, count: daysTold });
  return { reply: streakCard(streak, story, told, me.zone, mend), note: zoneQuestion(me, now) };
}

export const why: Feature = { name: 'why', commands: [whyCommand], actions: [show, mend, mendWithReason] };
