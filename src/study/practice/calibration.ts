/**
 * How well what people say before a result fits it: bias, Brier score, and its three parts (Murphy 1973, J. Appl. Meteorology 12).
 * Confidence comes in few steps, so that the parts add up exactly: brier = reliability - resolution + uncertainty.
 */
import { percent } from '../text/in-words.ts';

/** How sure one can say one is, 0-1. */
export const confidenceSteps = [0.5, 0.7, 0.9, 0.99] as const;

export interface Said {
  /** 0-1. */
  readonly confidence: number;
  readonly isRight: boolean;
}

/** All answers of which the same was said. */
export interface CalibrationBin {
  readonly confidence: number;
  readonly answers: number;
  readonly right: number;
  /** The share, 0-1, that was right. */
  readonly share: number;
}

export interface Calibration {
  readonly answers: number;
  readonly right: number;
  /** Mean of what was said. */
  readonly confidence: number;
  /** Above 0: surer than right. */
  readonly bias: number;
  readonly brier: number;
  readonly reliability: number;
  readonly resolution: number;
  readonly uncertainty: number;
  /** By confidence, rising. */
  readonly bins: readonly CalibrationBin[];
}

/** Fewer answers tell nothing. */
export const fewestAnswers = 20;

/** Null where there are no answers. */
export function calibrationOf(all: readonly Said[]): Calibration | null {
  if (all.length === 0) return null;
  const bins = binsOf(all);
  const mean = (each: (bin: CalibrationBin) => number) =>
    bins.reduce((sum, bin) => sum + bin.answers * each(bin), 0) / all.length;
  const share = mean((bin) => bin.share);
  const confidence = mean((bin) => bin.confidence);
  const outcome = (isRight: boolean) => (isRight ? 1 : 0);
  return {
    answers: all.length,
    right: all.filter(({ isRight }) => isRight).length,
    confidence,
    bias: confidence - share,
    brier: all.reduce((sum, said) => sum + (said.confidence - outcome(said.isRight)) ** 2, 0) / all.length,
    reliability: mean((bin) => (bin.confidence - bin.share) ** 2),
    resolution: mean((bin) => (bin.share - share) ** 2),
    uncertainty: share * (1 - share),
    bins,
  };
}

function binsOf(all: readonly Said[]): CalibrationBin[] {
  const groups = [...Map.groupBy(all, ({ confidence }) => confidence)].sort(([a], [b]) => a - b);
  return groups.map(([confidence, said]) => {
    const right = said.filter(({ isRight }) => isRight).length;
    return { confidence, answers: said.length, right, share: right / said.length };
  });
}

/** By how much a bin lies off, in standard errors of its share; one answer each way is added, so that few answers say little. */
export function standardErrorsOff({ confidence, answers, right }: CalibrationBin): number {
  const tempered = (right + 1) / (answers + 2);
  return (confidence - tempered) / Math.sqrt((tempered * (1 - tempered)) / (answers + 2));
}

/** Where what is said and what happens lie apart, most of all; null where they do not, as far as the answers tell. */
export function worstBin({ bins }: Calibration): CalibrationBin | null {
  const telling = bins.filter((bin) => bin.answers >= 5 && Math.abs(standardErrorsOff(bin)) > 1);
  const offs = telling.filter(({ confidence, share }) => Math.abs(confidence - share) >= 0.05);
  const weight = ({ confidence, share, answers }: CalibrationBin) => Math.abs(confidence - share) * Math.sqrt(answers);
  return offs.sort((a, b) => weight(b) - weight(a))[0] ?? null;
}

/** Below this share right, the comparison with one's own prediction is spelt out: being tested alone does not improve it. */
const lowShare = 0.6;

/** One sentence, or two for whoever is often wrong; null below 20 answers. */
export function calibrationWords(it: Calibration): string | null {
  if (it.answers < fewestAnswers) return null;
  const worst = worstBin(it);
  const said = worst
    ? `When you say ${percent(worst.confidence)}, you are right ${percent(worst.share)} of the time: ${howFar(worst)}.`
    : 'How sure you say you are fits how often you are right.';
  return it.right / it.answers < lowShare ? `${said} ${comparison(it)}` : said;
}

function howFar({ confidence, share }: CalibrationBin): string {
  const gap = confidence - share;
  const much = Math.abs(gap) >= 0.25 ? 'much' : 'a little';
  return gap > 0 ? `${much} too sure` : `${much} surer would be fair`;
}

function comparison({ answers, confidence, right }: Calibration): string {
  const expected = Math.round(confidence * answers);
  return expected === right
    ? `Of ${answers} answers you expected ${expected} to be right, and so many were.`
    : `Of ${answers} answers you expected ${expected} to be right; ${right} were. Before you say how sure you are, think of one way in which it could be wrong.`;
}
