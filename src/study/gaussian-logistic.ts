/**
 * A logistic regression that learns from one answer at a time: a Gaussian over its weights, moved by each answer as far as it is unsure.
 * Source: assumed-density filtering of Bayesian logistic regression (Spiegelhalter and Lauritzen 1990, with the full covariance).
 */
export interface Weights {
  readonly means: readonly number[];
  /** The covariance, its lower triangle row by row: n(n+1)/2 numbers. */
  readonly covariance: readonly number[];
}

/** What is believed of a weight before the first answer. `floor`: the weight is never below it. */
export interface WeightPrior {
  readonly mean: number;
  readonly variance: number;
  readonly floor?: number;
}

export function priorWeights(priors: readonly WeightPrior[]): Weights {
  return {
    means: priors.map(({ mean }) => mean),
    covariance: priors.flatMap(({ variance }, row) =>
      Array.from({ length: row + 1 }, (_, column) => (column === row ? variance : 0)),
    ),
  };
}

// The two inner loops below say "as number": asking whether each of a hundred numbers is there would double the time of an answer.

/** The log-odds that these features give by the weights' means. */
export function logitOf({ means }: Weights, features: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += (means[i] ?? 0) * (features[i] ?? 0);
  return sum;
}

export const chanceOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

/**
 * The weights after an answer, 1 or 0. `drift` of its prior variance comes back to each weight with each answer, since people and
 * courses change. A weight below its floor is put on it, and takes the others along as far as they go together.
 */
export function learnAnswer(
  weights: Weights,
  features: readonly number[],
  answer: 0 | 1,
  priors: readonly WeightPrior[],
  drift: number,
): Weights {
  const means = weights.means.slice();
  const covariance = weights.covariance.slice();
  const gain = times(covariance, features);
  const chance = chanceOf(logitOf(weights, features));
  const slope = chance * (1 - chance);
  const share = 1 / (1 + slope * dot(gain, features));
  for (let i = 0, at = 0; i < means.length; at += ++i) {
    const step = share * (gain[i] as number);
    means[i] = (means[i] as number) + step * (answer - chance);
    const known = slope * step;
    for (let j = 0; j <= i; j++) covariance[at + j] = (covariance[at + j] as number) - known * (gain[j] as number);
    covariance[at + i] = (covariance[at + i] as number) + drift * (priors[i]?.variance ?? 0);
  }
  keepFloors(means, covariance, priors);
  return { means, covariance };
}

/** The nearest means, as the covariance measures nearness, at which each weight that was below its floor is on it. */
function keepFloors(means: number[], covariance: readonly number[], priors: readonly WeightPrior[]): void {
  let moved = false;
  for (let k = 0; k < means.length; k++) {
    const floor = priors[k]?.floor;
    const short = floor === undefined ? 0 : floor - (means[k] ?? 0);
    if (floor === undefined || short <= 0) continue;
    const step = short / entry(covariance, k, k);
    for (let i = 0; i < means.length; i++) means[i] = (means[i] ?? 0) + step * entry(covariance, i, k);
    means[k] = floor;
    moved = true;
  }
  // The move for one floor may have taken another weight below its own.
  for (let k = 0; moved && k < means.length; k++) means[k] = Math.max(priors[k]?.floor ?? -Infinity, means[k] ?? 0);
}

const entry = (triangle: readonly number[], i: number, j: number): number =>
  triangle[i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i] ?? 0;

function times(triangle: readonly number[], vector: readonly number[]): number[] {
  const product = vector.slice();
  for (let i = 0, at = 0; i < vector.length; at += ++i) {
    const own = vector[i] as number;
    let sum = 0;
    for (let j = 0; j < i; j++) {
      const both = triangle[at + j] as number;
      sum += both * (vector[j] as number);
      product[j] = (product[j] as number) + both * own;
    }
    product[i] = sum + (triangle[at + i] as number) * own;
  }
  return product;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
