/** Ending a sprint for all, early: by whoever made it, and asked once. */
import { card } from '../../chat/card.ts';
import { action, type Context } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { Refusal } from '../../errors.ts';
import { sprintTitle } from '../../phrases/sprints.ts';
import { counted } from '../../study/text/in-words.ts';
import { holdOpen } from './finding.ts';
import { endCard } from './my-cards.ts';
import { askEnd, endNow } from './presses.ts';
import { listAgain, look } from './seen.ts';
import { changeSprint, findAttendees, findMaker, type Sprint } from './store.ts';
import { end } from './turning.ts';

export const askEndAction = action({
  ...askEnd,
  seenBy: 'me',
  answers: 'below',
  run: async (context, { sprintId }) => ({ reply: await askWhetherToEnd(context, await holdOpen(context, sprintId)) }),
});

export async function askWhetherToEnd(context: Context, sprint: Sprint) {
  await refuseOthers(context, sprint);
  const attendees = await findAttendees(context.tx, sprint.id);
  const people = attendees.length === 0 ? 'Nobody is in it.' : `${counted(attendees.length, 'member')} in it.`;
  return endCard(sprint, people, context.me.zone);
}

export const endNowAction = action({
  ...endNow,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sprintId }) {
    const { tx, now } = context;
    const sprint = await holdOpen(context, sprintId);
    await refuseOthers(context, sprint);
    if (sprint.state === 'running')
      return {
        reply: card('Ended', [`${sprintTitle(sprint)}. I have asked how it went.`]),
        posts: await end(context, sprint),
      };
    const off = await changeSprint(tx, sprintId, { state: 'off', nextAt: null });
    return { reply: card('Called off', [sprintTitle(off)]), posts: [listAgain(await look(context, off), 'off', now)] };
  },
});

async function refuseOthers({ tx, me }: Context, sprint: Sprint): Promise<void> {
  if (sprint.madeBy === me.id) return;
  const maker = await findMaker(tx, sprint);
  const who = maker ? clip(maker.name, 60) : 'whoever made it';
  throw new Refusal(`Only ${who} can end this sprint. /sprint leave takes you out of it.`);
}
