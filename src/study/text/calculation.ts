/** A calculation as people write one, read by a small grammar and reckoned; nothing is ever run. */

/** A calculation as a tree. */
export type Sum =
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'minus'; readonly of: Sum }
  | { readonly kind: 'percent of'; readonly share: Sum; readonly of: Sum }
  | { readonly kind: '+' | '-' | '*' | '/' | '^'; readonly left: Sum; readonly right: Sum };

const signs: Readonly<Record<string, string>> = {
  '×': '*',
  x: '*',
  X: '*',
  '·': '*',
  '⋅': '*',
  '÷': '/',
  ':': '/',
  '−': '-',
  '–': '-',
};
const token = /\s*(\d+(?:\.\d+)?|%\s*of\b|[-+*/^()×x·⋅÷:−–])/iy;

/** The tokens of a text, or null where something else stands in it. */
function tokensOf(text: string): string[] | null {
  const found: string[] = [];
  token.lastIndex = 0;
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const match = token.exec(text);
    if (!match) return null;
    const [, it = ''] = match;
    found.push(signs[it] ?? (it.startsWith('%') ? '%' : it));
  }
  return found;
}

/** Deeper than this nothing is read: whoever wrote it did not mean a calculation. */
const longest = 80;

/** Reads a calculation: + - × ÷ ^, brackets, "15% of 80". Null where the text is none. */
export function readSum(text: string): Sum | null {
  if (text.length > longest) return null;
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return null;
  const reader = new SumReader(tokens);
  const sum = reader.sum();
  return sum && reader.isAtEnd ? sum : null;
}

class SumReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): Sum | null {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): Sum | null {
    return this.#chain(['*', '/'], () => this.#share());
  }

  #chain(kinds: readonly ('+' | '-' | '*' | '/')[], part: () => Sum | null): Sum | null {
    let left = part();
    for (let kind = this.#take(kinds); left && kind; kind = this.#take(kinds)) {
      const right = part();
      left = right && { kind, left, right };
    }
    return left;
  }

  #share(): Sum | null {
    const share = this.#power();
    if (!share || !this.#take(['%'])) return share;
    const of = this.#power();
    return of && { kind: 'percent of', share, of };
  }

  /** Binds to the right, and tighter than a minus before it: -3^2 is -9. */
  #power(): Sum | null {
    if (this.#take(['-'])) {
      const of = this.#power();
      return of && { kind: 'minus', of };
    }
    const left = this.#atom();
    if (!left || !this.#take(['^'])) return left;
    const right = this.#power();
    return right && { kind: '^', left, right };
  }

  #atom(): Sum | null {
    if (this.#take(['('])) {
      const inside = this.sum();
      return this.#take([')']) ? inside : null;
    }
    const text = this.#tokens[this.#at] ?? '';
    if (!/^\d/.test(text)) return null;
    this.#at++;
    return { kind: 'number', value: Number(text), text };
  }

  #take<const T extends string>(kinds: readonly T[]): T | null {
    const found = kinds.find((kind) => kind === this.#tokens[this.#at]);
    if (found === undefined) return null;
    this.#at++;
    return found;
  }
}

/** What a calculation comes to; NaN or infinite where it cannot be done. */
export function resultOf(sum: Sum): number {
  switch (sum.kind) {
    case 'number':
      return sum.value;
    case 'minus':
      return -resultOf(sum.of);
    case 'percent of':
      return (resultOf(sum.share) * resultOf(sum.of)) / 100;
    case '+':
      return resultOf(sum.left) + resultOf(sum.right);
    case '-':
      return resultOf(sum.left) - resultOf(sum.right);
    case '*':
      return resultOf(sum.left) * resultOf(sum.right);
    case '/':
      return resultOf(sum.left) / resultOf(sum.right);
    case '^':
      return resultOf(sum.left) ** resultOf(sum.right);
  }
}
