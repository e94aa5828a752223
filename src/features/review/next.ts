import type { Context } from '../../chat/handler.ts';
import { findLearning, type KeptLearning } from '../../db/reading/learned.ts';
import { type LookAhead, lookAhead } from '../../study/memory/exam.ts';
import { remember, spacingOf } from '../../study/memory/remembering.ts';
import { type NewCard, newAtMost, reviewQueue, type Spread, spreadBacklog } from '../../study/memory/review-queue.ts';
import { nightsBetween, type SpacingSettings } from '../../study/memory/spacing.ts';
import { addDays, type Day, dayIn, endOfDay, instantOf, startOfDay } from '../../study/time/day.ts';
import { type Done, findLastPress, readDone } from './done.ts';
import {
  countDue,
  findStudied,
  freshCards,
  hasCards,
  nextDueAt,
  type StudiedCard,
  type Waiting,
  waitingCards,
} from './looking.ts';

/** What a learner meets next: a question, a question about the backlog, or the end of the day's reviews. */
export type Next = Question | Backlog | Ended;

export interface Question {
  readonly kind: 'question';
  readonly card: StudiedCard;
  /** Seen today already: a learning step that has come back. */
  readonly isSecondLook: boolean;
  readonly done: number;
  readonly total: number;
  readonly exam: Exam | null;
  readonly undo: Undo | null;
}

export interface Backlog {
  readonly kind: 'backlog';
  readonly waiting: number;
  readonly spread: Spread;
}

export interface Ended {
  readonly kind: 'ended';
  readonly done: Done;
  readonly hasCards: boolean;
  /** Learning steps that come back today: how many, and when the first does. */
  readonly steps: { readonly cards: number; readonly at: Date } | null;
  readonly next: { readonly day: Day; readonly at: Date; readonly cards: number } | null;
  /** Cards beyond the day's number: known ones that wait, and how many could be taken in one more helping. */
  readonly waiting: number;
  readonly more: number;
  readonly undo: Undo | null;
}

export interface Exam extends LookAhead {
  readonly day: Day;
}

export interface Undo {
  readonly cardId: string;
  readonly reps: number;
}

/** A day at a learner's desk: what was done, what waits, and what is shown next in which order. */
export interface Desk {
  readonly today: Day;
  readonly done: Done;
  readonly cap: number;
  readonly waiting: readonly Waiting[];
  readonly fresh: readonly NewCard[];
  readonly queue: readonly string[];
  readonly kept: KeptLearning;
  readonly settings: SpacingSettings;
}

export async function readDesk({ tx, me, now }: Context, deckId: string | undefined): Promise<Desk> {
  const today = dayIn(me.zone, now);
  const [done, due] = await Promise.all([
    readDone(tx, me.id, today),
    waitingCards(tx, me.id, endOfDay(me.zone, today), deckId),
  ]);
  const cap = done.wanted ?? me.dailyCap;
  const [kept, fresh] = await Promise.all([
    findLearning(tx, me.id, due),
    freshCards(tx, me.id, Math.max(cap, me.dailyCap), deckId),
  ]);
  const waiting = remember(kept, due);
  const settings = spacingOf(kept, me.retention);
  const queue = reviewQueue({
    waiting,
    fresh,
    now,
    cap,
    doneToday: done.cards,
    newPerDay: newAtMost(cap, done.wanted !== null),
    newToday: done.begun,
    settings,
  });
  return { today, done, cap, waiting, fresh, queue, kept, settings };
}

/** Seen today and in a learning step: it comes back by itself and is not counted again. */
export const isSecondLook = ({ memory }: Waiting, now: Date) =>
  memory.state !== 'review' && nightsBetween(memory.lastReviewAt, now) === 0;

/** Cards that wait for a first look today, all told. */
export const countWaiting = ({ waiting }: Desk, now: Date) =>
  (waiting[0]?.total ?? 0) - waiting.filter((card) => isSecondLook(card, now)).length;

/** The backlog, when so much waits that it should be asked about: more than two days' worth, on a day with no wish of its own. */
export function backlogOf(desk: Desk, now: Date): Backlog | null {
  const waiting = countWaiting(desk, now);
  if (desk.done.wanted !== null || waiting <= 2 * desk.cap) return null;
  return { kind: 'backlog', waiting, spread: spreadBacklog(waiting, desk.cap, desk.done.cards) };
}

/** The next question, or the end when there is none. `first` comes before the queue. */
export async function nextOf(
  context: Context,
  desk: Desk,
  deckId?: string,
  first = desk.queue[0],
): Promise<Question | Ended> {
  const { tx, me } = context;
  const [card, undo = null] = await Promise.all([
    first === undefined ? undefined : findStudied(tx, me.id, first),
    desk.done.cards === 0 ? undefined : findLastPress(tx, me.id, desk.today),
  ]);
  if (!card) return endOf(context, desk, undo, deckId);
  const isWaiting = desk.waiting.some(({ id }) => id === card.id);
  const kept = card.memory === null || isWaiting ? desk.kept : await findLearning(tx, me.id, [card]);
  return questionOf(context, { ...desk, kept }, card, undo);
}

function questionOf({ me, now }: Context, desk: Desk, card: StudiedCard, undo: Undo | null): Question {
  const again = new Set(desk.waiting.filter((it) => isSecondLook(it, now)).map(({ id }) => id));
  const done = desk.done.cards;
  const total = done + desk.queue.filter((it) => !again.has(it)).length;
  return {
    kind: 'question',
    card,
    isSecondLook: again.has(card.id),
    done,
    total,
    exam: examOf(card, me.zone, now, desk.kept, desk.settings),
    undo,
  };
}

/** What a review now is worth at the exam; null without an exam ahead, or for a card not begun. */
export function examOf(
  { id, examDay, memory }: StudiedCard,
  zone: string,
  now: Date,
  kept: KeptLearning,
  settings: SpacingSettings,
): Exam | null {
  if (!examDay || !memory) return null;
  const at = examAt(examDay, zone);
  const [known] = remember(kept, [{ id, memory }]);
  return at <= now || !known ? null : { day: examDay, ...lookAhead(known.memory, now, at, settings) };
}

/** Exams begin in the morning. */
export const examAt = (examDay: Day, zone: string) => instantOf(zone, examDay, '09:00');

async function endOf({ tx, me, now }: Context, desk: Desk, undo: Undo | null, deckId?: string): Promise<Ended> {
  const endOfToday = endOfDay(me.zone, desk.today);
  const at = await nextDueAt(tx, me.id, endOfToday, deckId);
  const nextDay = at && dayIn(me.zone, at);
  const cards =
    nextDay &&
    (await countDue(tx, me.id, startOfDay(me.zone, nextDay), startOfDay(me.zone, addDays(nextDay, 1)), deckId));
  const steps = desk.waiting.filter((card) => card.memory.state !== 'review' && card.memory.dueAt > now);
  const waiting = countWaiting(desk, now);
  return {
    kind: 'ended',
    done: desk.done,
    hasCards: at !== undefined || desk.waiting.length > 0 || (await hasCards(tx, me.id, deckId)),
    steps: steps[0] ? { cards: steps.length, at: steps[0].memory.dueAt } : null,
    next: at && nextDay && cards ? { day: nextDay, at, cards } : null,
    waiting,
    more: Math.min(me.dailyCap, waiting + desk.fresh.length),
    undo,
  };
}
