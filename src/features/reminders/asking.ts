/** Asking for a reminder, or for a plan at another time, and taking it back. */
import { action, type Context, command, type Outcome } from '../../chat/handler.ts';
import { optional, words } from '../../chat/options.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { findSettings } from '../../db/reading/reminder-settings.ts';
import { Refusal } from '../../errors.ts';
import { droppedCard, keptCard, movedCard } from './cards.ts';
import { newForm, onceAt, readTiming, type Timing } from './forms.ts';
import { askNew, drop, keepNew, movePlan } from './presses.ts';
import { listenerOf } from './ringing.ts';
import { addOwn, dropOwn, findActiveGoal, movePlanOf, ownMax } from './store.ts';

export const remind = command({
  name: 'remind',
  about: 'Be reminded, in plain words: "every weekday at 18:30 read a chapter"',
  seenBy: 'me',
  options: { what: optional(words('What and when, in plain words', { max: 300 })) },
  async run(context, { what }) {
    if (what === undefined) return { reply: newForm() };
    const read = readTiming(what, context.me.zone, context.now);
    if ('problem' in read) return { reply: newForm({ what }, read.problem) };
    if (read.rest === '') return { reply: newForm({ when: what }) };
    return keepReminder(context, read.rest, read.timing);
  },
});

export const open = action({
  ...askNew,
  seenBy: 'me',
  answers: 'below',
  run: async () => ({ reply: newForm() }),
});

export const keep = action({
  ...keepNew,
  seenBy: 'me',
  answers: 'below',
  async run(context, { what, when }) {
    const read = readTiming(when, context.me.zone, context.now);
    if ('problem' in read) throw new Refusal('When shall that be?', { when: read.problem });
    return keepReminder(context, `${what} ${read.rest}`.trim(), read.timing);
  },
});

const fullWords = `You have ${ownMax} reminders to come, and more do not fit. /study reminders lets you delete one.`;

async function keepReminder({ tx, me, now, newId }: Context, said: string, timing: Timing): Promise<Outcome> {
  const kept = { id: newId(), memberId: me.id, words: said, zone: me.zone, createdAt: now, ...timing };
  if (!(await addOwn(tx, kept))) {
    throw new Refusal(fullWords, { what: fullWords });
  }
  const listener = listenerOf(me, await findSettings(tx, me.id));
  return { reply: keptCard(kept, listener, now), note: zoneQuestion(me, now) };
}

/** Today's plan at another time: its check-in comes then, once. Moved again, it comes at the new time alone. */
export const moveIt = action({
  ...movePlan,
  seenBy: 'me',
  answers: 'below',
  async run({ tx, me, now, newId }, { goalId, at }) {
    const moved = await findActiveGoal(tx, me.id, goalId);
    if (!moved) throw new Refusal('That goal is not active any more. /study goals shows the ones you have.');
    if (at <= now) throw new Refusal('That time has passed. /study check-in shows today’s plan, with times to come.');
    const of = { id: newId(), memberId: me.id, goalId, words: moved.what, zone: me.zone, createdAt: now };
    const kept = await movePlanOf(tx, { ...of, ...onceAt(at, me.zone) });
    if (!kept) throw new Refusal(fullWords);
    return { reply: movedCard(kept, listenerOf(me, await findSettings(tx, me.id)), now) };
  },
});

export const takeBack = action({
  ...drop,
  seenBy: 'me',
  answers: 'in place',
  async run({ tx, me }, { reminderId }) {
    const dropped = await dropOwn(tx, me.id, reminderId);
    if (!dropped) throw new Refusal('That reminder is gone already. /study reminders shows those to come.');
    return { reply: droppedCard(dropped.words) };
  },
});
