import type { RichTextElement, RichTextSection } from '@slack/types';
import type { Inline, Words } from '../../../src/chat/card.ts';
import { userOfKey } from '../places.ts';

type Moment = Extract<Inline, { kind: 'moment' }>;

/**
 * How Slack draws an instant in the reader's own zone and language
 * (docs.slack.dev/reference/block-kit/block-elements/date-element). `{ago}` is for the past alone, so a distance is drawn as day
 * and hour.
 */
const dateFormats: Readonly<Record<Moment['as'], string>> = {
  day: '{date_long_pretty}',
  clock: '{time}',
  distance: '{date_short_pretty} {time}',
};

/**
 * Words as elements of rich text. Their texts are never parsed, so that nothing typed can become markup, an emoji or a ping: all
 * that rings someone is the element of a person who is to be pinged.
 */
export const richWords = (words: Words): RichTextElement[] => words.flatMap(richInline);

export const section = (elements: RichTextElement[]): RichTextSection => ({ type: 'rich_text_section', elements });

/** Slack refuses empty texts. */
export const richText = (text: string, style?: { bold?: true; code?: true }): RichTextElement[] =>
  text === '' ? [] : [{ type: 'text', text, ...(style && { style }) }];

function richInline(inline: Inline): RichTextElement[] {
  if (typeof inline === 'string') return richText(inline);
  switch (inline.kind) {
    case 'strong':
      return richText(inline.text, { bold: true });
    case 'code':
      return richText(inline.text, { code: true });
    case 'link':
      return richLink(inline.text, inline.url);
    case 'person':
      return richPerson(inline);
    case 'moment':
      return richMoment(inline);
  }
}

function richPerson({ person, ping }: Extract<Inline, { kind: 'person' }>): RichTextElement[] {
  const user = userOfKey(person.key);
  return ping && user !== null ? [{ type: 'user', user_id: user }] : richText(person.name, { bold: true });
}

function richMoment({ at, as, spoken }: Moment): RichTextElement[] {
  const timestamp = Math.floor(new Date(at).getTime() / 1000);
  return [{ type: 'date', timestamp, format: dateFormats[as], ...(spoken !== '' && { fallback: spoken }) }];
}

/** Only the web is linked to; any other address (`javascript:`) is shown as the text that it is. */
export function richLink(text: string, url: string): RichTextElement[] {
  if (!isWebAddress(url)) return richText(`${text} (${url})`);
  return [{ type: 'link', url, ...(text !== '' && { text }) }];
}

export const isWebAddress = (url: string) => /^https?:\/\//i.test(url) && URL.canParse(url);
