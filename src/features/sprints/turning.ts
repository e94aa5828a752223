/** What time does to a sprint: it begins, it ends on the minute and asks how it went, and ten minutes later tells the result. */
import { due, type Planned, type Post, type TimeContext } from '../../chat/handler.ts';
import { presentMs } from '../../study/sprints/presence.ts';
import { askCard } from './cards.ts';
import { begunCard, movedCard } from './list-card.ts';
import { askedAgain, listAgain, look, roomCard } from './seen.ts';
import { changeSprint, findAttendees, findOutages, holdDue, keepPresence, type Sprint } from './store.ts';

/** How long one can say how it went, from when it was asked: a bot that was away asks late and waits as long. */
const openMs = 10 * 60_000;

export const turnDue = due({
  name: 'sprints',
  async run(context, limit): Promise<Planned> {
    const held = await holdDue(context.tx, context.now, limit);
    const posts: Post[] = [];
    for (const sprint of held) posts.push(...(await turn(context, sprint)));
    return { taken: held.length, posts };
  },
});

/** The next state of a sprint that is due; one that began and ended unseen is asked about at once. */
function turn(context: TimeContext, sprint: Sprint): Promise<readonly Post[]> {
  if (sprint.state === 'asking') return close(context, sprint);
  return context.now >= sprint.endAt ? end(context, sprint) : begin(context, sprint);
}

async function begin(context: TimeContext, { id, endAt, listShownBy: announcement }: Sprint): Promise<readonly Post[]> {
  const { tx, now, newId } = context;
  const listShownBy = newId();
  const begun = await changeSprint(tx, id, { state: 'running', nextAt: endAt, listShownBy });
  const seen = await look(context, begun);
  const to = begun.room;
  return [
    {
      key: `sprint:${id}:begun`,
      id: listShownBy,
      to,
      card: begun.groupId === null ? roomCard(seen, now) : begunCard(seen, now),
      owner: ownerOf(begun),
      changesLater: true,
    },
    { key: `sprint:${id}:moved`, to, card: movedCard(seen), owner: null, instead: announcement },
  ];
}

/** It is over, at its own time or because it was ended: how did it go? Where nobody came there is nobody to ask. */
export async function end(context: TimeContext, { id, endAt }: Sprint): Promise<readonly Post[]> {
  const { tx, now, newId } = context;
  const attendees = await findAttendees(tx, id);
  const isEmpty = attendees.length === 0;
  const ended = await changeSprint(tx, id, {
    endAt: endAt < now ? endAt : now,
    ...(isEmpty ? { state: 'closed', nextAt: null } : { state: 'asking', nextAt: new Date(now.getTime() + openMs) }),
    askShownBy: isEmpty ? null : newId(),
  });
  await keepPresence(
    tx,
    id,
    attendees.map((it) => ({ memberId: it.memberId, presentMs: presentMs(it, ended) })),
  );
  const seen = await look(context, ended);
  const list = listAgain(seen, 'ended', now);
  if (ended.askShownBy === null) return [list];
  const ask = { id: ended.askShownBy, to: ended.room, card: askCard(seen, now), owner: ownerOf(ended) };
  return [{ key: `sprint:${id}:asked`, ...ask, changesLater: true }, list];
}

/** Who could not be heard, since the bot was away when it should have closed, has as long once more. */
async function close(context: TimeContext, { id, nextAt }: Sprint): Promise<readonly Post[]> {
  const { tx, now } = context;
  const away = nextAt ? await findOutages(tx, nextAt, now) : [];
  if (away.length > 0) {
    const open = await changeSprint(tx, id, { nextAt: new Date(now.getTime() + openMs) });
    return askedAgain(await look(context, open), `open:${now.toISOString()}`, now);
  }
  const closed = await changeSprint(tx, id, { state: 'closed', nextAt: null });
  return askedAgain(await look(context, closed), 'closed', now);
}

/** In one's own direct line what cannot arrive is told; a room has no owner. */
const ownerOf = ({ groupId, madeBy }: Sprint) => (groupId === null ? madeBy : null);
