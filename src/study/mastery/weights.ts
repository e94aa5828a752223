/** Weights that are learnt together: their means, and their covariance as a lower triangle, row by row (1, 2, 3 … numbers). */
export interface Weights {
  readonly means: number[];
  readonly covariance: number[];
}

/** Weights whose errors do not hang together yet. */
export function freshWeights(means: readonly number[], variance: number): Weights {
  const covariance = Array.from({ length: (means.length * (means.length + 1)) / 2 }, () => 0);
  for (let at = 0; at < means.length; at++) covariance[(at * (at + 3)) / 2] = variance;
  return { means: [...means], covariance };
}

/**
 * A sum of values, each by its weight: what it comes to, and what is learnt from it. The two long loops take two rows of the triangle at a
 * time: the numbers of the vectors are then fetched half as often, and an answer spends most of its time there. Throws RangeError where
 * there is an odd number of weights.
 */
export class WeightedSum {
  readonly weights: Weights;
  readonly values: number[];
  readonly #gains: number[];

  constructor(weights: Weights) {
    if (weights.means.length % 2 === 1) throw new RangeError('an even number of weights is wanted');
    this.weights = weights;
    this.values = Array.from({ length: weights.means.length }, () => 0);
    this.#gains = Array.from({ length: weights.means.length }, () => 0);
  }

  clear(): void {
    for (let at = 0; at < this.values.length; at++) this.values[at] = 0;
  }

  add(at: number, value: number): void {
    this.values[at] = (this.values[at] ?? 0) + value;
  }

  mean(): number {
    return dot(this.weights.means, this.values);
  }

  /** Its variance: values × covariance × values. The gains, covariance × values, are kept for the move. */
  variance(): number {
    const {
      values,
      weights: { covariance },
    } = this;
    const gains = this.#gains;
    for (let row = 0, start = 0; row < values.length; row += 2) {
      const next = start + row + 1;
      const value = values[row] ?? 0;
      const nextValue = values[row + 1] ?? 0;
      let gain = 0;
      let nextGain = 0;
      for (let column = 0; column < row; column++) {
        const shared = covariance[start + column] ?? 0;
        const nextShared = covariance[next + column] ?? 0;
        gain += shared * (values[column] ?? 0);
        nextGain += nextShared * (values[column] ?? 0);
        gains[column] = (gains[column] ?? 0) + shared * value + nextShared * nextValue;
      }
      const corner = covariance[next + row] ?? 0;
      gains[row] = gain + (covariance[start + row] ?? 0) * value + corner * nextValue;
      gains[row + 1] = nextGain + corner * value + (covariance[next + row + 1] ?? 0) * nextValue;
      start = next + row + 2;
    }
    return dot(gains, values);
  }

  /** Moves the means by `step` and narrows the covariance by `narrowing`, both along the gains; then each variance widens by `drift`. */
  move(step: number, narrowing: number, drift: number): void {
    const { means, covariance } = this.weights;
    const gains = this.#gains;
    for (let row = 0, start = 0; row < gains.length; row += 2) {
      const next = start + row + 1;
      const gain = gains[row] ?? 0;
      const nextGain = gains[row + 1] ?? 0;
      const narrowed = gain * narrowing;
      const nextNarrowed = nextGain * narrowing;
      for (let column = 0; column < row; column++) {
        const along = gains[column] ?? 0;
        covariance[start + column] = (covariance[start + column] ?? 0) - narrowed * along;
        covariance[next + column] = (covariance[next + column] ?? 0) - nextNarrowed * along;
      }
      covariance[start + row] = (covariance[start + row] ?? 0) - narrowed * gain + drift;
      covariance[next + row] = (covariance[next + row] ?? 0) - nextNarrowed * gain;
      covariance[next + row + 1] = (covariance[next + row + 1] ?? 0) - nextNarrowed * nextGain + drift;
      means[row] = (means[row] ?? 0) + gain * step;
      means[row + 1] = (means[row + 1] ?? 0) + nextGain * step;
      start = next + row + 2;
    }
  }
}

function dot(one: number[], other: number[]): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
