/**
 * FSRS's weights, fitted to one learner's reviews by the optimiser of FSRS itself (fsrs-rs). The package is optional: it is native code, and
 * not every machine can load it.
 */
import { defaultSpacing, nightsBetween } from '../../src/study/memory/spacing.ts';
import type { Review } from './recall-data.ts';

export interface Optimiser {
  readonly FSRSBindingReview: new (rating: number, days: number) => object;
  readonly FSRSBindingItem: new (reviews: readonly object[]) => object;
  computeParameters(
    items: readonly object[],
    options: { enableShortTerm: boolean; numRelearningSteps: number },
  ): Promise<number[]>;
}

const packageName: string = '@open-spaced-repetition/binding';

/** The optimiser; null where its package is absent or cannot be loaded. */
export const findOptimiser = (): Promise<Optimiser | null> => import(packageName).catch(() => null);

const ratings = { again: 1, hard: 2, good: 3, easy: 4 } as const;

/** The weights that predict these reviews best, as they stand after the last of them; the defaults where there are too few. */
export async function fitWeights(optimiser: Optimiser, reviews: readonly Review[]): Promise<readonly number[]> {
  const { FSRSBindingItem, FSRSBindingReview } = optimiser;
  const cards = new Map<string, { lastAt: Date; before: object[] }>();
  const items: object[] = [];
  for (const { shown, answered } of reviews) {
    const known = cards.get(shown.card);
    const nights = known ? nightsBetween(known.lastAt, answered.at) : 0;
    const sequence = [...(known?.before ?? []), new FSRSBindingReview(ratings[answered.grade], nights)];
    if (nights > 0) items.push(new FSRSBindingItem(sequence));
    cards.set(shown.card, { lastAt: answered.at, before: sequence });
  }
  if (items.length < fewestItems) return defaultSpacing.weights;
  return optimiser.computeParameters(items, { enableShortTerm: true, numRelearningSteps: 1 });
}

const fewestItems = 50;
