/**
 * Weights that are learnt together: their means, and their covariance as a lower triangle. A Gaussian over them, moved by each answer as
 * far as it is unsure (Spiegelhalter and Lauritzen 1990). The long work is that with the covariance; once many answers were seen, it is
 * done for several of them at a time: by then a few answers move the weights so little that it changes no prediction by what can be seen.
 */
export interface Weights {
  readonly means: number[];
  /** A row for each weight, up to the weight itself. */
  readonly covariance: number[][];
  /** For each weight, the misses of the answers that wait to be taken in, times what it was multiplied by. */
  readonly waiting: number[];
  /** How many answers were seen. */
  answers: number;
}

/** From so many answers on, `atATime` of them are taken in together. The one is a multiple of the other. */
const many = 3000;
const atATime = 8;

/** Weights whose errors do not hang together yet. */
export const freshWeights = (means: readonly number[], variance: number): Weights => ({
  means: [...means],
  covariance: means.map((_, row) => Array.from({ length: row + 1 }, (__, column) => (column === row ? variance : 0))),
  waiting: means.map(() => 0),
  answers: 0,
});

/** A sum of values, each by its weight: what it comes to, and what is learnt from it. */
export class WeightedSum {
  readonly weights: Weights;
  readonly values: number[];
  /** Room for a product with the covariance. */
  readonly #product: number[];

  constructor(weights: Weights) {
    this.weights = weights;
    this.values = weights.means.map(() => 0);
    this.#product = weights.means.map(() => 0);
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

  /**
   * Takes in an answer. `miss`: what the answer was less its chance; `told`: how much it tells of the sum, as the inverse of a variance.
   * Each variance widens by `drift` with each answer.
   */
  learn(miss: number, told: number, drift: number): void {
    const { values, weights } = this;
    const { waiting } = weights;
    for (let at = 0; at < values.length; at++) waiting[at] = (waiting[at] ?? 0) + miss * (values[at] ?? 0);
    weights.answers++;
    if (weights.answers <= many) this.#takeIn(told, drift);
    else if (weights.answers % atATime === 0) this.#takeIn(atATime * told, atATime * drift);
  }

  /** The covariance narrows along the values that stand here, the last of those that waited, as if all had been alike. */
  #takeIn(told: number, drift: number): void {
    const { means, covariance, waiting } = this.weights;
    const gains = multiply(covariance, this.values, this.#product);
    narrow(covariance, gains, told / (1 + told * dot(gains, this.values)), drift);
    const moves = multiply(covariance, waiting, this.#product);
    for (let at = 0; at < means.length; at++) {
      means[at] = (means[at] ?? 0) + (moves[at] ?? 0);
      waiting[at] = 0;
    }
  }
}

/** Fills and gives `product`. Each number of the triangle stands for two of the matrix. */
function multiply(triangle: readonly number[][], vector: readonly number[], product: number[]): number[] {
  for (let row = 0; row < vector.length; row++) {
    const shared = triangle[row] ?? [];
    const value = vector[row] ?? 0;
    let sum = 0;
    for (let column = 0; column < row; column++) {
      const both = shared[column] ?? 0;
      sum += both * (vector[column] ?? 0);
      product[column] = (product[column] ?? 0) + both * value;
    }
    product[row] = sum + (shared[row] ?? 0) * value;
  }
  return product;
}

function narrow(triangle: readonly number[][], gains: readonly number[], narrowing: number, drift: number): void {
  for (let row = 0; row < gains.length; row++) {
    const shared = triangle[row] ?? [];
    const narrowed = (gains[row] ?? 0) * narrowing;
    for (let column = 0; column <= row; column++)
      shared[column] = (shared[column] ?? 0) - narrowed * (gains[column] ?? 0);
    shared[row] = (shared[row] ?? 0) + drift;
  }
}

function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
