/**
 * What a member's ringing reminders lead to, as values: which occurrences come now, when each rings next, and the one message that
 * says it all. Pure, so that after a crash anywhere it is simply computed again.
 */
import type { Post } from '../../chat/handler.ts';
import { loudFrom, type Silence } from '../../study/time/quiet-hours.ts';
import { nextOccurrence, type Rule } from '../../study/time/recurrence.ts';
import { type Lateness, latenessOf, type Offline } from './lateness.ts';
import { type Coming, composeLetter } from './letter.ts';
import type { Look } from './look.ts';

export interface Listener extends Silence {
  readonly id: string;
  readonly direct: string;
  readonly muted: readonly string[];
}

/** A reminder that rings. */
export interface Bell {
  readonly id: string;
  readonly kind: 'own' | 'daily';
  readonly words: string;
  /** The goal whose plan was moved to then, to be checked in on. */
  readonly goalId: string | null;
  readonly rule: Rule | null;
  readonly zone: string;
  readonly dueAt: Date;
  /** Occurrences from `dueAt` on that were planned before, in ms: where a rule was moved back, they do not come again. */
  readonly plannedMs: readonly number[];
}

export interface Move {
  readonly id: string;
  readonly dueAt: Date | null;
  readonly ringAt: Date | null;
}

/** An occurrence as it is kept: with the message that shows it, or without where there is nothing to say. */
export interface PlannedOccurrence {
  readonly reminderId: string;
  readonly memberId: string;
  readonly dueAt: Date;
  readonly postKey: string | null;
  readonly lateness: Lateness['kind'];
}

export interface Plan {
  readonly moves: readonly Move[];
  readonly occurrences: readonly PlannedOccurrence[];
  readonly posts: readonly Post[];
}

/** What is so for everyone at this tick. */
export interface Present {
  readonly now: Date;
  readonly offline: Offline | null;
}

/** In silence everything is put off to its end, nothing dropped. Otherwise all that came goes into one message. */
export function planFor(listener: Listener, bells: readonly Bell[], look: Look | null, present: Present): Plan {
  const loudAt = loudFrom(listener, present.now);
  if (loudAt > present.now) return putOff(bells, loudAt);
  const came = bells.map((bell) => ({ bell, ...cameUpTo(bell, present.now) }));
  const coming = came.flatMap(({ bell, times }): Coming[] => {
    const last = times.at(-1);
    return last ? [{ bell, times, last, lateness: latenessOf(last, listener, present) }] : [];
  });
  const letter = composeLetter(listener, coming, look, present);
  const key = letter && keyOf(coming.filter(({ bell }) => letter.says.has(bell.id)));
  return {
    moves: came.map(({ bell, next }) => ({ id: bell.id, dueAt: next, ringAt: next })),
    occurrences: coming.flatMap((it) => occurrencesOf(it, listener, letter?.says.has(it.bell.id) ? key : null)),
    posts: letter && key ? [{ key, to: listener.direct, card: letter.card, owner: listener.id }] : [],
  };
}

/** Everything rings again at `ringAt`, and nothing has come. */
export function putOff(bells: readonly Bell[], ringAt: Date): Plan {
  return { moves: bells.map(({ id, dueAt }) => ({ id, dueAt, ringAt })), occurrences: [], posts: [] };
}

const rememberedMs = 30 * 24 * 3600 * 1000;

/** The occurrences that have come by `now`, and the next. After a very long absence those of the last 30 days count. */
function cameUpTo({ rule, zone, dueAt, plannedMs }: Bell, now: Date): { times: Date[]; next: Date | null } {
  const horizon = new Date(now.getTime() - rememberedMs);
  const times: Date[] = [];
  let next: Date | null = dueAt;
  while (next && next <= now) {
    if (!plannedMs.includes(next.getTime())) times.push(next);
    next = rule && nextOccurrence(rule, zone, next > horizon ? next : horizon);
  }
  return { times, next };
}

/** The message is named for ever after the first occurrence in it. */
function keyOf(said: readonly Coming[]): string | null {
  const [first] = said
    .flatMap(({ bell, times }) => times.slice(0, 1).map((dueAt) => ({ id: bell.id, dueAt })))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
  return first ? `reminder:${first.id}:${first.dueAt.toISOString()}` : null;
}

function occurrencesOf(coming: Coming, { id }: Listener, postKey: string | null): PlannedOccurrence[] {
  const { bell, times, last, lateness } = coming;
  return times.map((dueAt) => ({
    reminderId: bell.id,
    memberId: id,
    dueAt,
    postKey,
    lateness: dueAt < last ? 'missed' : lateness.kind,
  }));
}
