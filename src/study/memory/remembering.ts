/**
 * How one learner remembers: from what is kept of them, the settings and the memories that every number and every order of cards goes by.
 */
import { historyOf, type Press } from './card-history.ts';
import { calibrationFrom, type Learned } from './recall-calibration.ts';
import { defaultSpacing, type Memory, type Remembered, type SpacingSettings } from './spacing.ts';

/** What is kept of a learner: the numbers of their calibration, where there are any, and presses by card, oldest first. */
export interface KeptOfLearner {
  readonly numbers: readonly number[] | null;
  readonly presses: ReadonlyMap<string, readonly Press[]>;
}

/** What the schedule of a learner goes by: what they set, and what their answers have taught. */
export const spacingOf = ({ numbers }: KeptOfLearner, retention: number): SpacingSettings => ({
  ...defaultSpacing,
  retention,
  calibration: calibrationFrom(numbers),
});

/** The same cards, each memory with what its presses tell. */
export function remember<C extends { readonly id: string; readonly memory: Memory }>(
  { presses }: KeptOfLearner,
  cards: readonly C[],
): (C & { readonly memory: Remembered })[] {
  return cards.map((card) => ({ ...card, memory: { ...card.memory, history: historyOf(presses.get(card.id) ?? []) } }));
}

/** What a learner's own answers have taught: of how they forget, and of one card. */
export const learnedOf = ({ numbers, presses }: KeptOfLearner, cardId: string): Learned => ({
  calibration: calibrationFrom(numbers),
  history: historyOf(presses.get(cardId) ?? []),
});
