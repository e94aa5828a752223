/** A kind of row: which numbers it has, and what they are before anything was seen. */
export interface RowKind<Name extends string = string> {
  /** How far from the beginning of a row each stands; where there are several of a name, the first of them. */
  readonly at: Readonly<Record<Name, number>>;
  readonly fresh: Float64Array;
  /** How far from the beginning, in the order in which a row is kept: by the alphabet of names, so that one may be written in any order. */
  readonly keptOrder: readonly number[];
}

/** Names with what stands there in a fresh row: a number, or several. */
export function rowKind<Name extends string>(
  numbers: Readonly<Record<Name, number | readonly number[]>>,
): RowKind<Name> {
  const all = Object.entries<number | readonly number[]>(numbers).map(([name, fresh]) => ({
    name,
    fresh: [fresh].flat(),
  }));
  let width = 0;
  const placed = all.map(({ name, fresh }) => ({ name, places: fresh.map(() => width++) }));
  return {
    at: Object.fromEntries(placed.map(({ name, places }) => [name, places[0]])) as Record<Name, number>,
    fresh: Float64Array.from(all.flatMap(({ fresh }) => fresh)),
    keptOrder: placed.toSorted((a, b) => (a.name < b.name ? -1 : 1)).flatMap(({ places }) => places),
  };
}
