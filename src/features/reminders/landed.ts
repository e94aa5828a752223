/**
 * Presses on a reminder that has come. They carry which occurrence they are about and answer with how it stands, so that an old
 * card, a second press or one by somebody else can do no harm.
 */
import { card, controls, rich, strong } from '../../chat/card.ts';
import { action, type Context, type Outcome } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { Refusal } from '../../errors.ts';
import { comingWords } from '../../phrases/time.ts';
import { nextOccurrence } from '../../study/time/recurrence.ts';
import { answerBlocks, answeredCard } from './answered.ts';
import { type Delay, laterBy } from './delays.ts';
import { answerOccurrence, findMessage, holdOccurrence, type Occurrence } from './occurrence-store.ts';
import { bringBack, listButton, type OccurrenceRef, readWhich, sayDone, snooze } from './presses.ts';
import { bringForward, moveNext, type Reminder } from './store.ts';

/** Done; and where it was snoozed, it need not come again. */
export const done = action({
  ...sayDone,
  seenBy: 'me',
  answers: 'in place',
  async run(context, of) {
    const { tx, me, now } = context;
    const { occurrence, reminder } = await hold(context, of);
    if (occurrence.state === 'open' || occurrence.state === 'snoozed') {
      await answerOccurrence(tx, me.id, of, { state: 'done', answeredAt: now, snoozedTo: occurrence.snoozedTo });
      await forgetSnooze(context, occurrence, reminder);
    }
    return showMessage(context, of);
  },
});

async function forgetSnooze({ tx, me, now }: Context, { snoozedTo }: Occurrence, { id, rule, zone }: Reminder) {
  if (!snoozedTo || snoozedTo <= now) return;
  const next = rule && nextOccurrence(rule, zone, now);
  if (next?.getTime() !== snoozedTo.getTime()) await moveNext(tx, me.id, { reminderId: id, dueAt: snoozedTo }, next);
}

export const snoozeIt = action({
  ...snooze,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { by, ...of }) {
    await putOff(context, of, by);
    return showMessage(context, of);
  },
});

/** One of the lines of a message about what was missed, for tomorrow. */
export const again = action({
  ...bringBack,
  seenBy: 'me',
  answers: 'below',
  async run(context, { which }) {
    const of = readWhich(which);
    if (!of) throw new Refusal(goneWords);
    const { words, to } = await putOff(context, of, 'tomorrow');
    if (!to) throw new Refusal('You have called that done. /study remind makes a new one.');
    const when = comingWords(to, context.me.zone, context.now);
    return { reply: card('It comes again', [rich`${strong(clip(words, 300))}: ${when}.`, controls(listButton())]) };
  },
});

const goneWords = 'That reminder is gone. /study reminders shows those to come.';

async function hold({ tx, me }: Context, of: OccurrenceRef) {
  const held = await holdOccurrence(tx, me.id, of);
  if (!held) throw new Refusal(goneWords);
  return held;
}

/** Lets it come later, or with the next occurrence where that is sooner. What was answered before stays as it was answered. */
async function putOff(context: Context, of: OccurrenceRef, by: Delay): Promise<{ words: string; to: Date | null }> {
  const { tx, me, now } = context;
  const { occurrence, reminder } = await hold(context, of);
  if (occurrence.state !== 'open') return { words: reminder.words, to: occurrence.snoozedTo };
  const later = laterBy(by, now, me.zone, of.dueAt);
  const isNext = await bringForward(tx, reminder.id, later);
  const to = isNext ? later : reminder.dueAt;
  await answerOccurrence(tx, me.id, of, { state: 'snoozed', answeredAt: now, snoozedTo: to });
  return { words: reminder.words, to };
}

/** The message as it came, with what was answered since. */
async function showMessage({ tx, me, now }: Context, of: OccurrenceRef): Promise<Outcome> {
  const rows = await findMessage(tx, me.id, of);
  const answered = rows.filter(({ occurrence: { state } }) => state === 'done' || state === 'snoozed');
  const sent = rows[0]?.card;
  if (sent) return { reply: answeredCard(sent, answered, me.zone, now) };
  const mine = answered.find(({ occurrence }) => occurrence.reminderId === of.reminderId);
  return { reply: card(clip(mine?.words ?? '', 140), mine ? answerBlocks(mine, me.zone, now) : []) };
}
