/**
 * Depth of a reflection, scored without a network and taught by the tutor's scores: an ordinal logistic model on features of the text.
 * Whether the depth is above 1, above 2, above 3 are three yes-or-no questions with the same weights and a threshold of their own
 * (cumulative logits: McCullagh 1980; as yes-or-no questions: Frank and Hall 2001), learned one judgement at a time by the
 * Gaussian-logistic filter, whose prior is the regularisation. The prior says what the rules say.
 */

import { chanceOf, learnAnswer, logitOf, priorWeights, type WeightPrior, type Weights } from '../gaussian-logistic.ts';
import { anyOf, clockTime } from '../text/wording.ts';
import { connects, type DepthLevel, explains, intends, judgeDepth, vagueIntent } from './depth.ts';

export interface DepthScorer extends Weights {
  /** From how many judgements it has learned. */
  readonly learned: number;
}

const rulesWeight = 4;
const thresholds = [1, 2, 3] as const;
/** Small, so that no single judgement turns the scorer over: some thirty of them do. */
const variance = 0.1;

/** What each feature is, with its weight before the first judgement: the rules count, their parts do not count twice. */
const features: readonly (readonly [
  name: string,
  prior: WeightPrior,
  read: (text: string, words: number) => number,
])[] = [
  ['level of the rules', { mean: rulesWeight, variance }, (text) => ruled(text)],
  ['the rules cannot read it', { mean: -1.5 * rulesWeight, variance: 1 }, (text) => (judgeDepth(text).judged ? 0 : 1)],
  ['causal words', { mean: 0, variance }, (text) => countOf(text, explains)],
  ['connectives', { mean: 0, variance }, (text) => countOf(text, connects)],
  ['intentions', { mean: 0, variance }, (text) => countOf(text, intends)],
  ['vague intentions', { mean: 0, variance }, (text) => countOf(text, vagueIntent)],
  ['if-then', { mean: 0, variance }, (text) => countOf(text, ifThen)],
  ['a strategy by its name', { mean: 0, variance }, (text) => countOf(text, strategy)],
  ['question words', { mean: 0, variance }, (text) => countOf(text, asks)],
  ['contrast', { mean: 0, variance }, (text) => countOf(text, contrast)],
  ['numbers and times', { mean: 0, variance }, (text) => countOf(text, /\p{Nd}+/gu) + (clockTime.test(text) ? 0.5 : 0)],
  ['length', { mean: 0, variance }, (_, words) => Math.min(2, Math.log1p(words) - Math.log(30))],
  ['short', { mean: 0, variance }, (_, words) => (words < 8 ? 1 : 0)],
  ['words of its own', { mean: 0, variance }, (text, words) => variety(text, words)],
];

const priors: readonly WeightPrior[] = [
  ...thresholds.map((above) => ({ mean: -rulesWeight * (above - 2), variance })),
  ...features.map(([, prior]) => prior),
];
/** Scores by other tutors, and other groups: what was learned long ago weighs less and less. */
const drift = 0.0005;

const ifThen = anyOf(`if|when|whenever|as soon as|wenn|sobald|si|cuando|quand|→`);
const strategy =
  anyOf(`retriev~|recall~|self-test~|tested myself|flash ?cards?|spac~|interleav~|worked examples?|elaborat~|summari~|teach~|explain~|
  practice questions?|past papers?|active recall|mind ?maps?|pomodoro|timer|timed|closed[- ]book|re-?read~|highlight~|notes?`);
const asks = anyOf('why|how|what|which|whether|warum|wie|pourquoi|comment|por qué|cómo');
const contrast = anyOf(
  'but|although|though|however|instead|rather than|unlike|even if|on the other hand|aber|mais|pero',
);

/** Counts grow slowly: the third "because" says less than the first. */
const countOf = (text: string, of: RegExp) => Math.min(2, Math.log1p(text.match(of)?.length ?? 0));

const ruled = (text: string) => {
  const { level, judged } = judgeDepth(text);
  return judged ? level - 2.5 : 0;
};

function variety(text: string, words: number): number {
  if (words === 0) return 0;
  return new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []).size / words - 0.7;
}

/** What the scorer sees of a text, in the order of its weights: bounded numbers, from which the text cannot be had back. */
export function depthFeatures(text: string): number[] {
  const tidy = text.replace(/’/g, "'").trim();
  const words = tidy.match(/\p{L}+/gu)?.length ?? 0;
  return features.map(([, , read]) => read(tidy, words));
}

/** A scorer that says what the rules say. */
export const beginScorer = (): DepthScorer => ({ ...priorWeights(priors), learned: 0 });

/** The depth of a text, and how likely it is by the scorer's own lights, 0-1. The depth is the median of what the scorer believes. */
export function predictDepth(scorer: DepthScorer, text: string): { depth: DepthLevel; p: number } {
  const [one, two, three] = chancesAbove(scorer, depthFeatures(text));
  const depth = three > 0.5 ? 4 : two > 0.5 ? 3 : one > 0.5 ? 2 : 1;
  const p = { 1: 1 - one, 2: one - two, 3: two - three, 4: three }[depth];
  return { depth, p };
}

/** The scorer after a judgement of the tutor's on a text with these features. */
export function learnDepth(scorer: DepthScorer, seen: readonly number[], judged: DepthLevel): DepthScorer {
  let weights: Weights = scorer;
  for (const above of thresholds)
    weights = learnAnswer(weights, rowOf(above, seen), judged > above ? 1 : 0, priors, drift);
  const { means, covariance } = weights;
  return { means, covariance, learned: scorer.learned + 1 };
}

/** The scorer as plain numbers, to be kept in a row. */
export const numbersOf = ({ means, covariance }: DepthScorer): number[] => [...means, ...covariance];

/** The scorer that those numbers were; the beginning where there are none, or not those of this version. */
export function scorerFrom(kept: { numbers: readonly number[]; learned: number } | null): DepthScorer {
  const blank = beginScorer();
  if (kept?.numbers.length !== numbersOf(blank).length || !kept.numbers.every(Number.isFinite)) return blank;
  const { numbers, learned } = kept;
  return { means: numbers.slice(0, priors.length), covariance: numbers.slice(priors.length), learned };
}

/** How likely it is that the depth is above 1, 2, 3: never more likely for the higher one, whatever the thresholds have become. */
function chancesAbove(scorer: DepthScorer, seen: readonly number[]): [number, number, number] {
  const one = chanceOf(logitOf(scorer, rowOf(1, seen)));
  const two = Math.min(one, chanceOf(logitOf(scorer, rowOf(2, seen))));
  return [one, two, Math.min(two, chanceOf(logitOf(scorer, rowOf(3, seen))))];
}

const rowOf = (above: number, seen: readonly number[]) => [...thresholds.map((it) => (it === above ? 1 : 0)), ...seen];
