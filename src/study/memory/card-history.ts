import { dayMs, nightsBetween } from '../time/nights.ts';
import type { Grade } from './spacing.ts';

/** One press of a grade. `durationMs` is how long the learner thought, where that is known. */
export interface Press {
  readonly at: Date;
  readonly grade: Grade;
  readonly durationMs?: number | null | undefined;
}

/** What a card's presses tell beside its memory: a handful of numbers, folded from the log. */
export interface CardHistory {
  /** The longest rest after which it was recalled. */
  readonly longestRecalledMs: number;
  /** How often it was recalled since it last was not; the first sight of it does not count. */
  readonly streak: number;
  /** How often it was not recalled on the last day on which it was pressed. */
  readonly failsThatDay: number;
  /** Presses at which it was not recalled, each counting half as much after two weeks; as of the last press. */
  readonly fadedFails: number;
  /** Whether it was not recalled at the last press of all. */
  readonly isForgotten: boolean;
  /** How long the learner thought: logarithms of milliseconds, the last and the sum of all, and of how many presses it is known. */
  readonly lastThought: number | null;
  readonly thoughts: number;
  readonly thoughtSum: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
}

export const noHistory: CardHistory = {
  longestRecalledMs: 0,
  streak: 0,
  failsThatDay: 0,
  fadedFails: 0,
  isForgotten: false,
  lastThought: null,
  thoughts: 0,
  thoughtSum: 0,
  firstAt: null,
  lastAt: null,
};

/** The history with one more press. */
export function withPress(history: CardHistory, { at, grade, durationMs }: Press): CardHistory {
  const { lastAt } = history;
  const recalled = grade !== 'again';
  const restMs = lastAt === null ? 0 : at.getTime() - lastAt.getTime();
  const thought = thoughtOf(durationMs);
  const fails = recalled ? 0 : 1;
  const failsBefore = lastAt !== null && nightsBetween(lastAt, at) > 0 ? 0 : history.failsThatDay;
  return {
    longestRecalledMs: recalled ? Math.max(history.longestRecalledMs, restMs) : history.longestRecalledMs,
    streak: recalled && lastAt !== null ? history.streak + 1 : 0,
    failsThatDay: failsBefore + fails,
    fadedFails: history.fadedFails * 0.5 ** (restMs / failsHalveInMs) + fails,
    isForgotten: !recalled,
    lastThought: thought ?? history.lastThought,
    thoughts: history.thoughts + (thought === null ? 0 : 1),
    thoughtSum: history.thoughtSum + (thought ?? 0),
    firstAt: history.firstAt ?? at,
    lastAt: at,
  };
}

const failsHalveInMs = 14 * dayMs;

/** The history that a card's presses leave, oldest first. */
export const historyOf = (presses: readonly Press[]): CardHistory => presses.reduce(withPress, noHistory);

const shortestThoughtMs = 300;
const longestThoughtMs = 60_000;

/** The logarithm of a time to think, in bounds: a slip of the finger and a cup of tea tell nothing. Null where it is not known. */
export function thoughtOf(durationMs: number | null | undefined): number | null {
  if (durationMs === null || durationMs === undefined) return null;
  return Math.log(Math.min(longestThoughtMs, Math.max(shortestThoughtMs, durationMs)));
}
