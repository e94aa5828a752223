/**
 * What the bot shows. A card is plain JSON: it is kept in the outbox, answered again to a repeated request, and drawn by every
 * platform. The unions are closed: a new block does not compile until each renderer draws it.
 */

/** Something a press asks for: the name of an action and its values as they ride on the wire. Made by `press` in handler.ts. */
export interface Intent {
  readonly to: string;
  readonly with: Readonly<Record<string, string>>;
  /** The answer comes below and the pressed card stays, whatever the action says: for a card with several things to answer. */
  readonly beside?: true;
}

export interface PersonRef {
  readonly key: string;
  readonly name: string;
}

export type Inline =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'person'; readonly person: PersonRef; readonly ping: boolean }
  | {
      readonly kind: 'moment';
      readonly at: string;
      readonly as: 'day' | 'clock' | 'distance';
      readonly spoken: string;
    };

/** A run of inline pieces. Strings are literal: each renderer escapes them, so nothing typed can become markup or a ping. */
export type Words = readonly Inline[];

export type Text = { readonly kind: 'text'; readonly words: Words };
export type Facts = {
  readonly kind: 'facts';
  readonly facts: readonly { readonly label: string; readonly value: Words }[];
};
/** Of a checklist each item begins with its box, which takes the place of a bullet. */
export type List = { readonly kind: 'list'; readonly items: readonly Words[]; readonly isChecklist?: true };
export type Meter = { readonly kind: 'meter'; readonly label: string; readonly value: number; readonly max: number };
export type Rule = { readonly kind: 'rule' };
export type Picture = {
  readonly kind: 'picture';
  readonly svg: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
};
export type Download = {
  readonly kind: 'download';
  readonly name: string;
  readonly mime: string;
  readonly base64: string;
};
export type Controls = { readonly kind: 'controls'; readonly controls: readonly Control[] };
export type Block = Text | Facts | List | Meter | Rule | Picture | Download | Controls;

export type Button = {
  readonly kind: 'button';
  readonly label: string;
  readonly intent: Intent;
  readonly look: 'plain' | 'main' | 'danger';
};
export type LinkButton = { readonly kind: 'link'; readonly label: string; readonly url: string };
/** A choice of one; what is picked is sent under the option named `picks`. */
export type Picker = {
  readonly kind: 'picker';
  readonly label: string;
  readonly intent: Intent;
  readonly picks: string;
  readonly choices: readonly Choice[];
};
export type Control = Button | LinkButton | Picker;
export interface Choice {
  readonly value: string;
  readonly label: string;
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

export interface Card {
  readonly kind: 'card';
  readonly tone: Tone;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A card; strings and word runs among the blocks become text blocks, and absent ones (`null`) fall out. */
export function card(
  title: string,
  blocks: readonly (Block | Words | string | null)[] = [],
  tone: Tone = 'plain',
): Card {
  return { kind: 'card', tone, title, blocks: blocks.filter((block) => block !== null).map(asBlock) };
}

function asBlock(block: Block | Words | string): Block {
  if (typeof block === 'string') return { kind: 'text', words: [block] };
  return isWords(block) ? { kind: 'text', words: block } : block;
}

function isWords(block: Block | Words): block is Words {
  return Array.isArray(block);
}

/** Words from a template: rich`${strong('30 min')} on ${topic}`. Whatever is put in stays literal text. */
export function rich(parts: TemplateStringsArray, ...values: readonly (Inline | Words | number)[]): Words {
  const words = parts.flatMap((part, at): Words => {
    const value = values[at];
    if (value === undefined) return [part];
    if (typeof value === 'number') return [part, String(value)];
    return Array.isArray(value) ? [part, ...(value as Words)] : [part, value as Inline];
  });
  return words.filter((word) => word !== '');
}

export const strong = (text: string): Inline => ({ kind: 'strong', text });
export const code = (text: string): Inline => ({ kind: 'code', text });
export const link = (text: string, url: string): Inline => ({ kind: 'link', text, url });
export const person = (ref: PersonRef, ping = false): Inline => ({
  kind: 'person',
  person: { key: ref.key, name: ref.name },
  ping,
});

/** An instant, drawn by each platform in the reader's own zone; `spoken` is the text where that is not possible. */
export function moment(at: Date, as: 'day' | 'clock' | 'distance', spoken: string): Inline {
  return { kind: 'moment', at: at.toISOString(), as, spoken };
}

export const facts = (pairs: readonly (readonly [label: string, value: Words | string])[]): Facts => ({
  kind: 'facts',
  facts: pairs.map(([label, value]) => ({ label, value: typeof value === 'string' ? [value] : value })),
});
export const list = (items: readonly (Words | string)[]): List => ({
  kind: 'list',
  items: items.map((item) => (typeof item === 'string' ? [item] : item)),
});
export const checklist = (items: readonly { readonly what: string; readonly isDone: boolean }[]): List => ({
  ...list(items.map(({ what, isDone }) => `${isDone ? '☑' : '☐'} ${what}`)),
  isChecklist: true,
});
export const meter = (label: string, value: number, max: number): Meter => ({ kind: 'meter', label, value, max });
export const rule = (): Rule => ({ kind: 'rule' });
export const picture = (drawn: Omit<Picture, 'kind'>): Picture => ({ kind: 'picture', ...drawn });
export const download = (name: string, mime: string, bytes: Uint8Array): Download => ({
  kind: 'download',
  name,
  mime,
  base64: Buffer.from(bytes).toString('base64'),
});
export const controls = (...buttons: readonly (Control | null)[]): Controls => ({
  kind: 'controls',
  controls: buttons.filter((button) => button !== null),
});
export const button = (label: string, intent: Intent, look: Button['look'] = 'plain'): Button => ({
  kind: 'button',
  label,
  intent,
  look,
});
export const linkButton = (label: string, url: string): LinkButton => ({ kind: 'link', label, url });
export const picker = (label: string, intent: Intent, picks: string, choices: readonly Choice[]): Picker => ({
  kind: 'picker',
  label,
  intent,
  picks,
  choices,
});
