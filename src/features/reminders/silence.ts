/** Pause, quiet hours, muted kinds. Silence puts off; only a muted kind goes by unsaid. */
import { rich } from '../../chat/card.ts';
import { action, type Context, type Outcome } from '../../chat/handler.ts';
import { findSettings } from '../../db/reading/reminder-settings.ts';
import { comingWords } from '../../phrases/time.ts';
import { addDays, clockIn, dayIn, instantOf } from '../../study/time/day.ts';
import { mutedCard, pauseCard } from './cards.ts';
import { pauseForm, quietForm, readPause, readQuiet } from './forms.ts';
import { showList } from './listing.ts';
import {
  askPause,
  askPauseUntil,
  askQuiet,
  keepPause,
  keepQuiet,
  labelOf,
  mute,
  pauseFor,
  resume,
  unmute,
} from './presses.ts';
import { changeSettings, muteKind, unmuteKind } from './settings-store.ts';
import { ringAnew } from './store.ts';

export const choosePause = action({
  ...askPause,
  seenBy: 'me',
  answers: 'in place',
  run: async () => ({ reply: pauseCard() }),
});

export const pauseDays = action({
  ...pauseFor,
  seenBy: 'me',
  answers: 'in place',
  run(context, { days }) {
    const { me, now } = context;
    return pause(context, instantOf(me.zone, addDays(dayIn(me.zone, now), days), clockIn(me.zone, now)));
  },
});

export const choosePauseEnd = action({
  ...askPauseUntil,
  seenBy: 'me',
  answers: 'in place',
  run: async () => ({ reply: pauseForm() }),
});

export const pauseUntil = action({
  ...keepPause,
  seenBy: 'me',
  answers: 'in place',
  run: (context, { until }) => pause(context, readPause(until, context.me.zone, context.now)),
});

async function pause(context: Context, pausedUntil: Date): Promise<Outcome> {
  const { tx, me, now } = context;
  await changeSettings(tx, me.id, { pausedUntil });
  return showList(context, rich`Paused. What comes meanwhile is told ${comingWords(pausedUntil, me.zone, now)}.`);
}

/** What waited for the end of the pause rings now. */
export const goOn = action({
  ...resume,
  seenBy: 'me',
  answers: 'in place',
  async run(context) {
    const { tx, me } = context;
    await changeSettings(tx, me.id, { pausedUntil: null });
    await ringAnew(tx, me.id);
    return showList(context, 'Reminders come again.');
  },
});

export const chooseQuiet = action({
  ...askQuiet,
  seenBy: 'me',
  answers: 'in place',
  async run({ tx, me }) {
    const { quietFrom, quietTo } = await findSettings(tx, me.id);
    return { reply: quietForm({ from: quietFrom, to: quietTo }) };
  },
});

export const setQuiet = action({
  ...keepQuiet,
  seenBy: 'me',
  answers: 'in place',
  async run(context, typed) {
    const { tx, me } = context;
    const quiet = readQuiet(typed);
    await changeSettings(tx, me.id, quiet);
    await ringAnew(tx, me.id);
    return showList(context, 'Quiet hours kept.');
  },
});

export const silence = action({
  ...mute,
  seenBy: 'me',
  answers: 'below',
  async run({ tx, me }, { kind }) {
    await muteKind(tx, me.id, kind);
    return { reply: mutedCard(kind) };
  },
});

export const unsilence = action({
  ...unmute,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { kind }) {
    await unmuteKind(context.tx, context.me.id, kind);
    return showList(context, `I speak of ${labelOf(kind)} again.`);
  },
});
