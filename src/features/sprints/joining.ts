/** Coming and going: one press to join; "what will you do?" is asked only of who has no active goal. */
import { action, type Context, type Outcome } from '../../chat/handler.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { Refusal } from '../../errors.ts';
import { arrive, depart, expectLate } from '../../study/sprints/presence.ts';
import { dayIn } from '../../study/time/day.ts';
import { holdOpen } from './finding.ts';
import { doingForm, leftCard, myCard } from './my-cards.ts';
import { askDoing, beLate, beSure, joinIt, keepDoing, leaveIt } from './presses.ts';
import { listAgain, look } from './seen.ts';
import { type Attendance, attend, changeMine, dropMine, findGoal, findMine, type Sprint } from './store.ts';

export const joinAction = action({
  ...joinIt,
  seenBy: 'me',
  answers: 'below',
  run: async (context, { sprintId }) => join(context, await holdOpen(context, sprintId)),
});

/** Takes part with the plan of the nearest goal, or asks what it will be. */
export async function join(context: Context, sprint: Sprint): Promise<Outcome> {
  const { tx, me } = context;
  const before = await findMine(tx, sprint.id, me.id);
  if (before?.state === 'in') return shown(context, sprint, before);
  if (before?.doing) return changed(context, sprint, await takePart(context, sprint, before, {}));
  const goal = await findGoal(tx, me.id);
  if (!goal) return { reply: doingForm(sprint, before) };
  const plan = { doing: goal.action ?? goal.what, goalId: goal.id };
  return changed(context, sprint, await takePart(context, sprint, before, plan));
}

type Plan = Partial<Pick<Attendance, 'doing' | 'goalId' | 'confidence'>>;

/** Keeps that the member is there from now on, or from the start. */
export async function takePart(
  { tx, me, now }: Context,
  sprint: Sprint,
  before: Attendance | null,
  plan: Plan,
): Promise<Attendance> {
  const presence = arrive(before, sprint, now);
  const day = before?.day ?? dayIn(me.zone, presence.since ?? now);
  return attend(tx, { sprintId: sprint.id, memberId: me.id, joinedAt: now, day, ...presence, ...plan });
}

export const lateAction = action({
  ...beLate,
  seenBy: 'me',
  answers: 'below',
  async run(context, { sprintId }) {
    const { tx, me, now } = context;
    const sprint = await holdOpen(context, sprintId);
    const before = await findMine(tx, sprint.id, me.id);
    const isThere = before?.state === 'in' && sprint.state === 'running';
    if (before && (isThere || before.state === 'late')) return shown(context, sprint, before);
    const late = expectLate(before);
    return changed(context, sprint, await attend(tx, { sprintId, memberId: me.id, joinedAt: now, ...late }));
  },
});

export const leaveAction = action({
  ...leaveIt,
  seenBy: 'me',
  answers: 'in place',
  run: async (context, { sprintId }) => leave(context, await holdOpen(context, sprintId)),
});

/** What was there of the time is kept; before it began nothing is. */
export async function leave(context: Context, sprint: Sprint): Promise<Outcome> {
  const { tx, me, now, requestId } = context;
  const before = await findMine(tx, sprint.id, me.id);
  if (!before) throw new Refusal('You are not in this sprint, so there is nothing to leave.');
  if (before.state === 'left') return { reply: leftCard(sprint) };
  const after = depart(before, sprint, now);
  if (after.earlierMs > 0) await changeMine(tx, sprint.id, me.id, after);
  else await dropMine(tx, sprint.id, me.id);
  return { reply: leftCard(sprint), posts: [listAgain(await look(context, sprint), requestId, now)] };
}

export const askDoingAction = action({
  ...askDoing,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sprintId }) {
    const sprint = await holdOpen(context, sprintId);
    return { reply: doingForm(sprint, await findMine(context.tx, sprintId, context.me.id)) };
  },
});

export const doAction = action({
  ...keepDoing,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sprintId, doing, confidence }) {
    const sprint = await holdOpen(context, sprintId);
    const before = await findMine(context.tx, sprintId, context.me.id);
    const sure = confidence === undefined ? {} : { confidence: Number(confidence) };
    return changed(context, sprint, await takePart(context, sprint, before, { doing, goalId: null, ...sure }));
  },
});

export const sureAction = action({
  ...beSure,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sprintId, confidence }) {
    const sprint = await holdOpen(context, sprintId);
    const mine = await changeMine(context.tx, sprintId, context.me.id, { confidence: Number(confidence) });
    if (!mine) throw new Refusal('You are not in this sprint yet. /sprint join takes you in.');
    return shown(context, sprint, mine);
  },
});

function shown({ me, now }: Context, sprint: Sprint, mine: Attendance): Outcome {
  return { reply: myCard({ sprint, mine, zone: me.zone, now }), note: zoneQuestion(me, now) };
}

async function changed(context: Context, sprint: Sprint, mine: Attendance): Promise<Outcome> {
  const list = listAgain(await look(context, sprint), context.requestId, context.now);
  return { ...shown(context, sprint, mine), posts: [list] };
}
