/** What is said in words: it finds the sprint that is meant, or asks which. */
import { type Context, command, type Outcome } from '../../chat/handler.ts';
import { press } from '../../chat/intents.ts';
import { Refusal } from '../../errors.ts';
import { askWhetherToEnd } from './ending.ts';
import { findUnderWay, holdOpen, whichCard } from './finding.ts';
import { join, leave } from './joining.ts';
import { askEnd, joinIt, leaveIt } from './presses.ts';
import type { OpenSprint, Sprint } from './store.ts';

export const joinCommand = command({
  root: 'sprint',
  name: 'join',
  about: 'Join the sprint in this room; late counts, too',
  seenBy: 'me',
  options: {},
  async run(context) {
    const here = (await findUnderWay(context)).filter(({ sprint }) => sprint.room === context.here);
    const without = here.filter(({ mine }) => mine?.state !== 'in');
    return one(
      context,
      without.length > 0 ? without : here,
      'There is no sprint in this room. /sprint new 25 starts one.',
      'Which sprint?',
      joinIt,
      join,
    );
  },
});

export const leaveCommand = command({
  root: 'sprint',
  name: 'leave',
  about: 'Leave a sprint; the time until then is kept',
  seenBy: 'me',
  options: {},
  async run(context) {
    const mine = (await findUnderWay(context)).filter(({ mine }) => mine !== null && mine.state !== 'left');
    return one(context, mine, 'You are in no sprint, so there is nothing to leave.', 'Leave which?', leaveIt, leave);
  },
});

export const endCommand = command({
  root: 'sprint',
  name: 'end',
  about: 'End a sprint that you made, or call it off',
  seenBy: 'me',
  options: {},
  async run(context) {
    const made = (await findUnderWay(context)).filter(({ sprint }) => sprint.madeBy === context.me.id);
    return one(
      context,
      made,
      'You have made no sprint that is to come or under way.',
      'End which?',
      askEnd,
      async (_, it) => ({
        reply: await askWhetherToEnd(context, it),
      }),
    );
  },
});

/** The one there is; several are asked about; none is said. */
async function one(
  context: Context,
  found: readonly OpenSprint[],
  none: string,
  which: string,
  to: typeof joinIt,
  go: (context: Context, sprint: Sprint) => Promise<Outcome>,
): Promise<Outcome> {
  const sprints = found.map(({ sprint }) => sprint);
  const [first, ...others] = sprints;
  if (!first) throw new Refusal(none);
  if (others.length === 0) return go(context, await holdOpen(context, first.id));
  return { reply: whichCard(which, sprints, context, ({ id: sprintId }) => press(to, { sprintId })) };
}
