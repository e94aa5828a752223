/**
 * The forgetting-curve schedule: FSRS-6, by ts-fsrs, behind one function.
 * Source: the FSRS-6 algorithm and default weights of ts-fsrs 5.4.2 (open-spaced-repetition).
 *
 * Stability is the number of days until recall has fallen to 90 %. A card that was never reviewed has no memory: `null`.
 * State in, new state and log out; a seed (the card's id) makes the fuzz the same each time the same press is computed.
 */
import { Rating, State } from 'ts-fsrs';
import { dayMs, nightsBetween } from '../time/nights.ts';
import { type CardHistory, noHistory, withPress } from './card-history.ts';
import { daysUntilRecall, recallAfter } from './forgetting.ts';
import { daysToRest, expectRecall, type Learned, predictRecall } from './recall-calibration.ts';
import { defaultSpacing, engineOf, engineWith, type SpacingSettings } from './spacing-settings.ts';

export { dayMs, daysUntilRecall, defaultSpacing, nightsBetween, recallAfter, type SpacingSettings };

export const grades = ['again', 'hard', 'good', 'easy'] as const;
export type Grade = (typeof grades)[number];

/** What is kept of one card for one learner. Plain values, so that it is a row as it stands. */
export interface Memory {
  readonly state: 'learning' | 'review' | 'relearning';
  readonly step: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly reps: number;
  readonly lapses: number;
  readonly lastReviewAt: Date;
  readonly dueAt: Date;
}

/** A memory with what the presses of its card tell beside it; none where nothing is told. */
export interface Remembered extends Memory {
  readonly history?: CardHistory;
}

/** One press, as it is kept: enough to replay the card, to fit weights and to hold the prediction against the result. */
export interface ReviewLog {
  readonly grade: Grade;
  readonly at: Date;
  readonly state: 'new' | Memory['state'];
  /** Days since the press before, counted by nights; null on the first. */
  readonly elapsedDays: number | null;
  /** The recall that was predicted just before the press; null on the first. */
  readonly recall: number | null;
}

export interface Reviewed {
  readonly memory: Memory;
  readonly log: ReviewLog;
}

const ratings = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;
const states = { learning: State.Learning, review: State.Review, relearning: State.Relearning } as const;

/** The memory and the log line after pressing `grade` at `at`. `seed` is the card's id. */
export function review(
  memory: Memory | null,
  grade: Grade,
  at: Date,
  settings: SpacingSettings,
  seed: string,
  learned?: Learned,
): Reviewed {
  const engine = learned ? engineWith(settings, restAfter(memory, at, settings, learned)) : engineOf(settings);
  const { card } = engine.next(cardOf(memory, at, seed), at, ratings[grade]);
  const state = stateNamed(card.state);
  return {
    memory: {
      state,
      step: card.learning_steps,
      stability: card.stability,
      difficulty: card.difficulty,
      reps: card.reps,
      lapses: card.lapses,
      lastReviewAt: at,
      dueAt: state === 'review' ? withinBounds(card.due, at, settings) : card.due,
    },
    log: {
      grade,
      at,
      state: memory?.state ?? 'new',
      elapsedDays: memory && nightsBetween(memory.lastReviewAt, at),
      recall: memory && recallJustNow(memory, at, settings, learned),
    },
  };
}

/** When the card would come back after each press: exactly what pressing gives. */
export function preview(
  memory: Memory | null,
  at: Date,
  settings: SpacingSettings,
  seed: string,
  learned?: Learned,
): Record<Grade, Date> {
  const after = (grade: Grade) => review(memory, grade, at, settings, seed, learned).memory.dueAt;
  return { again: after('again'), hard: after('hard'), good: after('good'), easy: after('easy') };
}

/** The memory that a whole history leaves behind, oldest press first; null when nothing was pressed. */
export function replay(
  history: readonly { readonly at: Date; readonly grade: Grade }[],
  settings: SpacingSettings,
  seed: string,
): { memory: Memory | null; logs: ReviewLog[] } {
  let memory: Memory | null = null;
  const logs: ReviewLog[] = [];
  for (const press of history) {
    const next: Reviewed = review(memory, press.grade, press.at, settings, seed);
    memory = next.memory;
    logs.push(next.log);
  }
  return { memory, logs };
}

