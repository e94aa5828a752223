import type { Form } from '../../chat/form.ts';
import { action } from '../../chat/handler.ts';
import { type Asking, form } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { calendarDay, choice, id, minutes, optional, paragraph, words } from '../../chat/options.ts';
import { Refusal } from '../../errors.ts';
import { readMeasure } from '../../study/goals/plan-reading.ts';
import type { Day } from '../../study/time/day.ts';
import { strategies, sureness } from './choices.ts';
import { dayOfPress, formGraceMs } from './day.ts';
import { chosenGoal, keptNow, keyOf, record } from './record.ts';
import { type CheckIn, findCheckIn, type Goal, goalsOn, keepCheckIn } from './store.ts';

export const noteMax = 2000;
const largestAmount = 1e9;

/** The box behind [Partly] and [Add details]: all of it stands in the place of what was said before. */
const saveAction = action({
  name: 'check-in.save',
  seenBy: 'me',
  answers: 'in place',
  options: {
    goalId: optional(id('Goal')),
    day: calendarDay('Day'),
    outcome: choice('How it went', [
      { value: 'done', label: 'Done' },
      { value: 'partly', label: 'Partly' },
    ]),
    amount: optional(words('How much', { max: 40 })),
    minutes: optional(minutes('Minutes', { min: 1, max: 1440 })),
    strategy: optional(choice('How you studied', strategies)),
    note: optional(paragraph('What on', { max: noteMax })),
    confidence: optional(choice('How sure are you of it now', sureness)),
  },
  async run(context, sent) {
    const day = await dayOfPress(context, sent, formGraceMs);
    const said = {
      outcome: sent.outcome,
      amount: sent.amount === undefined ? null : readAmount(sent.amount),
      minutes: sent.minutes ?? null,
      strategy: sent.strategy ?? null,
      note: sent.note ?? null,
      confidenceAfter: sent.confidence === undefined ? null : Number(sent.confidence),
      obstacle: null,
    };
    const { goalId = null } = sent;
    const chosen = goalId
      ? await chosenGoal(context, goalId, day)
      : { view: null, others: await goalsOn(context.tx, context.me.id, day) };
    return record(context, chosen, () => keepCheckIn(context.tx, keyOf(context, goalId, day), keptNow(context), said));
  },
});

const partlyAction = action({
  name: 'check-in.partly',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal'), day: optional(calendarDay('Day')) },
  async run(context, pressed) {
    const day = await dayOfPress(context, pressed);
    const { view } = await chosenGoal(context, pressed.goalId, day);
    return { reply: detailsForm({ goal: view.goal, said: view.said }, day, 'partly') };
  },
});

const detailsAction = action({
  name: 'check-in.details',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: optional(id('Goal')), day: optional(calendarDay('Day')) },
  async run(context, pressed) {
    const day = await dayOfPress(context, pressed);
    const chosen = pressed.goalId ? (await chosenGoal(context, pressed.goalId, day)).view : null;
    const said = chosen ? chosen.said : await findCheckIn(context.tx, keyOf(context, null, day));
    const outcome = said?.outcome === 'partly' ? 'partly' : 'done';
    return { reply: detailsForm({ goal: chosen?.goal ?? null, said }, day, outcome) };
  },
});

export const detailActions = [saveAction, partlyAction, detailsAction];

/** The box for a goal, or for a day without one, with what was said before standing in it. */
export function detailsForm(
  { goal, said }: { goal: Goal | null; said: CheckIn | null },
  day: Day,
  outcome: 'done' | 'partly',
): Form {
  const text = (value: string | number | null | undefined) => (value == null ? undefined : String(value));
  const amount: Asking = {
    label: goal?.unit ? `How much (${clip(goal.unit, 30)})` : 'How much',
    help: 'A number, if you count',
    value: text(said?.amount),
  };
  return form(saveAction, {
    title: outcome === 'partly' ? 'How far did you get?' : 'How was it?',
    send: 'Keep',
    given: { ...(goal && { goalId: goal.id }), day, outcome },
    ask: {
      ...(goal && { amount }),
      minutes: { value: text(said?.minutes) },
      strategy: { value: text(said?.strategy) },
      note: { help: 'A line for your later self', value: text(said?.note) },
      confidence: { value: text(said?.confidenceAfter) },
    },
  });
}

function readAmount(typed: string): number {
  const amount = readMeasure(typed)?.amount;
  if (amount !== undefined && amount <= largestAmount) return amount;
  throw new Refusal('Almost: please look at how much', {
    amount: `I cannot read “${typed}” as a number. Try 12 or 2.5; words go under “What on”.`,
  });
}
