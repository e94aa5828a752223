/**
 * Uptake: how likely a piece of help is to be taken up, that is, the learner's next attempt is another one or solves it. A small logistic
 * model that learns from each piece of help, one row of numbers for each learner.
 */
import { chanceOf, learnAnswer, logitOf, priorWeights, type WeightPrior, type Weights } from '../gaussian-logistic.ts';
import { type HelpFollowed, kindOfHelp } from './help-followed.ts';
import type { Rung } from './ladder.ts';

export interface HelpGiven extends Omit<HelpFollowed, 'isTaken'> {
  /** Whether it was about a card; else about a problem of the learner's own. */
  readonly isCard: boolean;
}

export interface Uptake extends Weights {
  /** Of late, 0-1: each piece of help counts for a fifth. */
  readonly lately: number;
  /** From how many pieces of help it has learned. */
  readonly learned: number;
}

const lateShare = 0.2;
const variance = 0.5;
const mild: WeightPrior = { mean: 0, variance };
const usualWaitMs = 60_000;

/** What each number of the row is, with what is believed of its weight at the beginning. */
const features: readonly (readonly [name: string, prior: WeightPrior, read: (help: HelpGiven) => number])[] = [
  ['any help', { mean: 0, variance: 1 }, () => 1],
  ['about a card', mild, ({ isCard }) => (isCard ? 1 : 0)],
  ['by the tutor', mild, ({ source }) => (source === 'tutor' ? 1 : 0)],
  ['by whoever wrote the card', mild, ({ source }) => (source === 'leader' ? 1 : 0)],
  ['where to look', mild, ({ rung }) => (rung === 'locate' ? 1 : 0)],
  ['which way', mild, ({ rung }) => (rung === 'strategy' ? 1 : 0)],
  ['an example', mild, ({ rung }) => (kindOfHelp(rung) === 'example' ? 1 : 0)],
  ['the next step', mild, ({ rung }) => (rung === 'next-step' ? 1 : 0)],
  ['length', mild, ({ letters }) => clamped(Math.log((letters + 1) / 150))],
  ['first of a session', mild, ({ waitedMs }) => (waitedMs === null ? 1 : 0)],
  ['time since the one before', mild, ({ waitedMs }) => waited(waitedMs)],
];
const priors: readonly WeightPrior[] = [...features.map(([, prior]) => prior), { mean: 1, variance }];
/** People change: what was learned long ago weighs less and less. */
const drift = 0.002;

const clamped = (value: number) => Math.max(-2, Math.min(2, value));
const waited = (ms: number | null) => (ms === null ? 0 : clamped(Math.log((ms + 1000) / usualWaitMs)));

export const beginUptake = (): Uptake => ({ ...priorWeights(priors), lately: 0.5, learned: 0 });

const rowOf = ({ lately }: Uptake, help: HelpGiven) => [...features.map(([, , read]) => read(help)), 2 * lately - 1];

/** The chance, 0-1, that this help is taken up. */
export const predictUptake = (uptake: Uptake, help: HelpGiven): number =>
  chanceOf(logitOf(uptake, rowOf(uptake, help)));

export function learnUptake(uptake: Uptake, { isTaken, ...help }: HelpGiven & { readonly isTaken: boolean }): Uptake {
  const answer = isTaken ? 1 : 0;
  return {
    ...learnAnswer(uptake, rowOf(uptake, help), answer, priors, drift),
    lately: uptake.lately + lateShare * (answer - uptake.lately),
    learned: uptake.learned + 1,
  };
}

/** Of these rungs the one most likely to be taken up, all else being as it usually is, with its chance. */
export function likeliestTaken(
  uptake: Uptake,
  among: readonly Rung[],
): { readonly rung: Rung; readonly chance: number } | undefined {
  const usual = { source: 'built-in', letters: 150, waitedMs: usualWaitMs, isCard: true } as const;
  return among
    .map((rung) => ({ rung, chance: predictUptake(uptake, { ...usual, rung }) }))
    .reduce<{ rung: Rung; chance: number } | undefined>(
      (best, it) => (best && best.chance >= it.chance ? best : it),
      undefined,
    );
}
