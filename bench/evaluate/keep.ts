/** The row of a number, made where there is none yet. */
export function rowAt<T>(rows: (T | undefined)[], id: number, fresh: (id: number) => T): T {
  const known = rows[id];
  if (known !== undefined) return known;
  const row = fresh(id);
  rows[id] = row;
  return row;
}

/** The row of any key, made where there is none yet. */
export function rowOf<K, T>(rows: Map<K, T>, key: K, fresh: () => T): T {
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = fresh();
  rows.set(key, row);
  return row;
}
