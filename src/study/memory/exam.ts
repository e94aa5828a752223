/**
 * The exam in view: what a review now is worth on the day, and the schedule pulled in to meet it.
 */
import { afterGrade, dayMs, defaultSpacing, type Remembered, retrievability, type SpacingSettings } from './spacing.ts';

/** Expected recall, 0-1, at the exam: after a review now, and without it. */
export interface LookAhead {
  readonly reviewNow: number;
  readonly skip: number;
}

/**
 * "Review today: 91 % on 12 June; skip: 74 %." The result of the review is not known yet, so both ways are weighed: recalled,
 * or forgotten and learnt again in the same sitting.
 */
export function lookAhead(
  memory: Remembered,
  now: Date,
  examAt: Date,
  settings: SpacingSettings = defaultSpacing,
): LookAhead {
  const examOrNow = examAt > now ? examAt : now;
  const recalled = afterGrade(memory, 'good', now, settings);
  const relearnt = afterGrade(afterGrade(memory, 'again', now, settings), 'good', now, settings);
  const chance = retrievability(memory, now, settings);
  const reviewNow =
    chance * retrievability(recalled, examOrNow, settings) +
    (1 - chance) * retrievability(relearnt, examOrNow, settings);
  return { reviewNow, skip: retrievability(memory, examAt, settings) };
}

/** The same for a whole deck: the share of it that is expected to be known at the exam. Null for an empty deck. */
export function deckLookAhead(
  memories: readonly Remembered[],
  now: Date,
  examAt: Date,
  settings: SpacingSettings = defaultSpacing,
): LookAhead | null {
  if (memories.length === 0) return null;
  const each = memories.map((memory) => lookAhead(memory, now, examAt, settings));
  const mean = (pick: (one: LookAhead) => number) => each.reduce((sum, one) => sum + pick(one), 0) / each.length;
  return { reviewNow: mean((one) => one.reviewNow), skip: mean((one) => one.skip) };
}

export interface ExamCard {
  readonly id: string;
  readonly memory: Remembered;
}

export interface Pulled {
  readonly id: string;
  readonly dueAt: Date;
}

/** A press that moves the exam by less than this is not worth asking for. */
const worthwhileGain = 0.01;

/**
 * Cards that would not be seen again before the exam, pulled in to the days before it: at most `perDay` a day, counting those
 * that are due then anyway. Gives only the cards that move, each with its new due instant.
 *
 * With too few places the cards that gain most get them; of those, the ones that suffer most from being early come last
 * (pairing in sorted order makes the sum greatest: the rearrangement inequality).
 */
export function pullInForExam(
  cards: readonly ExamCard[],
  now: Date,
  examAt: Date,
  perDay: number,
  settings: SpacingSettings = defaultSpacing,
): Pulled[] {
  const lastDay = Math.ceil((examAt.getTime() - now.getTime()) / dayMs) - 1;
  if (lastDay < 0) return [];
  const gainOn = ({ memory }: ExamCard, day: number) => {
    const at = daysAfter(now, day);
    if (at < daysAfter(memory.lastReviewAt, settings.minimumRestDays)) return 0;
    const { reviewNow, skip } = lookAhead(memory, at, examAt, settings);
    return reviewNow - skip;
  };
  const places = freePlaces(cards, now, lastDay, perDay);
  return cards
    .filter((card) => card.memory.state === 'review' && card.memory.dueAt >= examAt)
    .map((card) => ({ card, last: gainOn(card, lastDay), first: gainOn(card, 0) }))
    .filter(({ last }) => last >= worthwhileGain)
    .sort((a, b) => b.last - a.last || byId(a.card, b.card))
    .slice(0, places.length)
    .sort((a, b) => b.last - b.first - (a.last - a.first) || byId(a.card, b.card))
    .map(({ card }, i) => ({ card, day: places[i] ?? lastDay }))
    .filter(({ card, day }) => gainOn(card, day) >= worthwhileGain)
    .map(({ card, day }) => ({ id: card.id, dueAt: daysAfter(now, day) }));
}

/** Days with room, one entry a place, latest first. */
function freePlaces(cards: readonly ExamCard[], now: Date, lastDay: number, perDay: number): number[] {
  const taken = new Array<number>(lastDay + 1).fill(0);
  for (const { memory } of cards) {
    const day = Math.max(0, Math.floor((memory.dueAt.getTime() - now.getTime()) / dayMs));
    if (day <= lastDay) taken[day] = (taken[day] ?? 0) + 1;
  }
  return taken.flatMap((count, day) => new Array<number>(Math.max(0, perDay - count)).fill(day)).reverse();
}

const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
