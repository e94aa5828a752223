/** Which sprint is meant, and whether it can still be had. Only those of this room and one's own are seen. */
import { button, type Card, card, controls, type Intent, rich } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { press } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { Refusal } from '../../errors.ts';
import { comingWords } from '../../phrases/time.ts';
import { onTheMinute } from '../../study/sprints/on-the-minute.ts';
import { clockIn, dayIn, formatDay } from '../../study/time/day.ts';
import { askAgain } from './presses.ts';
import { findOpen, holdSprint, isUnderWay, type OpenSprint, type Sprint } from './store.ts';

/** Holds the sprint that was pressed. Refuses what is of another room, or gone. */
export async function holdHere({ tx, me, here }: Context, sprintId: string): Promise<Sprint> {
  const sprint = await holdSprint(tx, { sprintId, room: here, memberId: me.id });
  if (!sprint) throw new Refusal('I cannot find that sprint here. /sprint board shows those of this room.');
  return sprint;
}

/** The same, to come or under way; the minute bell may ring a little after its end. */
export async function holdOpen(context: Context, sprintId: string): Promise<Sprint> {
  const sprint = await holdHere(context, sprintId);
  if (isUnderWay(sprint) && context.now < sprint.endAt) return sprint;
  throw new Refusal(overCard(sprint, context));
}

function overCard({ id: sprintId, state, endAt }: Sprint, { me, now }: Context): Card {
  const words =
    state === 'off' ? 'It was called off before it began.' : rich`It ended ${comingWords(endAt, me.zone, now)}.`;
  const another = button('Another one', press(askAgain, { sprintId }));
  return card('That sprint is over', [words, controls(another)], 'warn');
}

/** The sprints in this room, and one's own elsewhere, that are to come or under way. */
export async function findUnderWay({ tx, me, here }: Context): Promise<OpenSprint[]> {
  return (await findOpen(tx, here, me.id)).filter(({ sprint }) => isUnderWay(sprint));
}

/** As many as can be told apart by buttons. */
const buttonsMax = 5;

/** Which of several is meant. */
export function whichCard(
  title: string,
  sprints: readonly Sprint[],
  { me, now }: Pick<Context, 'me' | 'now'>,
  to: (it: Sprint) => Intent,
): Card {
  return card(title, [
    controls(...sprints.slice(0, buttonsMax).map((it) => button(labelOf(it, me.zone, now), to(it)))),
  ]);
}

function labelOf({ minutes, what, startAt }: Sprint, zone: string, now: Date): string {
  const [day, today] = [dayIn(zone, startAt), dayIn(zone, now)];
  const on = day === today ? '' : ` on ${formatDay(day, today)}`;
  return clip(
    `${minutes} min${on} from ${clockIn(zone, onTheMinute(startAt))}${what === null ? '' : ` · ${what}`}`,
    75,
  );
}
