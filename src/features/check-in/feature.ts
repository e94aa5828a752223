import { action, type Context, command, type Feature, type Outcome } from '../../chat/handler.ts';
import { calendarDay, choice, id, minutes, optional, words } from '../../chat/options.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { Refusal } from '../../errors.ts';
import { obstacles } from '../../phrases/obstacles.ts';
import { type Day, dayIn } from '../../study/time/day.ts';
import { planCard, saidCard } from './cards.ts';
import { dayOfPress } from './day.ts';
import { detailActions, detailsForm, noteMax } from './details.ts';
import { movingButtons } from './moving.ts';
import { type Chosen, chosenGoal, chosenWithDays, keptNow, keyOf, record } from './record.ts';
import { relabel } from './relabel.ts';
import { addSession, type CheckIn, findCheckIn, goalsOn, keepObstacle, keepOutcome, takePlain } from './store.ts';

const onDay = { goalId: id('Goal'), day: optional(calendarDay('Day')) };

const checkInCommand = command({
  name: 'check-in',
  about: 'Say how today went with your plan',
  seenBy: 'me',
  options: {
    minutes: optional(minutes('How many minutes', { min: 1, max: 1440 })),
    note: optional(words('What on', { max: 200 })),
  },
  async run(context, { minutes, note }) {
    const { tx, me, now } = context;
    const day = dayIn(me.zone, now);
    const views = await goalsOn(tx, me.id, day);
    if (minutes !== undefined || note !== undefined)
      return session(context, views, day, { minutes: minutes ?? null, note: note ?? null });
    const [view, ...others] = views;
    if (view) return { reply: planCard(view, day, others), note: zoneQuestion(me, now) };
    const said = await findCheckIn(tx, keyOf(context, null, day));
    return { reply: detailsForm({ goal: null, said }, day, 'done'), note: zoneQuestion(me, now) };
  },
});

/** The plan of a goal, below; and in place of the card that was pressed. */
const openAction = action({
  name: 'check-in.open',
  seenBy: 'me',
  answers: 'below',
  options: onDay,
  run: (context, pressed) => plan(context, pressed),
});
const planAction = action({
  name: 'check-in.plan',
  seenBy: 'me',
  answers: 'in place',
  options: onDay,
  run: (context, pressed) => plan(context, pressed),
});

const doneAction = saying('check-in.done', 'done');
const notYetAction = saying('check-in.not-yet', 'not-yet');
const skipAction = saying('check-in.skip', 'skip');

const obstacleAction = action({
  name: 'check-in.obstacle',
  seenBy: 'me',
  answers: 'in place',
  options: { ...onDay, what: choice('What got in the way', obstacles) },
  async run(context, pressed) {
    const day = await dayOfPress(context, pressed);
    const { view, others } = await chosenGoal(context, pressed.goalId, day);
    const said = await keepObstacle(context.tx, keyOf(context, pressed.goalId, day), pressed.what, context.now);
    if (!said) return { reply: planCard(view, day, others) };
    const moving = await movingButtons(context, view.goal.id);
    return { reply: saidCard({ goal: view.goal, said }, { others, moving }) };
  },
});

/** The day's check-in without a goal becomes one for a goal, added to what was said about it. */
const assignAction = action({
  name: 'check-in.assign',
  seenBy: 'me',
  answers: 'in place',
  options: onDay,
  async run(context, pressed) {
    const day = await dayOfPress(context, pressed);
    const chosen = await chosenGoal(context, pressed.goalId, day);
    const taken = await takePlain(context.tx, context.me.id, day);
    if (!taken) return { reply: planCard(chosen.view, day, chosen.others) };
    const kept = { ...keptNow(context), zone: taken.zone };
    return record(context, chosen, () => addSession(context.tx, keyOf(context, pressed.goalId, day), kept, taken));
  },
});

export const checkIn: Feature = {
  name: 'check-in',
  commands: [checkInCommand],
  actions: [
    openAction,
    planAction,
    doneAction,
    notYetAction,
    skipAction,
    obstacleAction,
    assignAction,
    ...detailActions,
  ],
  tasks: [relabel],
};

/** One press says it all. */
function saying(name: string, outcome: CheckIn['outcome']) {
  return action({
    name,
    seenBy: 'me',
    answers: 'in place',
    options: onDay,
    async run(context, pressed) {
      const day = await dayOfPress(context, pressed);
      const chosen = await chosenWithDays(context, pressed.goalId, day);
      const key = keyOf(context, pressed.goalId, day);
      return record(context, chosen, () => keepOutcome(context.tx, key, keptNow(context), outcome));
    },
  });
}

async function plan(context: Context, pressed: { goalId: string; day?: Day | undefined }): Promise<Outcome> {
  const day = await dayOfPress(context, pressed);
  const { view, others } = await chosenGoal(context, pressed.goalId, day);
  return { reply: planCard(view, day, others), note: zoneQuestion(context.me, context.now) };
}

/** Minutes and a note said at once: for the only goal, or for the day, and then for the goal that is picked. */
async function session(
  context: Context,
  views: Chosen['others'],
  day: Day,
  studied: Pick<CheckIn, 'minutes' | 'note'>,
): Promise<Outcome> {
  const view = views.length === 1 ? (views[0] ?? null) : null;
  const key = keyOf(context, view?.goal.id ?? null, day);
  return record(context, { view, others: view ? [] : views }, async () => {
    const said = await addSession(context.tx, key, keptNow(context), studied);
    if ((said.note?.length ?? 0) > noteMax)
      throw new Refusal('Today’s note is full. Please say the minutes alone, or shorten the note with [Change].');
    return said;
  });
}
