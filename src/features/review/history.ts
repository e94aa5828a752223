import type { PastReview } from '../../db/schema/decks.ts';
import { dayMs, type Memory, replay, type SpacingSettings } from '../../study/memory/spacing.ts';
import { dayIn } from '../../study/time/day.ts';
import type { PastLog } from './store.ts';

/** A memory that goes on where another program left the card, and the log of what was reviewed there. */
export interface Continued {
  readonly memory: (Memory & { cardId: string }) | null;
  readonly logs: readonly PastLog[];
}

/**
 * Replays a card's reviews by FSRS. The next day is the one that the other program had set, so that nothing falls due on moving
 * house; without a log, a memory is made from the schedule alone.
 */
export function continueCard(past: PastReview, now: Date, zone: string, settings: SpacingSettings): Continued {
  const presses = past.reviews
    .filter(({ atMs }) => atMs <= now.getTime())
    .map(({ atMs, ...rest }) => ({ ...rest, at: new Date(atMs) }));
  const { memory, logs } = replay(presses, settings, past.cardId);
  const from = memory ? withDayOf(memory, past.schedule) : memoryFrom(past.schedule, now, settings);
  return {
    memory: from && { ...from, cardId: past.cardId },
    logs: logs.map((log, i) => ({ ...log, cardId: past.cardId, day: dayIn(zone, log.at), ...durationOf(presses[i]) })),
  };
}

type Schedule = PastReview['schedule'];

const durationOf = (press: { durationMs?: number } | undefined) =>
  press?.durationMs === undefined ? {} : { durationMs: press.durationMs };

function withDayOf(memory: Memory, schedule: Schedule): Memory {
  if (memory.state !== 'review' || schedule?.dueAtMs === undefined) return memory;
  return { ...memory, dueAt: new Date(Math.max(schedule.dueAtMs, memory.lastReviewAt.getTime())) };
}

function memoryFrom(schedule: Schedule, now: Date, settings: SpacingSettings): Memory | null {
  if (!schedule || schedule.intervalDays <= 0) return null;
  const { intervalDays, dueAtMs = now.getTime() } = schedule;
  const stability = schedule.stability ?? intervalDays;
  return {
    state: 'review',
    step: 0,
    stability,
    difficulty: schedule.difficulty ?? difficultyFrom(schedule.ease ?? 2.5, stability, settings.weights),
    reps: 1,
    lapses: 0,
    lastReviewAt: new Date(Math.min(now.getTime(), dueAtMs - intervalDays * dayMs)),
    dueAt: new Date(dueAtMs),
  };
}

/**
 * The difficulty at which FSRS would let an interval grow by the ease of SM-2, when it is reviewed at 90 % recall.
 * Source: memory_state_from_sm2 of fsrs-rs (open-spaced-repetition), which Anki uses for cards without a log.
 */
function difficultyFrom(ease: number, stability: number, weights: readonly number[]): number {
  const [w8 = 0, w9 = 0, w10 = 0] = weights.slice(8, 11);
  const growth = Math.exp(w8) * stability ** -w9 * Math.expm1(0.1 * w10);
  return Math.min(10, Math.max(1, 11 - (ease - 1) / growth));
}
