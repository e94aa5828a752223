/**
 * Online calibration of forgetting: FSRS gives the curve, and a small filter learns from each answer of one learner how far to trust it,
 * and what else tells: lapses, time to think, recent form. No training job; it predicts from the first review.
 *
 * Pure: state in, new state out. For every state that it can reach, predicted recall falls as time passes: see recall-features.ts.
 */

import { chanceOf, learnAnswer, logitOf, priorWeights, type Weights } from '../gaussian-logistic.ts';
import { dayMs, nightsBetween } from '../time/nights.ts';
import { type CardHistory, type Press, thoughtOf } from './card-history.ts';
import { daysUntilRecall } from './forgetting.ts';
import {
  type RecallFacts,
  type RecallScale,
  recallDrift,
  recallFeatures,
  recallPriors,
  recallTerms,
} from './recall-features.ts';
import { defaultSpacing, type SpacingSettings } from './spacing-settings.ts';

/** What is known of how one learner forgets: some 150 numbers, whatever the number of cards and reviews. */
export interface RecallCalibration extends Weights {
  readonly scale: RecallScale;
  /** Answers lately against what was predicted: above 0 better, below 0 worse. */
  readonly form: number;
  /** 1 when the last press of all, of any card, told that it was not recalled. */
  readonly stumbled: 0 | 1;
  /** How many answers it has learned from. */
  readonly answers: number;
  /** The logarithm of the milliseconds that this learner usually thinks, and from how many presses it is known, at most 200. */
  readonly usualThought: number;
  readonly thoughts: number;
}

/** What a learner's own answers have taught: of how they forget, and of one card. */
export interface Learned {
  readonly calibration: RecallCalibration;
  readonly history: CardHistory;
}

/** The calibration as plain numbers, to be kept in a row. */
export function numbersOf({ means, covariance, ...it }: RecallCalibration): number[] {
  return [it.form, it.stumbled, it.answers, it.usualThought, it.thoughts, ...means, ...covariance];
}

/** The calibration that those numbers were; a learner of whom nothing is known where there are none, or as many as another version had. */
export function calibrationFrom(numbers: readonly number[] | null, scale: RecallScale = 'days'): RecallCalibration {
  const blank = beginCalibration(scale);
  if (numbers?.length !== numbersOf(blank).length) return blank;
  const [form = 0, stumbled, answers = 0, usualThought = 0, thoughts = 0, ...weights] = numbers;
  const means = weights.slice(0, blank.means.length);
  const learner = { form, stumbled: stumbled === 1 ? 1 : 0, answers, usualThought, thoughts } as const;
  return { scale, ...learner, means, covariance: weights.slice(means.length) };
}

/** A learner of whom nothing is known. */
export function beginCalibration(scale: RecallScale = 'days'): RecallCalibration {
  return {
    scale,
    ...priorWeights(recallPriors[scale]),
    form: 0,
    stumbled: 0,
    answers: 0,
    usualThought: 0,
    thoughts: 0,
  };
}

/** Whether nothing has been learned yet. */
export const isBlank = ({ answers, thoughts }: RecallCalibration): boolean => answers === 0 && thoughts === 0;

/** The chance, 0-1 and never quite either, that the card is recalled at `at`. Falls with time, never rises. */
export function predictRecall(
  calibration: RecallCalibration,
  facts: RecallFacts,
  at: Date,
  settings: SpacingSettings = defaultSpacing,
): number {
  const chance = chanceOf(logitOf(calibration, featuresAt(calibration, facts, at, settings)));
  return Math.min(1 - leastDoubt, Math.max(leastDoubt, chance));
}

const leastDoubt = 1e-6;

/** What is known after one more answer to a card that had been seen before. */
export function learnRecall(
  calibration: RecallCalibration,
  facts: RecallFacts,
  at: Date,
  recalled: boolean,
  settings: SpacingSettings = defaultSpacing,
): RecallCalibration {
  const { scale, form, answers } = calibration;
  const features = featuresAt(calibration, facts, at, settings);
  const answer = recalled ? 1 : 0;
  const surprise = answer - chanceOf(logitOf(calibration, features));
  const { means, covariance } = learnAnswer(calibration, features, answer, recallPriors[scale], recallDrift[scale]);
  return { ...calibration, means, covariance, answers: answers + 1, form: form + lately * (surprise - form) };
}

/** A twentieth: the last twenty answers or so. */
const lately = 0.06;
const longestMemory = 200;

/**
 * What is known after a press of a grade. On the scale of days only what has rested for a night counts as an answer: what was seen
 * minutes ago says little of tomorrow. How long the learner thought, and whether they stumbled, counts each time. `facts` are those before the press, null at the first.
 */
export function learnPress(
  calibration: RecallCalibration,
  facts: RecallFacts | null,
  { at, grade, durationMs }: Press,
  settings: SpacingSettings = defaultSpacing,
): RecallCalibration {
  const counts = facts && (calibration.scale === 'minutes' || nightsBetween(facts.memory.lastReviewAt, at) > 0);
  const learned = counts ? learnRecall(calibration, facts, at, grade !== 'again', settings) : calibration;
  const stumbled = grade === 'again' ? 1 : 0;
  const thought = thoughtOf(durationMs);
  if (thought === null) return { ...learned, stumbled };
  const thoughts = Math.min(longestMemory, learned.thoughts + 1);
  const usualThought = learned.usualThought + (thought - learned.usualThought) / thoughts;
  return { ...learned, stumbled, thoughts, usualThought };
}

/**
 * The chance, 0-1 and never quite either, of recall on a day ahead: that of FSRS before the first answer, nearer to what the learner's own
 * answers tell with each. The form of the hour says nothing of days ahead and is left out. Falls with time, never rises.
 */
export function expectRecall(
  calibration: RecallCalibration,
  facts: RecallFacts,
  at: Date,
  settings: SpacingSettings = defaultSpacing,
): number {
  const restMs = Math.max(0, at.getTime() - facts.memory.lastReviewAt.getTime());
  return chanceOf(logitAhead(calibration, facts, restMs, settings));
}

function logitAhead(calibration: RecallCalibration, facts: RecallFacts, restMs: number, settings: SpacingSettings) {
  const { scale, answers, usualThought } = calibration;
  const features = recallFeatures(facts, { form: 0, stumbled: 0, usualThought }, restMs, scale, settings);
  const trust = answers / (answers + halfWay);
  return trust * logitOf(calibration, features) + (1 - trust) * (features[byFsrs] ?? 0);
}

const halfWay = 20;
const byFsrs = recallTerms.indexOf('logit R');

/**
 * After how many days a memory, as it is after a press, will have fallen to the desired retention; at most a factor of 3 from FSRS, since
 * answers after one month say little about one year. By bisection: the curve only falls.
 */
export function daysToRest(calibration: RecallCalibration, facts: RecallFacts, settings: SpacingSettings): number {
  const { retention } = settings;
  const wanted = Math.log(retention / (1 - retention));
  const days = daysUntilRecall(facts.memory.stability, retention, settings);
  let [low, high] = [days / furthest, days * furthest];
  while (high / low > 1.0001) {
    const middle = Math.sqrt(low * high);
    if (logitAhead(calibration, facts, middle * dayMs, settings) > wanted) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

const furthest = 3;

function featuresAt(calibration: RecallCalibration, facts: RecallFacts, at: Date, settings: SpacingSettings): number[] {
  const restMs = Math.max(0, at.getTime() - facts.memory.lastReviewAt.getTime());
  return recallFeatures(facts, calibration, restMs, calibration.scale, settings);
}