/** The memory as a press would leave it, but for its schedule: for looking ahead. */
export function afterGrade(
  memory: Remembered,
  grade: Grade,
  at: Date,
  settings: SpacingSettings = defaultSpacing,
): Remembered {
  const nights = nightsBetween(memory.lastReviewAt, at);
  return {
    ...memory,
    ...engineOf(settings).next_state(
      { stability: memory.stability, difficulty: memory.difficulty },
      nights,
      ratings[grade],
    ),
    lapses: memory.lapses + (grade === 'again' && memory.state === 'review' ? 1 : 0),
    lastReviewAt: at,
    history: withPress(memory.history ?? noHistory, { at, grade }),
  };
}

/**
 * The chance, 0-1, that the learner recalls the card at `at`, as every number that people see and every order of cards has it: by what
 * their answers have taught, where the settings tell it. Falls with time, never rises.
 */
export function retrievability(memory: Remembered, at: Date, settings: SpacingSettings = defaultSpacing): number {
  const { calibration } = settings;
  const history = memory.history ?? noHistory;
  if (calibration) return expectRecall(calibration, { memory, history }, at, settings);
  const elapsedMs = at.getTime() - memory.lastReviewAt.getTime();
  return recallAfter(memory.stability, Math.max(0, elapsedMs) / dayMs, settings);
}

/** `points` samples of the curve over `days` from `from`, both ends included, for a chart. */
export function forgettingCurve(
  memory: Remembered,
  from: Date,
  days: number,
  points: number,
  settings: SpacingSettings = defaultSpacing,
): { at: Date; recall: number }[] {
  return Array.from({ length: points }, (_, i) => {
    const at = new Date(from.getTime() + (i / Math.max(1, points - 1)) * days * dayMs);
    return { at, recall: retrievability(memory, at, settings) };
  });
}

/** The prediction to hold against the answer: the form of the hour is in it. */
function recallJustNow(memory: Memory, at: Date, settings: SpacingSettings, learned: Learned | undefined): number {
  if (!learned) return retrievability(memory, at, settings);
  return predictRecall(learned.calibration, { memory, history: learned.history }, at, settings);
}

/**
 * How long to rest for a stability, by what the learner's answers have taught. The grade speaks through the stability alone, and how long
 * this answer took is left out, so that the four dates keep their order and pressing gives what the preview said.
 */
function restAfter(memory: Memory | null, at: Date, settings: SpacingSettings, { calibration, history }: Learned) {
  const lapses = memory?.lapses ?? 0;
  const after = withPress(history, { at, grade: 'good' });
  return (stability: number) =>
    daysToRest(calibration, { memory: { stability, lapses, lastReviewAt: at }, history: after }, settings);
}

/** The library's card. Its last review is set back by whole days, so that it counts our nights and not midnights. */
function cardOf(memory: Memory | null, at: Date, seed: string) {
  const blank = { seed, due: at, scheduled_days: 0, elapsed_days: 0 };
  if (memory === null)
    return { ...blank, state: State.New, learning_steps: 0, stability: 0, difficulty: 0, reps: 0, lapses: 0 };
  const { stability, difficulty, reps, lapses } = memory;
  const lastReview = new Date(at.getTime() - nightsBetween(memory.lastReviewAt, at) * dayMs);
  const state = states[memory.state];
  return { ...blank, state, learning_steps: memory.step, stability, difficulty, reps, lapses, last_review: lastReview };
}

/** The library knows no minimum, and passes its maximum by a day or two to keep the four answers apart. */
function withinBounds(dueAt: Date, at: Date, { minimumRestDays, maximumDays }: SpacingSettings): Date {
  const days = (dueAt.getTime() - at.getTime()) / dayMs;
  return new Date(at.getTime() + Math.max(minimumRestDays, Math.min(days, maximumDays)) * dayMs);
}

function stateNamed(state: State): Memory['state'] {
  if (state === State.Learning) return 'learning';
  return state === State.Relearning ? 'relearning' : 'review';
}
