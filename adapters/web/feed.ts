import type { Address } from '../../src/chat/request.ts';
import type { Db } from '../../src/db/connect.ts';
import { type Drawn, drawMessage } from './message.ts';
import { changesSince } from './message-store.ts';
import { pathOf } from './places.ts';
import { type Listed, placesOf } from './store.ts';

/** A place in the list beside the messages. */
export interface Entry {
  readonly path: string;
  readonly place: Address;
  readonly name: string;
  readonly unread: number;
}

/** What a tab has not heard yet. `seq` is where it goes on next time; `more` when not all of it fitted. */
export interface News {
  readonly seq: number;
  readonly now: string;
  /** Messages of the place that the tab shows. */
  readonly messages: readonly Drawn[];
  /** The list of places, when something came elsewhere. */
  readonly places?: readonly Entry[];
  readonly more: boolean;
}

const batch = 100;

/** The changes after `seq` that a person's tab on `place` should show, oldest first; null when there are none. */
export async function newsSince(
  db: Db,
  { who, place, seq, now }: { who: string; place: Address; seq: number; now: Date },
): Promise<News | null> {
  const changes = await changesSince(db, { who, seq, limit: batch });
  const last = changes.at(-1);
  if (!last) return null;
  const here = changes.filter((it) => it.place === place);
  return {
    seq: last.seq,
    now: now.toISOString(),
    messages: here.map((it) => drawMessage(it, who)),
    ...(here.length < changes.length && { places: await entriesOf(db, who) }),
    more: changes.length === batch,
  };
}

export async function entriesOf(db: Db, who: string): Promise<readonly Entry[]> {
  return (await placesOf(db, who)).map((it: Listed) => ({ ...it, path: pathOf(who, it.place) }));
}
