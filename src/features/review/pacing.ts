import { action, type Context, type Outcome } from '../../chat/handler.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { findLearning } from '../../db/reading/learned.ts';
import { remember } from '../../study/memory/remembering.ts';
import { spread, spreadBacklog } from '../../study/memory/review-queue.ts';
import { counted } from '../../study/text/in-words.ts';
import { endOfDay } from '../../study/time/day.ts';
import { nextCard } from './cards.ts';
import { frameOf, goingOn } from './going-on.ts';
import { waitingCards } from './looking.ts';
import { backlogOf, countWaiting, isSecondLook, nextOf, readDesk } from './next.ts';
import { goOn, spreadOut, startReview, takeAll, takeMore } from './presses.ts';
import { moveDue, setDayCap } from './store.ts';

/** Begins a review or takes it up again; a large backlog is asked about first. */
export async function openReview(context: Context, deckId: string | undefined): Promise<Outcome> {
  const { me, now } = context;
  const desk = await readDesk(context, deckId);
  const next = backlogOf(desk, now) ?? (await nextOf(context, desk, deckId));
  return { reply: nextCard(next, frameOf(context, desk, deckId)), note: zoneQuestion(me, now) };
}

export const start = action({
  ...startReview,
  seenBy: 'me',
  answers: 'below',
  run: (context, { deckId }) => openReview(context, deckId),
});

export const onward = action({
  ...goOn,
  seenBy: 'me',
  answers: 'in place',
  run: (context, { deckId }) => openReview(context, deckId),
});

/** Gives each waiting card its day. Pressed again it finds only today's, and moves nothing. */
export const spreadBacklogOut = action({
  ...spreadOut,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const { tx, me, now } = context;
    const desk = await readDesk(context, deckId);
    const all = await waitingCards(tx, me.id, endOfDay(me.zone, desk.today), deckId, Number.MAX_SAFE_INTEGER);
    const first = all.filter((card) => !isSecondLook(card, now));
    const kept = await findLearning(tx, me.id, first);
    const waiting = remember(kept, first);
    const repsOf = new Map(waiting.map(({ id, memory }) => [id, memory.reps]));
    const moved = spread(waiting, now, desk.cap, desk.done.cards, desk.settings).filter(({ inDays }) => inDays > 0);
    await moveDue(
      tx,
      me.id,
      moved.map(({ id, dueAt }) => ({ cardId: id, reps: repsOf.get(id) ?? 0, dueAt })),
    );
    const { days, perDay } = spreadBacklog(waiting.length, desk.cap, desk.done.cards);
    const remark =
      days > 0
        ? `Spread: at most ${perDay} a day over the next ${counted(days, 'day')}.`
        : 'Nothing needs to be spread any more.';
    return { reply: await goingOn(context, { deckId, remark }) };
  },
});

export const takeAllToday = action({
  ...takeAll,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const desk = await readDesk(context, deckId);
    const all = desk.done.cards + countWaiting(desk, context.now);
    await setDayCap(context.tx, context.me.id, desk.today, Math.max(all, desk.cap));
    return {
      reply: await goingOn(context, { deckId, remark: 'All of them, then. Stop whenever you like; nothing is lost.' }),
    };
  },
});

/** `cards` is the day's number with the helping in it, so that a second press asks for no more than the first. */
export const takeSomeMore = action({
  ...takeMore,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cards, deckId }) {
    const desk = await readDesk(context, deckId);
    await setDayCap(context.tx, context.me.id, desk.today, Math.max(cards, desk.cap));
    return { reply: await goingOn(context, { deckId }) };
  },
});
