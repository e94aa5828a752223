import { type ForgettingCurve, spreadOf } from '../../charts/recall.ts';
import { action, type Context, command, type Feature } from '../../chat/handler.ts';
import { clip, limits } from '../../chat/limits.ts';
import { id, optional, words } from '../../chat/options.ts';
import { findLearning } from '../../db/reading/learned.ts';
import { isOnlyMended, type StudyDayRow, studyDaysSince, studyHistoryOf } from '../../db/reading/study-history.ts';
import { Refusal } from '../../errors.ts';
import { recallAhead } from '../../study/memory/recall-ahead.ts';
import { remember, spacingOf } from '../../study/memory/remembering.ts';
import { calibrationOf, fewestAnswers } from '../../study/practice/calibration.ts';
import { streakOf } from '../../study/streak.ts';
import { daysAway } from '../../study/time/away.ts';
import { addDays, dayIn } from '../../study/time/day.ts';
import { calibrationCard, curveCard, deckChoice, studyDaysCard } from './cards.ts';
import { decksOf, memoriesOf, saidOf } from './store.ts';

const weeks = 12;
const daysAhead = 30;

const progressCommand = command({
  name: 'progress',
  about: 'Pictures: your study days, what you would forget, how sure you are',
  seenBy: 'me',
  options: { deck: optional(words('A deck, for its forgetting curve', { max: 100 })) },
  suggest: {
    async deck({ tx, me }, typed) {
      const decks = await decksOf(tx, me.id);
      const like = decks.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
      return like.map(({ name }) => ({ value: name, label: clip(name, limits.choice) }));
    },
  },
  async run(context, { deck }) {
    if (deck === undefined) return showDays(context);
    const decks = await decksOf(context.tx, context.me.id);
    const meant = decks.find(({ name }) => name.toLowerCase() === deck.toLowerCase());
    if (!meant) throw new Refusal(`You study no deck named ${clip(deck, 60)}`);
    return showCurve(context, meant.id);
  },
});

const daysAction = action({ name: 'progress.show', seenBy: 'me', answers: 'in place', options: {}, run: showDays });

const curveAction = action({
  name: 'progress.curve',
  seenBy: 'me',
  answers: 'in place',
  options: { deckId: id('Deck') },
  run: (context, { deckId }) => showCurve(context, deckId),
});

const calibrationAction = action({
  name: 'progress.calibration',
  seenBy: 'me',
  answers: 'in place',
  options: {},
  async run({ tx, me }) {
    const calibration = calibrationOf(await saidOf(tx, me.id));
    if (!calibration || calibration.answers < fewestAnswers)
      throw new Refusal(`This needs ${fewestAnswers} practice answers. You have ${calibration?.answers ?? 0}.`);
    return { reply: calibrationCard(calibration, daysAction) };
  },
});

async function showDays({ tx, me, now }: Context) {
  const today = dayIn(me.zone, now);
  const { days, outages } = await studyHistoryOf(tx, me.id);
  const streak = streakOf(days, today, me.zone, { away: daysAway(outages, me.zone) });
  const shown = await studyDaysSince(tx, me.id, addDays(today, -7 * weeks));
  const frozen = streak.frozen.map((day) => ({ day, kind: 'frozen' as const, minutes: 0 }));
  const calendar = { days: [...shown.map(entry), ...frozen], today, weeks };
  const decks = await decksOf(tx, me.id);
  const calibration = calibrationOf(await saidOf(tx, me.id));
  const shows = { curve: curveAction, calibration: calibrationAction };
  return { reply: studyDaysCard(calendar, streak, decks.map(deckChoice), calibration, shows) };
}

const entry = (row: StudyDayRow) => ({
  day: row.day,
  minutes: row.minutes,
  kind: isOnlyMended(row) ? ('mended' as const) : ('studied' as const),
});

async function showCurve({ tx, me, now }: Context, deckId: string) {
  const known = await memoriesOf(tx, me.id, deckId);
  if (!known) throw new Refusal('That deck is no longer yours to study');
  const today = dayIn(me.zone, now);
  const kept = await findLearning(tx, me.id, known.cards);
  const memories = remember(kept, known.cards).map(({ memory }) => memory);
  const ahead = known.total === 0 ? [] : recallAhead(memories, now, daysAhead, spacingOf(kept, me.retention));
  const curve: ForgettingCurve = {
    deck: known.name,
    cards: known.total,
    desiredRetention: me.retention,
    days: ahead.map(({ daysAhead, ifYouReview, ifYouStop }) => ({
      day: addDays(today, daysAhead),
      ifYouReview: spreadOf(ifYouReview).mean,
      ifYouStop: spreadOf(ifYouStop),
    })),
  };
  return { reply: curveCard(curve, daysAction) };
}

export const progress: Feature = {
  name: 'progress',
  commands: [progressCommand],
  actions: [daysAction, curveAction, calibrationAction],
};
