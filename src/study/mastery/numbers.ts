/** A row as it is kept: its numbers in the order of their names. */

export type Numbers = (number | null)[];

/** The numbers of a row, by the order of their names; other values are passed over. */
export function numbersOf(row: unknown): Numbers {
  if (row === null || typeof row === 'number') return [row];
  if (typeof row !== 'object') return [];
  return inOrder(row).flatMap(([, value]) => numbersOf(value));
}

/** A fresh row with these numbers in it. Where they are not as many as its own, an earlier model kept them, and it stays fresh. */
export function rowFrom<T extends object>(fresh: T, numbers: Numbers | null | undefined): T {
  if (!numbers || numbers.length !== numbersOf(fresh).length) return fresh;
  fillIn(fresh, numbers, 0);
  return fresh;
}

function fillIn(into: object, numbers: Numbers, from: number): number {
  let at = from;
  for (const [name, value] of inOrder(into)) {
    if (value === null || typeof value === 'number') Reflect.set(into, name, numbers[at++] ?? null);
    else if (typeof value === 'object') at = fillIn(value, numbers, at);
  }
  return at;
}

/** Places of a list stay as they are; names go by the alphabet, so that a row may be written down in any order. */
function inOrder(row: object): [string, unknown][] {
  const all: [string, unknown][] = Object.entries(row);
  return Array.isArray(row) || ArrayBuffer.isView(row) ? all : all.sort(([a], [b]) => (a < b ? -1 : 1));
}
