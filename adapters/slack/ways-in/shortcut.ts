import type { MessageShortcut } from '@slack/bolt';
import type { Form } from '../../../src/chat/form.ts';
import { clip } from '../../../src/chat/limits.ts';
import { unescaped } from '../receive.ts';

/** What the shortcut "Make a review card" presses: what opens the form of a new card. */
export const makeCardWire = 'decks.add';

/** The form with a message's words in its first line or paragraph; what else stands in it stays. */
export function withMessage(shown: Form, { message }: Pick<MessageShortcut, 'message'>): Form {
  const first = shown.fields.find(({ kind }) => kind === 'line' || kind === 'paragraph');
  const text = readable(message.text ?? '').trim();
  if (!first || text === '' || !('max' in first) || typeof first.max !== 'number') return shown;
  const value = clip(text, first.max);
  return { ...shown, fields: shown.fields.map((field) => (field === first ? { ...field, value } : field)) };
}

/** A message's markup as one reads it: links by their words, people and channels by name where it is given. */
export const readable = (markup: string): string =>
  unescaped(
    markup
      .replace(/<([@#!])([^|>]*)(?:\|([^>]*))?>/g, (_, sign: string, id: string, name?: string) =>
        name !== undefined && name !== ''
          ? sign === '!'
            ? name
            : `${sign}${name.replace(/^[@#]/, '')}`
          : `${sign === '!' ? '@' : sign}${id}`,
      )
      .replace(/<([^|>]+)(?:\|([^>]*))?>/g, (_, url: string, words?: string) =>
        words !== undefined && words !== '' && words !== url ? `${words} (${url})` : url,
      ),
  );
