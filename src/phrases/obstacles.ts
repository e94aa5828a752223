import type { Cause } from '../study/reflection/attribution.ts';

/** What got in the way: the causes that four buttons can name. */
export const obstacles = [
  { value: 'time', label: 'No time' },
  { value: 'health', label: 'Too tired' },
  { value: 'knowledge', label: 'Too hard' },
  { value: 'effort', label: 'Distracted' },
] as const satisfies readonly { value: Cause; label: string }[];

export const labelOf = (choices: readonly { value: string; label: string }[], value: string) =>
  choices.find((it) => it.value === value)?.label ?? value;
