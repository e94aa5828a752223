/** A sprint as its cards need it, and the posts that keep those cards true. */
import type { Card } from '../../chat/card.ts';
import type { Post, TimeContext } from '../../chat/handler.ts';
import type { Outage } from '../../study/time/away.ts';
import { askCard, resultCard } from './cards.ts';
import { listCard } from './list-card.ts';
import { aloneCard } from './my-cards.ts';
import { type Attendee, findAttendees, findMaker, findOutages, isUnderWay, type Sprint } from './store.ts';

export interface Seen {
  readonly sprint: Sprint;
  readonly attendees: readonly Attendee[];
  /** Null where they are gone. */
  readonly maker: { readonly name: string; readonly zone: string } | null;
  /** When the bot was away meanwhile. */
  readonly outages: readonly Outage[];
}

/** The sprint as it stands in this transaction. */
export async function look({ tx, now }: Pick<TimeContext, 'tx' | 'now'>, sprint: Sprint): Promise<Seen> {
  return {
    sprint,
    attendees: await findAttendees(tx, sprint.id),
    maker: await findMaker(tx, sprint),
    outages: await findOutages(tx, sprint.startAt, now),
  };
}

/** The live list; in the direct line, where nobody else can be, one's own part. */
export function roomCard(seen: Seen, now: Date): Card {
  const { sprint, attendees, maker } = seen;
  const [mine] = attendees;
  const isAlone = sprint.groupId === null && mine !== undefined && isUnderWay(sprint);
  return isAlone ? aloneCard({ sprint, mine, zone: maker?.zone ?? mine.zone, now }) : listCard(seen);
}

/** The live list after a change, in the place where it stands. `change` names what changed it. */
export const listAgain = (seen: Seen, change: string, now: Date): Post => ({
  key: `sprint:${seen.sprint.id}:list:${change}`,
  to: seen.sprint.room,
  card: roomCard(seen, now),
  owner: null,
  instead: seen.sprint.listShownBy,
});

/** The question how it went, or its answer, in the place where the question stands. */
export function askedAgain(seen: Seen, change: string, now: Date): readonly Post[] {
  const { id, room, state, askShownBy: instead } = seen.sprint;
  if (instead === null) return [];
  const card = state === 'closed' ? resultCard(seen) : askCard(seen, now);
  return [{ key: `sprint:${id}:asked:${change}`, to: room, card, owner: null, instead }];
}
