import { button, card, controls } from '../../chat/card.ts';
import type { Context, Outcome } from '../../chat/handler.ts';
import { askNamed, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { type StudyHistory, studyHistoryOf } from '../../db/reading/study-history.ts';
import { Refusal } from '../../errors.ts';
import { stepsToldBy } from '../../study/goals/relabel.ts';
import { type Streak, streakOf } from '../../study/streak.ts';
import { daysAway } from '../../study/time/away.ts';
import { type Day, dayIn } from '../../study/time/day.ts';
import { plainCard, saidCard } from './cards.ts';
import { movingButtons } from './moving.ts';
import { counts, relabelLater } from './relabel.ts';
import { type CheckIn, findGoal, type Goal, type GoalDay, goalsOn, type Key, openSteps } from './store.ts';

/** One goal of a day, and the others beside it. */
export interface Chosen {
  readonly view: GoalDay;
  readonly others: readonly GoalDay[];
}

/** The goal that was pressed. Refuses what is gone, another's, or no longer active. */
export async function chosenGoal(context: Context, goalId: string, day: Day): Promise<Chosen> {
  return chosenAmong(context, await goalsOn(context.tx, context.me.id, day), goalId);
}

/** The goal that was pressed, as `chosenGoal`, and the days studied so far: looked up together. */
export async function chosenWithDays(
  context: Context,
  goalId: string,
  day: Day,
): Promise<Chosen & { readonly before: StudyHistory }> {
  const { tx, me } = context;
  const [views, before] = await Promise.all([goalsOn(tx, me.id, day), studyHistoryOf(tx, me.id)]);
  return { ...(await chosenAmong(context, views, goalId)), before };
}

async function chosenAmong({ tx, me }: Context, views: readonly GoalDay[], goalId: string): Promise<Chosen> {
  const view = views.find(({ goal }) => goal.id === goalId);
  if (view) return { view, others: views.filter((it) => it !== view) };
  throw notActive(await findGoal(tx, me.id, goalId));
}

function notActive(goal: Goal | null): Refusal {
  if (!goal)
    return new Refusal(
      card('I cannot find that goal', ['It may be gone. /study goals shows the ones you have.'], 'warn'),
    );
  const ended = goal.state === 'reached' ? 'You have reached this goal' : 'You have dropped this goal';
  const reopen = button('Open it again', pressNamed('goals.reopen', { goalId: goal.id }));
  return new Refusal(
    card(ended, [`${clip(goal.what, 140)}. There is nothing to check in on any more.`, controls(reopen)]),
  );
}

/** What names a check-in that is kept now. */
export const keptNow = ({ newId, me, now }: Context) => ({ id: newId(), zone: me.zone, at: now });

export const keyOf = ({ me }: Context, goalId: string | null, day: Day): Key => ({ memberId: me.id, goalId, day });

/** Keeps a check-in by `keep` and shows what became of it: the streak where it grew, a step that the note tells of. */
export async function record(
  context: Context,
  { view, others, ...known }: { view: GoalDay | null; others: readonly GoalDay[]; before?: StudyHistory },
  keep: () => Promise<CheckIn>,
): Promise<Outcome> {
  const { tx, me, now } = context;
  const before = known.before ?? (await studyHistoryOf(tx, me.id));
  const said = await keep();
  const streak = grown(context, before, said);
  const goal = view?.goal;
  const steps = goal && counts(said) && said.note !== null ? await openSteps(tx, goal.id) : [];
  const told = stepsToldBy(said.note ?? '', steps);
  const moving = goal && said.outcome === 'not-yet' ? await movingButtons(context, goal.id) : [];
  const reply = goal
    ? saidCard({ goal, said }, { others, streak, moving, step: told[0] ?? null })
    : plainCard(said, { others, streak });
  const watch = before.days.length === 0 ? [askNamed('reminders.watch', { memberId: me.id })] : [];
  const relabels = await relabelLater(context, said, { steps, streakGrew: streak !== null });
  const outcome = { reply, note: zoneQuestion(me, now), tasks: [...watch, ...relabels] };
  return relabels.length > 0 ? { ...outcome, changesLater: true } : outcome;
}

/** The streak, where this check-in made its day a study day. */
function grown({ me, now }: Context, { days, outages }: StudyHistory, said: CheckIn): Streak | null {
  if (!counts(said) || days.includes(said.day)) return null;
  return streakOf([...days, said.day], dayIn(me.zone, now), me.zone, { away: daysAway(outages, me.zone) });
}
