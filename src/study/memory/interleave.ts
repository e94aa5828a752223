/**
 * Interleaving: mixed practice is remembered better than blocks of one kind (Rohrer & Taylor 2007; Brunmair & Richter 2019).
 */

/**
 * The same items, as far as possible in the given order, with as few neighbours of one kind as there can be.
 * `before` is the kind that the learner has just seen.
 */
export function interleave<T>(items: readonly T[], kindOf: (item: T) => string, before?: string): T[] {
  const waiting = [...items];
  const left = countBy(items, kindOf);
  const out: T[] = [];
  let last = before;
  while (waiting.length > 0) {
    const crowded = kindThatMustGo(left, waiting.length);
    const mustGoNow = crowded !== undefined && crowded !== last;
    const fits = (item: T) => (mustGoNow ? kindOf(item) === crowded : kindOf(item) !== last);
    const [next] = waiting.splice(Math.max(0, waiting.findIndex(fits)), 1) as [T];
    last = kindOf(next);
    left.set(last, (left.get(last) ?? 0) - 1);
    out.push(next);
  }
  return out;
}

/** The kind that fills more than half of what is left: put off once more, it would end beside itself. */
function kindThatMustGo(left: ReadonlyMap<string, number>, total: number): string | undefined {
  for (const [kind, count] of left) if (count * 2 > total) return kind;
  return undefined;
}

function countBy<T>(items: readonly T[], kindOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(kindOf(item), (counts.get(kindOf(item)) ?? 0) + 1);
  return counts;
}

/** `few` spread evenly among `many`, both in their order: the few do not all come at the end. */
export function mixIn<T>(many: readonly T[], few: readonly T[]): T[] {
  const placed = (items: readonly T[]) => items.map((item, i) => ({ item, at: (i + 1) / (items.length + 1) }));
  return [...placed(many), ...placed(few)].sort((a, b) => a.at - b.at).map(({ item }) => item);
}
