import type { Choice, Intent } from './card.ts';

/** A question sheet with at most five fields; sent, it presses `intent` with the fields as further values. */
export interface Form {
  readonly kind: 'form';
  readonly title: string;
  readonly send: string;
  readonly intent: Intent;
  readonly fields: readonly Field[];
}

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly required: boolean;
  /** What stands in the field when the form opens. */
  readonly value?: string;
}

export type Line = Asked & { readonly kind: 'line'; readonly max: number };
export type Paragraph = Asked & { readonly kind: 'paragraph'; readonly max: number };
export type NumberField = Asked & { readonly kind: 'number'; readonly min: number; readonly max: number };
export type ChoiceField = Asked & { readonly kind: 'choice'; readonly choices: readonly Choice[] };
export type FileField = Asked & {
  readonly kind: 'file';
  readonly accept: readonly string[];
  readonly maxBytes: number;
};
export type Field = Line | Paragraph | NumberField | ChoiceField | FileField;
