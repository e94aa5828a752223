/** The list of what is to come, and one of it. */
import { rich, type Words } from '../../chat/card.ts';
import { action, type Context, command, type Outcome } from '../../chat/handler.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { findSettings } from '../../db/reading/reminder-settings.ts';
import { Refusal } from '../../errors.ts';
import { comingWords } from '../../phrases/time.ts';
import { nextOccurrence } from '../../study/time/recurrence.ts';
import { listCard, oneCard } from './cards.ts';
import { type Delay, laterBy } from './delays.ts';
import { openList, openOne, putOffNext } from './presses.ts';
import { listenerOf } from './ringing.ts';
import { findComing, findReminder, moveNext, type Reminder } from './store.ts';

export const reminders = command({
  name: 'reminders',
  about: 'What is to come: change, pause, quiet hours',
  seenBy: 'me',
  options: {},
  run: (context) => showList(context),
});

export const list = action({ ...openList, seenBy: 'me', answers: 'below', run: (context) => showList(context) });

/** The list as it is now; `lead` says what has just happened. */
export async function showList({ tx, me, now }: Context, lead?: Words | string): Promise<Outcome> {
  const listener = listenerOf(me, await findSettings(tx, me.id));
  return { reply: listCard(await findComing(tx, me.id), listener, now, lead), note: zoneQuestion(me, now) };
}

export const show = action({
  ...openOne,
  seenBy: 'me',
  answers: 'in place',
  run: (context, { reminderId }) => showOne(context, reminderId),
});

async function showOne({ tx, me, now }: Context, reminderId: string, lead?: Words | string): Promise<Outcome> {
  const one = await findReminder(tx, me.id, reminderId);
  if (!one) throw new Refusal('That reminder is gone. /study reminders shows those to come.');
  return { reply: oneCard(one, listenerOf(me, await findSettings(tx, me.id)), now, lead) };
}

/** Puts the next occurrence off; where the rule brings one sooner, that one is the next. */
export const postpone = action({
  ...putOffNext,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { reminderId, dueAt, by }) {
    const { tx, me, now } = context;
    const one = await findReminder(tx, me.id, reminderId);
    const to = one && nextAfter(one, dueAt, by);
    const moved = to && to > now && (await moveNext(tx, me.id, { reminderId, dueAt }, to));
    const lead = moved
      ? rich`It comes ${comingWords(to, me.zone, now)} now.`
      : 'That time has passed or was moved already. This is how it stands:';
    return showOne(context, reminderId, lead);
  },
});

function nextAfter({ rule, zone }: Reminder, dueAt: Date, by: Delay): Date {
  const later = laterBy(by, dueAt, zone, dueAt);
  const byRule = rule && nextOccurrence(rule, zone, dueAt);
  return byRule && byRule < later ? byRule : later;
}
