/** The items in parts of at most `size`: one statement takes no more at once than it can do well within its time. */
export function chunksOf<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}
