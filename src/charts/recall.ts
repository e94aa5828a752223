/** How recall is spread over the cards of a deck, each between 0 and 1: tenth percentile, mean, ninetieth. */
export interface Spread {
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

export interface RecallDay {
  /** A day in the member's zone, yyyy-mm-dd. */
  readonly day: string;
  /** Mean expected recall when every card is reviewed as it falls due. */
  readonly ifYouReview: number;
  /** Expected recall over the cards when none is reviewed any more. */
  readonly ifYouStop: Spread;
}

export interface ForgettingCurve {
  readonly deck: string;
  readonly cards: number;
  /** Between 0 and 1. */
  readonly desiredRetention: number;
  /** Consecutive days, the first one today; empty when there is nothing to forget. */
  readonly days: readonly RecallDay[];
}

/** Sums up the expected recall of each card of a deck at one instant; refuses an empty deck, which has no mean. */
export function spreadOf(recalls: readonly number[]): Spread {
  if (recalls.length === 0) throw new RangeError('no cards to take a mean of');
  const ordered = Float64Array.from(recalls).sort();
  const quantile = (share: number) => ordered[Math.round(share * (ordered.length - 1))] ?? 0;
  const mean = ordered.reduce((sum, recall) => sum + recall, 0) / ordered.length;
  return { low: quantile(0.1), mean, high: quantile(0.9) };
}
