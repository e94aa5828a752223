/** What kind of thing an answer is, as far as its writing tells: enough to say where to look without saying what. */
import { itemsOf } from '../gate/giving-away.ts';
import { numberOf } from '../text/numbers-said.ts';
import { isUnspaced, squeezed } from '../text/plain-form.ts';

export type AnswerShape =
  | { readonly kind: 'number'; readonly value: number; readonly hasUnit: boolean }
  | { readonly kind: 'yes or no' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'word'; readonly letters: number }
  | { readonly kind: 'words'; readonly count: number }
  | { readonly kind: 'list'; readonly count: number }
  | { readonly kind: 'formula' }
  | { readonly kind: 'sentence' };

export function shapeOf(answer: string): AnswerShape {
  const text = answer.trim();
  const value = numberOf(text);
  if (value !== null) return { kind: 'number', value, hasUnit: /\p{L}|[%°$€£¥]/u.test(text) };
  if (/^(?:yes|no|true|false|ja|nein|oui|non|sí|si)\W*$/iu.test(text)) return { kind: 'yes or no' };
  if ([...squeezed(text)].length <= 1) return { kind: 'sign' };
  const words = text.split(/\s+/);
  const items = itemsOf(text);
  if (items.length >= 3 && items.every((item) => item.split(/\s+/).length <= 8))
    return { kind: 'list', count: items.length };
  if (/[=≤≥<>∫∑√^→]|\\[a-z]+|[A-Za-z]\s*[-+*/]\s*[A-Za-z0-9]/.test(text) && words.length <= 12)
    return { kind: 'formula' };
  if (words.length === 1 && !(isUnspaced(text) && [...text].length > 8))
    return { kind: 'word', letters: [...text].length };
  return words.length <= 4 && words.length > 1 ? { kind: 'words', count: words.length } : { kind: 'sentence' };
}

const scripts = {
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}{2}/u,
  Arabic: /\p{Script=Arabic}/u,
  Hebrew: /\p{Script=Hebrew}/u,
  Devanagari: /\p{Script=Devanagari}/u,
  Japanese: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Chinese: /\p{Script=Han}/u,
  Korean: /\p{Script=Hangul}/u,
  Thai: /\p{Script=Thai}/u,
} as const;

/** The script of the answer, where it is another than the question's; null for Latin. */
export function scriptOf(answer: string, question: string): string | null {
  const found = Object.entries(scripts).find(([, letters]) => letters.test(answer) && !letters.test(question));
  return found?.[0] ?? null;
}
