/**
 * Prerequisites as people write them, a line each: "graphs: fractions, ratios". A line without a colon is about the whole deck.
 */

export interface NeedSaid {
  /** The skill that leans on the others; null for the whole deck. */
  readonly of: string | null;
  readonly needs: readonly string[];
}

export function readNeeds(text: string): NeedSaid[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, of = null, rest = line] = /^([^:]*):\s+(.*)$/.exec(line) ?? [];
    const needs = rest
      .split(/[,;]/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return needs.length > 0 ? [{ of: of?.trim() || null, needs: [...new Set(needs)] }] : [];
  });
}

export const sayNeeds = (said: readonly NeedSaid[], between = '\n'): string =>
  said.map(({ of, needs }) => (of === null ? needs.join(', ') : `${of}: ${needs.join(', ')}`)).join(between);
