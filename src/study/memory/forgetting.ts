import { defaultSpacing, type SpacingSettings } from './spacing-settings.ts';

/**
 * R(t, S): the chance of recall `days` after a review that left this stability. Source: the power curve of FSRS-6, R = (1 + factor t / S)^-w20,
 * with the factor that makes R(S, S) = 0.9; unlike that of ts-fsrs it is not rounded.
 */
export function recallAfter(stability: number, days: number, settings: SpacingSettings = defaultSpacing): number {
  const decay = decayOf(settings);
  return (1 + (factorOf(decay) * days) / stability) ** decay;
}

/** The same curve read the other way: after how many days recall has fallen to `recall`. */
export function daysUntilRecall(stability: number, recall: number, settings: SpacingSettings = defaultSpacing): number {
  const decay = decayOf(settings);
  return (stability * (recall ** (1 / decay) - 1)) / factorOf(decay);
}

const decayOf = ({ weights }: SpacingSettings) => -(weights[20] ?? Number.NaN);
const factorOf = (decay: number) => 0.9 ** (1 / decay) - 1;
