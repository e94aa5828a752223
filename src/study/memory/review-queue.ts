/**
 * What to review today: few enough to be done, the most endangered first, mixed. And after a break: what waits, spread.
 */
import { lookAhead } from './exam.ts';
import { interleave, mixIn } from './interleave.ts';
import { dayMs, defaultSpacing, nightsBetween, type Remembered, type SpacingSettings } from './spacing.ts';

export interface WaitingCard {
  readonly id: string;
  /** What should not stand beside itself: the skill, or the deck where there is none. */
  readonly skill: string;
  readonly memory: Remembered;
}

export interface NewCard {
  readonly id: string;
  readonly skill: string;
  /** The deck's own order. */
  readonly position: number;
}

export interface ReviewDay {
  /** Every card that is due before the learner's day ends; one in a learning step is held back until its minute. */
  readonly waiting: readonly WaitingCard[];
  readonly fresh: readonly NewCard[];
  readonly now: Date;
  readonly cap?: number;
  /** Cards seen today, new ones among them; a second look at one of these is not counted again. */
  readonly doneToday?: number;
  readonly newPerDay?: number;
  readonly newToday?: number;
  readonly settings?: SpacingSettings;
}

/**
 * The ids to show, in order, never more than `cap`: learning steps whose minute has come, then what loses most by waiting, no
 * two neighbours of one skill where that can be avoided. New cards take the room that is left, spread among the rest: nothing
 * new is begun while something known is being forgotten.
 */
export function reviewQueue(day: ReviewDay): string[] {
  const { now, cap = 10, doneToday = 0, newPerDay = 5, newToday = 0, settings = defaultSpacing } = day;
  const ready = day.waiting.filter((card) => !inStep(card) || card.memory.dueAt <= now);
  const ordered = endangeredFirst(ready, now, settings);
  const countedToday = (card: WaitingCard) => inStep(card) && nightsBetween(card.memory.lastReviewAt, now) === 0;

  const room = Math.max(0, cap - doneToday);
  const known = ordered.filter((card) => !countedToday(card)).slice(0, room);
  const roomForNew = Math.max(0, Math.min(room - known.length, newPerDay - newToday));
  const begun = day.fresh.toSorted((a, b) => a.position - b.position || byId(a, b)).slice(0, roomForNew);

  const steps = interleave([...ordered.filter(countedToday), ...known.filter(inStep)], skillOf);
  const reviews = mixIn<WaitingCard | NewCard>(
    known.filter((card) => !inStep(card)),
    begun,
  );
  return [...steps, ...interleave(reviews, skillOf, steps.at(-1)?.skill)].slice(0, cap).map(({ id }) => id);
}

/**
 * Learning steps by their minute, then reviews by what a day's wait would cost: the recall in a week that a review now would
 * give, less the recall without it. In simulated backlogs this kept more than the orders by due date, by recall, by the next
 * day's drop, or by chance; the drop alone did worst, since it favours cards that a review helps least.
 */
export function endangeredFirst<C extends WaitingCard>(
  cards: readonly C[],
  now: Date,
  settings: SpacingSettings = defaultSpacing,
): C[] {
  const inAWeek = new Date(now.getTime() + 7 * dayMs);
  const loss = new Map(
    cards.map((card) => {
      const { reviewNow, skip } = lookAhead(card.memory, now, inAWeek, settings);
      return [card.id, reviewNow - skip];
    }),
  );
  const lossOf = (card: C) => loss.get(card.id) ?? 0;
  const steps = cards.filter(inStep).sort((a, b) => a.memory.dueAt.getTime() - b.memory.dueAt.getTime() || byId(a, b));
  const reviews = cards.filter((card) => !inStep(card)).sort((a, b) => lossOf(b) - lossOf(a) || byId(a, b));
  return [...steps, ...reviews];
}

/** A learner's day in counts. */
export interface ReviewsOfDay {
  /** The day's number of cards, and whether it was wished for this day alone. */
  readonly cap: number;
  readonly isWish: boolean;
  /** Known cards that come due before the day ends, but for `steps`: those seen today whose learning step has come. */
  readonly waiting: number;
  readonly steps: number;
  readonly fresh: number;
  /** Cards seen today, and how many of them for the first time. */
  readonly done: number;
  readonly begun: number;
}

/** What there is to review: known cards that wait, and how many cards `reviewQueue` would hold now. */
export interface ToReview {
  readonly waiting: number;
  readonly now: number;
}

export function toReview({ cap, isWish, waiting, steps, fresh, done, begun }: ReviewsOfDay): ToReview {
  const room = Math.max(0, cap - done);
  const known = Math.min(room, waiting);
  const newOnes = newAtMost(cap, isWish) - begun;
  const now = Math.min(cap, steps + known + Math.max(0, Math.min(room - known, newOnes, fresh)));
  return { waiting: waiting + steps, now };
}

/** Half of a usual day may be new; who asks for more may have it all new. */
export const newAtMost = (cap: number, isWish: boolean): number => (isWish ? cap : Math.ceil(cap / 2));

export interface Spread {
  readonly today: number;
  /** How many days the rest takes, and at most how many of it fall on each. */
  readonly days: number;
  readonly perDay: number;
}

/** "62 waiting. 10 today, the rest over 6 days?" Even days, none above `cap` (at least 1). */
export function spreadBacklog(waiting: number, cap: number, doneToday = 0): Spread {
  const today = Math.min(waiting, Math.max(0, cap - doneToday));
  const rest = waiting - today;
  const days = Math.ceil(rest / cap);
  return { today, days, perDay: days === 0 ? 0 : Math.ceil(rest / days) };
}

/** The spread, applied: every card with its new due instant, most endangered first. Those of today keep theirs. */
export function spread(
  cards: readonly WaitingCard[],
  now: Date,
  cap: number,
  doneToday = 0,
  settings: SpacingSettings = defaultSpacing,
): { id: string; inDays: number; dueAt: Date }[] {
  const { today, perDay } = spreadBacklog(cards.length, cap, doneToday);
  return endangeredFirst(cards, now, settings).map(({ id, memory }, i) => {
    const inDays = i < today ? 0 : 1 + Math.floor((i - today) / perDay);
    return { id, inDays, dueAt: inDays === 0 ? memory.dueAt : new Date(now.getTime() + inDays * dayMs) };
  });
}

const inStep = ({ memory }: WaitingCard) => memory.state !== 'review';

const skillOf = ({ skill }: { skill: string }) => skill;

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
