import { action, type Context } from '../../chat/handler.ts';
import { id } from '../../chat/options.ts';
import { endedCard } from './cards.ts';
import { goalPage } from './known.ts';
import { refuseTooMany, unknownGoal } from './refusals.ts';
import { endGoal, findGoal, reopenGoal } from './store.ts';

const reachedAction = action({
  name: 'goals.reached',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal') },
  run: (context, { goalId }) => end(context, goalId, 'reached'),
});

const dropAction = action({
  name: 'goals.drop',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal') },
  run: (context, { goalId }) => end(context, goalId, 'dropped'),
});

const reopenAction = action({
  name: 'goals.reopen',
  seenBy: 'me',
  answers: 'in place',
  options: { goalId: id('Goal') },
  async run(context, { goalId }) {
    const { tx, me } = context;
    await refuseTooMany(context, goalId);
    const reopened = await reopenGoal(tx, me.id, goalId);
    const goal = reopened ?? (await findGoal(tx, me.id, goalId)) ?? unknownGoal();
    const lead = reopened ? 'Open again, plan and all.' : 'This goal is open.';
    return { reply: await goalPage(context, goal, me.zone, lead) };
  },
});

export const endActions = [reachedAction, dropAction, reopenAction];

/** A goal that has ended before stays as it ended; the card says which. */
async function end({ tx, me, now }: Context, goalId: string, state: 'reached' | 'dropped') {
  const ended = await endGoal(tx, me.id, goalId, { state, endedAt: now });
  return { reply: endedCard(ended ?? (await findGoal(tx, me.id, goalId)) ?? unknownGoal()) };
}
