import type { WeightPrior } from '../gaussian-logistic.ts';
import { dayMs } from '../time/nights.ts';
import type { CardHistory } from './card-history.ts';
import { recallAfter } from './forgetting.ts';
import type { Memory } from './spacing.ts';
import type { SpacingSettings } from './spacing-settings.ts';

/** Cards that rest for days, or words drilled within one sitting. */
export type RecallScale = 'days' | 'minutes';

/** What the recall of one card hangs on. */
export interface RecallFacts {
  readonly memory: Pick<Memory, 'stability' | 'reps' | 'lapses' | 'lastReviewAt'>;
  readonly history: CardHistory;
}

/** What it hangs on beside the card: how this learner has been doing lately, and how long they usually think. */
export interface LearnerNow {
  readonly form: number;
  readonly usualThought: number;
}

/**
 * The terms of the log-odds of recall, in order. Those with a floor of 0 or more never rise with time and never fall with stability:
 * with weights on or above their floors, predicted recall falls as time passes, and a stronger memory never comes back sooner.
 */
export const recallTerms = [
  'base',
  'logit R',
  'time',
  'time while the memory is weak',
  'stability',
  'time beyond the longest survived',
  'reviews',
  'lapses',
  'fails that day',
  'last thought',
  'usual thought on this card',
  'recent form',
  'streak',
] as const;

/**
 * The terms for a card that has rested for `restMs`.
 * Sources: FSRS-6 (R, stability); power law of forgetting (logarithm of time); the others were chosen on the review logs of four people.
 */
export function recallFeatures(
  { memory: { stability, reps, lapses }, history }: RecallFacts,
  { form, usualThought }: LearnerNow,
  restMs: number,
  scale: RecallScale,
  settings: SpacingSettings,
): number[] {
  const days = restMs / dayMs;
  const longestDays = history.longestRecalledMs / dayMs;
  const { lastThought, thoughts, thoughtSum } = history;
  return [
    1,
    clamp(logit(recallAfter(stability, days, settings)), -5, 12),
    centres[scale].time - Math.log(aSecondIn(days)),
    (-Math.log1p(days) * 3) / (3 + stability),
    Math.log(Math.max(0.001, stability)) - centres[scale].stability,
    -Math.max(0, Math.log(aSecondIn(days) / aSecondIn(longestDays))),
    Math.log(Math.max(1, reps)) - 1.5,
    Math.log1p(lapses),
    Math.log1p(history.failsThatDay),
    lastThought === null ? 0 : clamp(lastThought - usualThought, -2, 2),
    clamp((thoughtSum - thoughts * usualThought) / (thoughts + 1), -2, 2),
    form,
    Math.log1p(history.streak) - 0.7,
  ];
}

const aSecondIn = (days: number) => 1 + days * 86_400;

/** About where the terms lie, so that their weights say little about each other. */
const centres: Readonly<Record<RecallScale, { time: number; stability: number }>> = {
  days: { time: 12, stability: 2 },
  minutes: { time: 4, stability: 1 },
};

const logit = (chance: number) => {
  const within = clamp(chance, 1e-6, 1 - 1e-6);
  return Math.log(within / (1 - within));
};

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

const free = (mean: number, variance: number): WeightPrior => ({ mean, variance });
const never = (below: number, mean: number, variance: number): WeightPrior => ({ mean, variance, floor: below });

/**
 * What is believed of a learner before their first review, in the order of the terms: rounded from what four people's Anki logs and 32
 * students' drills ended at. Each person predicted with the other three's: log loss 0.3376, AUC 0.689; with these: 0.3372, 0.690.
 */
export const recallPriors: Readonly<Record<RecallScale, readonly WeightPrior[]>> = {
  days: [
    free(2, 0.7),
    never(0.05, 0.4, 0.28),
    never(0, 0.1, 0.07),
    never(0, 0.25, 0.07),
    never(0, 0.15, 0.07),
    never(0, 0.05, 0.07),
    free(-0.2, 0.14),
    free(0.6, 0.14),
    free(-0.3, 0.14),
    free(-0.2, 0.14),
    free(-0.2, 0.14),
    free(1.2, 0.7),
    free(-0.2, 0.14),
  ],
  minutes: [
    free(1.4, 0.3),
    never(0.05, 0.15, 0.03),
    never(0, 0.2, 0.03),
    never(0, 0, 0.03),
    never(0, 0.1, 0.03),
    never(0, 0.35, 0.03),
    free(0.3, 0.06),
    free(0, 0.06),
    free(0.2, 0.06),
    free(-0.1, 0.06),
    free(0, 0.06),
    free(0.4, 0.3),
    free(0.2, 0.06),
  ],
};

/** The share of its prior variance that comes back to each weight with each answer. */
export const recallDrift: Readonly<Record<RecallScale, number>> = { days: 5e-5, minutes: 2e-4 };
