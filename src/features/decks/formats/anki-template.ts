import { answersOf, questionOf } from './cloze.ts';
import { textOfHtml } from './html.ts';

/** How one kind of note becomes cards. */
export interface NoteType {
  readonly isCloze: boolean;
  readonly fields: readonly string[];
  /** In the order of the cards; a cloze note has one for all of its cards. */
  readonly templates: readonly { readonly question: string; readonly answer: string }[];
}

/**
 * Front and back, as plain text, of the card `ord` (from 0) of a note with these field values (HTML).
 *
 * A card whose template shows nothing without its scripts or pictures falls back to the note's first two fields.
 */
export function sidesOf(type: NoteType, values: readonly string[], ord: number): { front: string; back: string } {
  const template = type.templates[type.isCloze ? 0 : ord];
  const shown = template ? renderSides(template, { type, values, ord }) : { front: '', back: '' };
  if (type.isCloze || (shown.front !== '' && shown.back !== '')) return shown;
  const [first = '', second = ''] = values.map(textOfHtml);
  return { front: first, back: second };
}

interface Note {
  readonly type: NoteType;
  readonly values: readonly string[];
  readonly ord: number;
}

const answerLine = /<hr\b[^>]*\bid\s*=\s*["']?answer\b[^>]*>/i;

function renderSides(template: { question: string; answer: string }, note: Note): { front: string; back: string } {
  const front = textOfHtml(render(template.question, note, 'question'));
  const answer = render(template.answer, note, 'answer');
  const line = answer.match(answerLine);
  const back = textOfHtml(line?.index === undefined ? answer : answer.slice(line.index + line[0].length));
  // Templates without an answer line often show the question again above the answer.
  const rest = back.startsWith(front) ? back.slice(front.length).trim() : '';
  return { front, back: rest || back };
}

type Side = 'question' | 'answer';
/** More HTML than any side of a card needs; a template may repeat a long field without end. */
const maxHtmlChars = 50_000;
const replacements = /<!--.*?-->|\{\{\s*([#^/]?)([^{}]*?)\}\}/gs;

/** Fills in `{{Field}}`, and keeps `{{#Field}}…{{/Field}}` and `{{^Field}}…{{/Field}}` where they hold. */
function render(template: string, note: Note, side: Side): string {
  const open: boolean[] = [];
  let html = '';
  let at = 0;
  for (const match of template.matchAll(replacements)) {
    if (html.length > maxHtmlChars) break;
    const [whole, kind, inner] = match;
    if (!open.includes(false)) html += template.slice(at, match.index);
    at = match.index + whole.length;
    if (inner === undefined) continue;
    const name = inner.trim();
    if (kind === '#') open.push(isFilled(name, note));
    else if (kind === '^') open.push(!isFilled(name, note));
    else if (kind === '/') open.pop();
    else if (!open.includes(false)) html += replacement(name, note, side);
  }
  return open.includes(false) ? html : html + template.slice(at);
}

function isFilled(name: string, note: Note): boolean {
  const clozeCard = name.match(/^c(\d+)$/);
  if (clozeCard && note.type.isCloze) return Number(clozeCard[1]) === note.ord + 1;
  return textOfHtml(fieldOf(name, note)) !== '';
}

function fieldOf(name: string, { type, values }: Note): string {
  return values[type.fields.findIndex((field) => field.toLowerCase() === name.toLowerCase())] ?? '';
}

/** `filter:filter:Field`. What only shows on request, or asks for typing, would give the answer away on the front. */
function replacement(name: string, note: Note, side: Side): string {
  const filters = name.split(':').map((part) => part.trim());
  const value = fieldOf(filters.pop() ?? '', note);
  if (filters.some((filter) => filter === 'cloze' || filter === 'cloze-only')) {
    return side === 'question' && !filters.includes('type')
      ? questionOf(value, note.ord + 1)
      : answersOf(value, note.ord + 1).join(', ');
  }
  if (side === 'question' && filters.some((filter) => filter === 'type' || filter === 'hint')) return '';
  if (filters.some((filter) => filter.startsWith('tts'))) return value === '' ? '' : '[sound:speech]';
  return value;
}
