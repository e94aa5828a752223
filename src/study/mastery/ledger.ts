/**
 * All that the mastery filter keeps, as numbers side by side: a row is known by the place where it begins. An answer touches some thirty
 * numbers of a dozen rows; rows as objects would cost more to make, to find and to sweep away than to reckon with.
 */
import type { RowKind } from './row-kind.ts';

/** Where a row begins, or where one of its numbers stands. */
export type Place = number;

/** The place of a row that there is none of. */
export const nowhere: Place = -1;

/** A number that is not known exactly: its mean, and its variance, which is never zero. They stand next to each other. */
export interface Belief {
  readonly mean: number;
  readonly variance: number;
}

export class Ledger {
  #numbers = new Float64Array(4096);
  #end = 0;
  readonly #blanks = new Map<RowKind, Place>();

  at(place: Place): number {
    return this.#numbers[place] as number;
  }

  put(place: Place, number: number): void {
    this.#numbers[place] = number;
  }

  believedAt(place: Place): Belief {
    return { mean: this.at(place), variance: this.at(place + 1) };
  }

  /** Begins a row. */
  add({ fresh }: RowKind): Place {
    const row = this.#end;
    this.#end += fresh.length;
    if (this.#end > this.#numbers.length) this.#grow();
    for (let at = 0; at < fresh.length; at++) this.#numbers[row + at] = fresh[at] as number;
    return row;
  }

  /** A row of which nothing is known, to be looked at and never written. */
  blank(kind: RowKind): Place {
    const row = this.#blanks.get(kind) ?? this.add(kind);
    this.#blanks.set(kind, row);
    return row;
  }

  #grow(): void {
    const wider = new Float64Array(2 * this.#end);
    wider.set(this.#numbers);
    this.#numbers = wider;
  }
}
