import { cleanText } from './deck-file.ts';
import { decodeEntities } from './entities.ts';

const unseen = /<!--.*?(?:-->|$)|<(style|script|head|title|template)\b.*?(?:<\/\1\s*>|$)/gis;
const typingBoxes = /\[anki:tts[^\][]*\]|\[\/anki:tts\]|\[\[type:[^\][]*\]\]/gi;
const sounds = /\[(?:sound|anki:play):[^\][]*\]/gi;
// A tag begins with a letter, so that `x < y` stays text; quoted attributes may contain `>`.
const tagPattern = /<(\/?)([a-z][a-z\d-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/gi;
const blocks = new Set(
  (
    'address article aside blockquote center dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ' +
    'nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);

/** HTML without what no reader sees: comments, scripts, style sheets, and the (often huge) addresses of pictures. */
export function withoutUnseen(html: string): string {
  return html.replace(unseen, '').replace(/<img\b[^<>]*>/gi, '<img>');
}

/**
 * HTML as Anki keeps it → plain text that reads the same: lines, list markers and powers stay; pictures and sounds are
 * named in brackets; what is typed as `&lt;` or `x < y` stays as a person sees it.
 */
export function textOfHtml(html: string): string {
  const source = html.replace(unseen, '').replace(typingBoxes, '').replace(sounds, '[sound]').replace(raised, raise);
  const page = new PageText();
  let at = 0;
  for (const match of source.matchAll(tagPattern)) {
    page.addText(source.slice(at, match.index));
    page.addTag((match[2] ?? '').toLowerCase(), match[1] === '/');
    at = match.index + match[0].length;
  }
  page.addText(source.slice(at));
  // Entities last: a space that was written as one is not layout, and `&lt;b&gt;` is not a tag.
  return cleanText(decodeEntities(page.lines().map(withoutOuterSpaces).join('\n')));
}

/** Only plain spaces are layout; and a loop, since `/ +$/` takes for ever on a line of a million spaces. */
function withoutOuterSpaces(line: string): string {
  let [start, end] = [0, line.length];
  while (line[start] === ' ') start += 1;
  while (end > start && line[end - 1] === ' ') end -= 1;
  return line.slice(start, end);
}

/** The page so far, line by line: a page of many small tags must not be copied at each of them. */
class PageText {
  #lines: string[] = [];
  #line = '';
  /** Open lists, the innermost last: the number of the next item, or null for bullets. */
  #lists: (number | null)[] = [];
  #preformatted = 0;

  addText(text: string): void {
    if (this.#preformatted === 0) this.#line += text.replace(/[ \t\r\n\f]+/g, ' ');
    else this.#addLines(text.replaceAll(' ', '&nbsp;').replaceAll('\t', '&#9;').split('\n'));
  }

  addTag(name: string, closes: boolean): void {
    if (name === 'br') this.#addLines(['', '']);
    if (name === 'img') this.#line += '[image]';
    if ((name === 'audio' || name === 'video') && !closes) this.#line += '[sound]';
    if ((name === 'td' || name === 'th') && closes) this.#line += '&#9;';
    if (name === 'tr' && closes) this.#line = this.#line.replace(/(?:&#9;)+$/, '');
    if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted + (closes ? -1 : 1));
    if (blocks.has(name)) this.#startLine();
    if (name === 'ol' || name === 'ul') this.#enterList(name, closes);
    if (name === 'li' && !closes) this.#line += this.#marker();
  }

  lines(): string[] {
    return [...this.#lines, this.#line];
  }

  #startLine(): void {
    if (withoutOuterSpaces(this.#line) === '') this.#line = '';
    else this.#addLines(['', '']);
  }

  #addLines([first = '', ...others]: string[]): void {
    this.#line += first;
    for (const line of others) {
      this.#lines.push(this.#line);
      this.#line = line;
    }
  }

  #enterList(name: 'ol' | 'ul', closes: boolean): void {
    if (closes) this.#lists.pop();
    else this.#lists.push(name === 'ol' ? 1 : null);
  }

  #marker(): string {
    const next = this.#lists.pop() ?? null;
    this.#lists.push(next === null ? null : next + 1);
    return next === null ? '• ' : `${next}. `;
  }
}

const raised = /<(sup|sub)>([\d+\-=()]{1,12})<\/\1>/gi;
const digits = '0123456789+-=()';
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾';
const subscripts = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎';

/** `x<sup>2</sup>` → `x²`: without its height a power would become another number. */
function raise(_: string, name: string, text: string): string {
  const marks = name.toLowerCase() === 'sup' ? superscripts : subscripts;
  return text.replace(/./g, (digit) => marks[digits.indexOf(digit)] ?? digit);
}

/** Plain text → HTML that `textOfHtml` turns back into the same text, spaces and all. */
export function htmlOfText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\[(?=sound:|anki:|\/anki:|\[type:)/gi, '&#91;')
    .replaceAll('\t', '&#9;')
    .replace(/^ | $| (?= )/gm, '&nbsp;')
    .replaceAll('\n', '<br>');
}
