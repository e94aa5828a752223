/**
 * Cloze deletions, `The capital of {{c1::France::country}} is {{c2::Paris}}`: one card for each number. They may be
 * nested, and one deletion may belong to several cards (`{{c1,3::…}}`).
 * Source: the Anki manual, “Cloze deletion” (docs.ankiweb.net/editing.html).
 */
interface Deletion {
  readonly numbers: readonly number[];
  readonly inside: (string | Deletion)[];
  hint: string | undefined;
}

const deepest = 8;
const marks = /\{\{c(\d+(?:,\d+)*)::|::|\}\}/g;

/** The numbers of the cards that a text makes, ascending. */
export function clozeNumbers(text: string): number[] {
  const numbers = new Set<number>();
  const visit = (part: string | Deletion): void => {
    if (typeof part === 'string') return;
    for (const number of part.numbers) numbers.add(number);
    part.inside.forEach(visit);
  };
  parse(text).forEach(visit);
  return [...numbers].sort((a, b) => a - b);
}

/** The text with the deletions of card `number` as […], or as their [hint]; empty when that card has none. */
export function questionOf(text: string, number: number): string {
  const show = (part: string | Deletion): string => {
    if (typeof part === 'string') return part;
    return part.numbers.includes(number) ? `[${part.hint || '…'}]` : part.inside.map(show).join('');
  };
  const parts = parse(text);
  return parts.some((part) => holds(part, number)) ? parts.map(show).join('') : '';
}

/** What the deletions of card `number` hide, in order. */
export function answersOf(text: string, number: number): string[] {
  const collect = (part: string | Deletion): string[] => {
    if (typeof part === 'string') return [];
    return part.numbers.includes(number) ? [part.inside.map(reveal).join('')] : part.inside.flatMap(collect);
  };
  return parse(text).flatMap(collect);
}

function reveal(part: string | Deletion): string {
  return typeof part === 'string' ? part : part.inside.map(reveal).join('');
}

function holds(part: string | Deletion, number: number): boolean {
  if (typeof part === 'string') return false;
  return part.numbers.includes(number) || part.inside.some((inner) => holds(inner, number));
}

/** A deletion that is never closed counts as closed at the end; one that is nested deeper than Anki's own limit is text. */
function parse(text: string): (string | Deletion)[] {
  const parts: (string | Deletion)[] = [];
  const open: Deletion[] = [];
  const addText = (piece: string): void => {
    const deletion = open.at(-1);
    if (deletion?.hint !== undefined) deletion.hint += piece;
    else (deletion?.inside ?? parts).push(piece);
  };
  let at = 0;
  for (const match of text.matchAll(marks)) {
    const [mark, numbers] = match;
    addText(text.slice(at, match.index));
    at = match.index + mark.length;
    const deletion = open.at(-1);
    if (numbers !== undefined && open.length < deepest) {
      const opened: Deletion = { numbers: numbers.split(',').map(Number), inside: [], hint: undefined };
      (deletion?.inside ?? parts).push(opened);
      open.push(opened);
    } else if (mark === '}}' && deletion) open.pop();
    else if (mark === '::' && deletion && deletion.hint === undefined) deletion.hint = '';
    else addText(mark);
  }
  addText(text.slice(at));
  return parts;
}
