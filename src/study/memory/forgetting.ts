import { defaultSpacing, engineOf, type SpacingSettings } from './spacing-settings.ts';

/** R(t, S): the chance of recall `days` after a review that left this stability. */
export function recallAfter(stability: number, days: number, settings: SpacingSettings = defaultSpacing): number {
  return engineOf(settings).forgetting_curve(days, stability);
}

/** The same curve read the other way: after how many days recall has fallen to `recall`. */
export function daysUntilRecall(stability: number, recall: number, settings: SpacingSettings = defaultSpacing): number {
  return stability * engineOf(settings).calculate_interval_modifier(recall);
}
