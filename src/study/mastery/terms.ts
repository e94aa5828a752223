/** The terms of one question that are beliefs of a ledger: each a number that is not known exactly, times a value. */
import type { Ledger, Place } from './ledger.ts';

export class Terms {
  readonly #ledger: Ledger;
  #count = 0;
  #beliefs = new Int32Array(64);
  #values = new Float64Array(64);
  /** As of now: a belief may have become less sure since its last answer. */
  #variances = new Float64Array(64);

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Adds a term, and gives the mean of it. A belief is one term only, or it would be moved from a stale variance. */
  add(belief: Place, value: number): number {
    const at = this.#count++;
    if (at === this.#values.length) this.#widen();
    this.#beliefs[at] = belief;
    this.#values[at] = value;
    this.#variances[at] = this.#ledger.at(belief + 1);
    return this.#ledger.at(belief) * value;
  }

  /** The belief of the last term is less sure by now, though never less than `most`, where it began. */
  growLast(by: number, most: number): void {
    const at = this.#count - 1;
    const variance = this.#variances[at] ?? 0;
    this.#variances[at] = Math.max(variance, Math.min(most, variance + by));
  }

  /** The variance of their sum. */
  variance(): number {
    let sum = 0;
    for (let at = 0; at < this.#count; at++) sum += (this.#variances[at] ?? 0) * (this.#values[at] ?? 0) ** 2;
    return sum;
  }

  /** Moves every belief by how unsure it is: gain = variance × value. */
  move(step: number, narrowing: number): void {
    const ledger = this.#ledger;
    for (let at = 0; at < this.#count; at++) {
      const belief = this.#beliefs[at] as Place;
      const variance = this.#variances[at] ?? 0;
      const gain = variance * (this.#values[at] ?? 0);
      ledger.put(belief, ledger.at(belief) + gain * step);
      ledger.put(belief + 1, variance - gain * gain * narrowing);
    }
  }

  #widen(): void {
    const wider = <T extends Int32Array | Float64Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    const room = 2 * this.#values.length;
    this.#beliefs = wider(new Int32Array(room), this.#beliefs);
    this.#values = wider(new Float64Array(room), this.#values);
    this.#variances = wider(new Float64Array(room), this.#variances);
  }
}
