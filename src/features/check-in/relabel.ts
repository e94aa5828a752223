import { type Ask, type Context, type TimeContext, task } from '../../chat/handler.ts';
import { askNamed } from '../../chat/intents.ts';
import { later, laterOf, laterOptions } from '../../chat/later.ts';
import { choice, id, optional } from '../../chat/options.ts';
import { studyHistoryOf } from '../../db/reading/study-history.ts';
import { mayAskTutorHere } from '../../db/reading/tutor-consent.ts';
import { Unavailable } from '../../errors.ts';
import { stepsToAsk, stepsToldBy } from '../../study/goals/relabel.ts';
import { type Streak, streakOf } from '../../study/streak.ts';
import { daysAway } from '../../study/time/away.ts';
import { dayIn } from '../../study/time/day.ts';
import type { RelabelQuestion, Tutor } from '../../tutor.ts';
import { saidCard } from './cards.ts';
import { type CheckIn, findSaid, goalsOn, keepTelling, openSteps } from './store.ts';

/** The prompt and a few numbers; the words of the note and of the steps come on top. */
const tokensBesideWords = 1200;
const name = 'check-in.relabel';

type Step = Awaited<ReturnType<typeof openSteps>>[number];

/** Asks the tutor which of the steps a check-in tells of, where there is something to ask and it may be asked. */
export async function relabelLater(
  context: Context,
  said: CheckIn,
  { steps, streakGrew }: { steps: readonly Step[]; streakGrew: boolean },
): Promise<readonly Ask[]> {
  if (said.note === null || steps.length === 0 || !(await mayAskTutorHere(context))) return [];
  return [askNamed(name, { checkInId: said.id, ...(streakGrew && { streakGrew: 'yes' }), ...laterOf(context) })];
}

/** Asks the tutor which steps a note tells of; what it finds beside the rules changes the card. The member decides. */
export const relabel = task({
  name,
  options: {
    checkInId: id('Check-in'),
    streakGrew: optional(choice('Streak', [{ value: 'yes', label: 'It grew' }])),
    ...laterOptions,
  },
  async read({ tx }, { checkInId, groupId }) {
    const found = await findSaid(tx, checkInId);
    const { note = null, goalId = null } = found?.said ?? {};
    if (!found || note === null || goalId === null) return null;
    const steps = await openSteps(tx, goalId);
    return steps.length === 0 ? null : { note, steps, memberId: found.said.memberId, groupId: groupId ?? null };
  },
  tutorFor: ({ memberId, groupId, note, steps }) => ({
    memberId,
    groupId,
    tokens: tokensBesideWords + note.length + steps.reduce((sum, { what }) => sum + what.length, 0),
  }),
  async work({ note, steps }, { tutor }) {
    const found = tutor ? await ask(tutor, { said: note, steps: steps.map(({ what }) => what) }) : [];
    return { note, steps: stepsToAsk(note, steps, found) };
  },
  async keep(context, { checkInId, streakGrew, ...answer }, { note, steps }) {
    const { tx, now, newId } = context;
    const found = await findSaid(tx, checkInId);
    if (!found || found.said.note !== note || !counts(found.said)) return {};
    const { said, zone } = found;
    const views = await goalsOn(tx, said.memberId, said.day);
    const view = views.find(({ goal }) => goal.id === said.goalId);
    const open = await openSteps(tx, said.goalId ?? '');
    const told = steps.filter(({ id: stepId }) => open.some((it) => it.id === stepId));
    if (!view || told.length === 0 || isSame(told, stepsToldBy(note, open).slice(0, 1))) return {};
    const tellingId = newId();
    const stepIds = told.map((step) => step.id);
    if (told.length > 1) await keepTelling(tx, { id: tellingId, goalId: view.goal.id, stepIds, at: now });
    const streak = streakGrew ? await streakNow(context, said.memberId, zone) : null;
    const around = { others: views.filter((it) => it !== view), streak, told: { tellingId, steps: told } };
    return { posts: [later(name, answer, saidCard({ goal: view.goal, said }, around))] };
  },
});

/** A check-in on something that was studied. */
export const counts = ({ outcome }: CheckIn): boolean => outcome === 'done' || outcome === 'partly';

const isSame = (some: readonly Step[], others: readonly Step[]) =>
  some.length === others.length && some.every((step, at) => step.id === others[at]?.id);

async function streakNow({ tx, now }: TimeContext, memberId: string, zone: string): Promise<Streak> {
  const { days, outages } = await studyHistoryOf(tx, memberId);
  return streakOf(days, dayIn(zone, now), zone, { away: daysAway(outages, zone) });
}

/** The steps that the tutor names, by their number; none where it did not answer. */
async function ask(tutor: Tutor, question: RelabelQuestion): Promise<readonly number[]> {
  try {
    return (await tutor.relabel(question)).said;
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}
