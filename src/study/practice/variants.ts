/**
 * The same question with other numbers: only where the card's front holds one whole calculation, and doing it gives the card's own
 * answer. The calculation is read by a small grammar of its own; nothing is ever run.
 */

export interface Variant {
  readonly front: string;
  readonly back: string;
  /** Wrong answers to choose from, where it brings its own. */
  readonly wrong?: readonly string[];
}

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

const calculation = /[(\d−–-][\d\s.+*/^()×x·⋅÷:−–-]*(?:%\s*of\s+[(\d][\d\s.+*/^()×x·⋅÷:−–-]*)?/gi;
const ownNumber = /^(\D*?)([-−]?\d+(?:\.\d+)?)(\D*)$/;

/** All that may stand around it: another word could ask for something else than the result. */
const asking = new Set(
  `what is the value of result compute calculate evaluate find work out how much are solve simplify was ist wie viel berechne
  combien font fait calcule calculez cuánto es son calcula quanto fa fanno equals`.split(/\s+/),
);
const onlyAsks = (text: string) =>
  (text.toLowerCase().match(/[\p{L}\p{N}$€£°√!]+/gu) ?? []).every((it) => asking.has(it));

interface Found {
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** The one calculation of a front; null where there is none, or where other numbers stand beside it. */
function findCalculation(front: string): Found | null {
  const [only, another] = [...front.matchAll(calculation)].filter(([text]) => /\d/.test(text));
  if (!only || another) return null;
  const text = only[0].replace(/[\s.:(+*/^×x·⋅÷−–-]+$/iu, '');
  const [before, after] = [front.slice(0, only.index), front.slice(only.index + text.length)];
  return onlyAsks(`${before} ${after}`) ? { before, text, after } : null;
}

/** What the one calculation of a question comes to, to nine places; null where it asks for something else, or cannot be done. */
export function resultIn(question: string): number | null {
  const found = findCalculation(question);
  const sum = found && readSum(found.text);
  const result = sum && sum.kind !== 'number' ? resultOf(sum) : Number.NaN;
  return Number.isFinite(result) ? Number(result.toFixed(9)) : null;
}

const isSame = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
const placesOf = (text: string) => text.split('.')[1]?.length ?? 0;

/** Another question of the same kind, with its answer reckoned; null where the card is not of that kind, or none is found. */
export function variantOf(card: Variant, random: () => number): Variant | null {
  const found = findCalculation(card.front);
  const [, lead = '', number = '', trail = ''] = ownNumber.exec(card.back.trim()) ?? [];
  const sum = found && readSum(found.text);
  if (!found || !sum || sum.kind === 'number' || number === '') return null;
  const answer = Number(number.replace('−', '-'));
  if (!isSame(resultOf(sum), answer)) return null;
  for (let tries = 0; tries < 200; tries++) {
    const text = found.text.replace(/\d+(?:\.\d+)?/g, (one) => likeIt(one, random));
    const other = text === found.text ? null : readSum(text);
    const value = other ? resultOf(other) : Number.NaN;
    if (!isAsNice(value, answer, placesOf(number))) continue;
    const back = `${lead}${String(Number(value.toFixed(placesOf(number))))}${trail}`;
    return { front: `${found.before}${text}${found.after}`, back };
  }
  return null;
}

/** No harder to write down than the card's own answer, and of about its size. */
function isAsNice(value: number, answer: number, places: number): boolean {
  if (!Number.isFinite(value) || isSame(value, answer)) return false;
  if (!isSame(Number(value.toFixed(places)), value)) return false;
  if (answer >= 0 && value < 0) return false;
  return Math.abs(value) <= 100 + 10 * Math.abs(answer);
}

/** A number with as many digits before and after its point; 0, 1, 10 and 100 stand for themselves. */
function likeIt(text: string, random: () => number): string {
  if (/^(0|1|10|100)$/.test(text)) return text;
  const [whole = '', rest = ''] = text.split('.');
  const least = whole.length === 1 ? (rest === '' ? 2 : 0) : 10 ** (whole.length - 1);
  const drawn = least + Math.floor(random() * (10 ** whole.length - least));
  const decimals = [...rest].map(() => String(Math.floor(random() * 10))).join('');
  return rest === '' ? String(drawn) : `${drawn}.${decimals.replace(/0$/, '5')}`;
}
