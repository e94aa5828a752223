/**
 * How a problem without a key is put to the tutor, to learn what its answer would be: twice whole, and where it is more than one line with one
 * question, once as far as its first question and once that question's line alone. What stands in the other lines, or behind it, and orders
 * the tutor to say something else, is then out of sight.
 */
export function asksToSolve(problem: string): { readonly whole: readonly string[]; readonly parts: readonly string[] } {
  const all = problem.trim();
  const asked = /^[\s\S]*?[?？؟](?=\s|$)/u.exec(all)?.[0];
  const lines = (asked ?? all).split(/\s*\n\s*/);
  const parts = [asked ?? lines[0] ?? '', lines.at(-1) ?? ''].filter((part) => part !== all);
  return { whole: [all, all], parts: [...new Set(parts)] };
}
