/** How it went: one press, one optional line; and where it was missed, what got in the way, for nobody else's eyes. */
import { action, type Context } from '../../chat/handler.ts';
import { Refusal } from '../../errors.ts';
import { clockIn } from '../../study/time/day.ts';
import { holdHere } from './finding.ts';
import { noteForm, obstacleCard, toldCard } from './my-cards.ts';
import { askNote, keepNote, nameObstacle, tell } from './presses.ts';
import { askedAgain, look } from './seen.ts';
import { type Attendance, changeMine, findMine, type Sprint } from './store.ts';

export const tellAction = action({
  ...tell,
  seenBy: 'me',
  answers: 'below',
  async run(context, { sprintId, result }) {
    const { tx, me, now, requestId } = context;
    const { sprint } = await holdAsking(context, sprintId);
    const mine = await changeMine(tx, sprintId, me.id, { result, saidAt: now });
    if (!mine) throw new Error('Someone who takes part is not there');
    return { reply: toldCard(sprint, mine, result), posts: askedAgain(await look(context, sprint), requestId, now) };
  },
});

export const askNoteAction = action({
  ...askNote,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sprintId }) {
    const { sprint, mine } = await holdAsking(context, sprintId);
    return { reply: noteForm(sprint, mine) };
  },
});

export const noteAction = action({
  ...keepNote,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sprintId, note }) {
    const { tx, me, now, requestId } = context;
    const { sprint } = await holdAsking(context, sprintId);
    const mine = await changeMine(tx, sprintId, me.id, { note });
    if (!mine?.result) throw new Refusal('Say first how it went, then add a line.');
    return {
      reply: toldCard(sprint, mine, mine.result),
      posts: askedAgain(await look(context, sprint), requestId, now),
    };
  },
});

/** May be named at any time after: it helps the next plan, and changes nothing that others see. */
export const obstacleAction = action({
  ...nameObstacle,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sprintId, what }) {
    const sprint = await holdHere(context, sprintId);
    const mine = await changeMine(context.tx, sprintId, context.me.id, { obstacle: what });
    if (!mine) throw notIn();
    return { reply: obstacleCard(sprint, mine, what) };
  },
});

async function holdAsking(context: Context, sprintId: string): Promise<{ sprint: Sprint; mine: Attendance }> {
  const sprint = await holdHere(context, sprintId);
  const mine = await findMine(context.tx, sprintId, context.me.id);
  if (!mine) throw notIn();
  if (sprint.state === 'asking') return { sprint, mine };
  throw new Refusal(notNow(sprint, context.me.zone));
}

const notIn = () => new Refusal('You were not in this sprint. /study check-in tells what you have studied.');

function notNow({ state, endAt }: Sprint, zone: string): string {
  if (state === 'closed') return 'This sprint is closed. /study check-in still tells how your day went.';
  if (state === 'off') return 'This sprint was called off before it began.';
  return `This sprint is not over yet: I ask at ${clockIn(zone, endAt)}.`;
}
