/**
 * Online logistic regression on sparse features, each weight with a step of its own (AdaGrad; Duchi et al. 2011). The features of
 * the baselines PFA, Best-LR and DAS3H go in here.
 */
export class OnlineLogistic {
  readonly #numbers = new Map<string, number>();
  #weights = new Float64Array(1024);
  #squares = new Float64Array(1024);
  readonly #features: number[] = [];
  readonly #values: number[] = [];
  readonly #rate: number;
  #p = 0;

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** The number under which a feature is kept: found once, then cheap. */
  feature(name: string): number {
    const number = this.#numbers.get(name) ?? this.#numbers.size;
    this.#numbers.set(name, number);
    if (number >= this.#weights.length) this.#grow();
    return number;
  }

  /** Puts a feature's value before the next `predict`. */
  put(feature: number, value = 1): void {
    this.#features.push(feature);
    this.#values.push(value);
  }

  /** The chance, 0-1, by what was put since the last `learn`. */
  predict(): number {
    let logit = 0;
    for (let i = 0; i < this.#features.length; i++)
      logit += (this.#weights[this.#features[i] ?? 0] ?? 0) * (this.#values[i] ?? 0);
    this.#p = 1 / (1 + Math.exp(-logit));
    return this.#p;
  }

  /** One step down the log loss of the last prediction; then the features are cleared. */
  learn(correct: 0 | 1): void {
    for (let i = 0; i < this.#features.length; i++) {
      const feature = this.#features[i] ?? 0;
      const gradient = (correct - this.#p) * (this.#values[i] ?? 0);
      if (gradient === 0) continue;
      const square = (this.#squares[feature] ?? 0) + gradient ** 2;
      this.#squares[feature] = square;
      this.#weights[feature] = (this.#weights[feature] ?? 0) + (this.#rate * gradient) / Math.sqrt(square + 1e-8);
    }
    this.#features.length = 0;
    this.#values.length = 0;
  }

  #grow(): void {
    const more = (old: Float64Array) => {
      const grown = new Float64Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.#weights = more(this.#weights);
    this.#squares = more(this.#squares);
  }
}
