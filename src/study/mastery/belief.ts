/**
 * What the mastery filter believes: single numbers, each with a variance of its own, and a few numbers whose errors hang together.
 */

/** A number that is not known exactly: its mean, and its variance, which is never zero. */
export interface Belief {
  mean: number;
  variance: number;
}

/** Weights that are learnt together: their means, and their covariance as a lower triangle, row by row (1, 2, 3 … numbers). */
export interface Weights {
  readonly means: number[] | Float64Array;
  readonly covariance: number[] | Float64Array;
}

export const belief = (variance: number, mean = 0): Belief => ({ mean, variance });

/** Weights whose errors do not hang together yet. */
export function freshWeights(means: readonly number[], variance: number): Weights {
  const covariance = new Float64Array((means.length * (means.length + 1)) / 2);
  for (let at = 0; at < means.length; at++) covariance[(at * (at + 3)) / 2] = variance;
  return { means: Float64Array.from(means), covariance };
}

/** Σ weight × value. */
export function weighted({ means }: Weights, values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (means[at] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** Covariance × values goes into `gains`; out comes the variance of the weighted sum, values × covariance × values. */
export function gainsOf({ covariance }: Weights, values: Float64Array, gains: Float64Array): number {
  let variance = 0;
  for (let row = 0, cell = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    let gain = 0;
    for (let column = 0; column < row; column++, cell++) {
      const shared = covariance[cell] ?? 0;
      gain += shared * (values[column] ?? 0);
      gains[column] = (gains[column] ?? 0) + shared * value;
    }
    gains[row] = gain + (covariance[cell++] ?? 0) * value;
  }
  for (let at = 0; at < values.length; at++) variance += (gains[at] ?? 0) * (values[at] ?? 0);
  return variance;
}

/** Moves the means by `step` and narrows the covariance by `narrowing`, both along the gains; then each variance widens by `drift`. */
export function moveWeights(
  { means, covariance }: Weights,
  gains: Float64Array,
  step: number,
  narrowing: number,
  drift: number,
): void {
  for (let row = 0, cell = 0; row < gains.length; row++) {
    const gain = gains[row] ?? 0;
    means[row] = (means[row] ?? 0) + gain * step;
    const narrowed = gain * narrowing;
    for (let column = 0; column <= row; column++, cell++)
      covariance[cell] = (covariance[cell] ?? 0) - narrowed * (gains[column] ?? 0);
    covariance[cell - 1] = (covariance[cell - 1] ?? 0) + drift;
  }
}
