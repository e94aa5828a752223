import type { Inline, Words } from '../../../src/chat/card.ts';
import { plainWords } from '../../../src/chat/plain.ts';
import { userIdOf } from '../places.ts';
import { enclosed, literal } from './escape.ts';

/** Words as Discord's Markdown. */
export const renderWords = (words: Words): string => words.map(renderInline).join('');

function renderInline(inline: Inline): string {
  if (typeof inline === 'string') return literal(inline);
  switch (inline.kind) {
    case 'strong':
      return bold(inline.text);
    case 'code':
      return renderCode(inline.text);
    case 'link':
      return renderLink(inline.text, inline.url);
    case 'person': {
      const id = userIdOf(inline.person.key);
      return id === null ? literal(inline.person.name) : `<@${id}>`;
    }
    case 'moment':
      return renderMoment(inline.at, inline.as);
  }
}

export const bold = (text: string) => (text.trim() === '' ? text : `**${enclosed(text)}**`);

/** Between as many backticks as it takes; three would begin a block, so text with two in a row stays plain. */
function renderCode(text: string): string {
  if (text.trim() === '' || text.includes('``')) return literal(text);
  if (!text.includes('`')) return `\`${text}\``;
  return `\`\`${text.startsWith('`') ? ' ' : ''}${text}${text.endsWith('`') ? ' ' : ''}\`\``;
}

/**
 * Only the web is linked to; any other address is shown as the text that it is. Discord takes no link whose words have brackets, or
 * look like an address themselves.
 */
function renderLink(text: string, url: string): string {
  const target = webTarget(url);
  if (target === null || text.trim() === '' || /[[\]]|:\/\//.test(text)) return literal(`${text} (${url})`);
  return `[${enclosed(text)}](${target})`;
}

/** The address as it can stand between round brackets, or null where it is none of the web. */
function webTarget(url: string): string | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  return new URL(url).href.replace(/[()<>\\]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

const styles = { clock: 't', day: 'D', distance: 'R' } as const;

/** Drawn by each reader's Discord in their own zone and language (discord.com/developers/docs/reference#message-formatting). */
const renderMoment = (at: string, as: keyof typeof styles) => `<t:${Math.floor(Date.parse(at) / 1000)}:${styles[as]}>`;

/** Discord's ids of those whom these words ping. */
export function pingedIn(words: Words): string[] {
  return words.flatMap((it) => {
    const id = typeof it !== 'string' && it.kind === 'person' && it.ping ? userIdOf(it.person.key) : null;
    return id === null ? [] : [id];
  });
}

/** The words in pieces of Markdown of at most `max` characters each: one, unless it takes more. */
export function renderInPieces(words: Words, max: number): string[] {
  const whole = renderWords(words);
  if (whole.length <= max) return [whole];
  const [left, right] = halves(words);
  return right.length === 0 ? [whole.slice(0, max)] : [left, right].flatMap((half) => renderInPieces(half, max));
}

function halves(words: Words): [Words, Words] {
  if (words.length > 1) {
    const middle = Math.ceil(words.length / 2);
    return [words.slice(0, middle), words.slice(middle)];
  }
  const [only] = words;
  const text = only === undefined ? '' : plainWords([only]);
  const cut = middleOf(text);
  if (cut === 0) return [words, []];
  const like = (part: string): Inline =>
    typeof only === 'object' && (only.kind === 'strong' || only.kind === 'code') ? { ...only, text: part } : part;
  return [[like(text.slice(0, cut))], [like(text.slice(cut))]];
}

/** Near the middle, after a line or a word where there is one; never inside a character. */
function middleOf(text: string): number {
  const middle = Math.floor(text.length / 2);
  for (const mark of ['\n', ' ']) {
    const at = text.lastIndexOf(mark, middle);
    if (at > middle / 2) return at + 1;
  }
  return /[\uDC00-\uDFFF]/.test(text.charAt(middle)) ? middle - 1 : middle;
}
