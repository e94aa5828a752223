import type { Block, Card, Control } from './card.ts';
import type { Form } from './form.ts';
import { toWire } from './wire.ts';

/** The smallest limit of all platforms for each part, in characters or in pieces (platforms.md sections 3 and 4). */
export const limits = {
  cardTitle: 150, // Slack header
  cardText: 3900, // Discord: 4000 over all text displays of a message
  blocks: 20, // Discord: 40 components with nested ones
  text: 3000, // Slack section
  facts: 10, // Slack section fields
  factLabel: 200,
  factValue: 1700, // label and value share Slack's 2000
  listItems: 25,
  controls: 5, // Discord row
  label: 75, // Slack button; Discord 80
  choices: 25, // Discord select
  choice: 75, // Slack option; Discord 100
  url: 512, // Discord link button
  alt: 1000,
  formTitle: 24, // Slack modal; Discord 45
  formFields: 5, // Discord modal
  fieldLabel: 45, // Discord label
  fieldHelp: 100, // Discord label description
  fieldValue: 3000, // Slack plain_text_input
  commandName: 32,
  commandAbout: 100,
  optionsOfCommand: 25,
} as const;

/** At most `max` characters of what a member wrote, with … where some fell off; never half a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const parts = new Intl.Segmenter().segment(text.slice(0, max + 8));
  let kept = '';
  for (const { segment } of parts) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** What of a card would not fit some platform: one line each, none when all is well. For tests: words of ours must fit. */
export function misfits(shown: Card | Form): string[] {
  return (shown.kind === 'card' ? cardParts(shown) : formParts(shown)).filter(([, size, max]) => size > max).map(say);
}

type Part = readonly [what: string, size: number, max: number];

const say = ([what, size, max]: Part) => `${what}: ${size}, and ${max} fit`;

function cardParts(card: Card): Part[] {
  const text = card.title.length + card.blocks.reduce((sum, block) => sum + textLength(block), 0);
  return [
    ['card title', card.title.length, limits.cardTitle],
    ['card text', text, limits.cardText],
    ['blocks', card.blocks.length, limits.blocks],
    ...card.blocks.flatMap(blockParts),
  ];
}

function blockParts(block: Block): Part[] {
  switch (block.kind) {
    case 'text':
      return [['text', textLength(block), limits.text]];
    case 'facts':
      return [
        ['facts', block.facts.length, limits.facts],
        ...block.facts.flatMap(({ label, value }): Part[] => [
          [`fact label ${label}`, label.length, limits.factLabel],
          [`fact ${label}`, spoken(value).length, limits.factValue],
        ]),
      ];
    case 'list':
      return [
        ['list items', block.items.length, limits.listItems],
        ['list', textLength(block), limits.text],
      ];
    case 'meter':
      return [['meter label', block.label.length, limits.factLabel]];
    case 'rule':
    case 'download':
      return [];
    case 'picture':
      return [['alt text', block.alt.length, limits.alt]];
    case 'controls':
      return [['controls in a row', block.controls.length, limits.controls], ...block.controls.flatMap(controlParts)];
  }
}

function controlParts(control: Control): Part[] {
  const label: Part = [`label ${control.label}`, control.label.length, limits.label];
  switch (control.kind) {
    case 'button':
      return [label, ['wire', toWire(control.intent).length, 100]];
    case 'link':
      return [label, ['url', control.url.length, limits.url]];
    case 'picker':
      return [
        label,
        ['choices', control.choices.length, limits.choices],
        ...control.choices.map((choice): Part => [`choice ${choice.label}`, choice.label.length, limits.choice]),
      ];
  }
}

function formParts(form: Form): Part[] {
  return [
    ['form title', form.title.length, limits.formTitle],
    ['send label', form.send.length, limits.formTitle],
    ['fields', form.fields.length, limits.formFields],
    ...form.fields.flatMap((field): Part[] => [
      [`field label ${field.label}`, field.label.length, limits.fieldLabel],
      [`field help ${field.help}`, field.help?.length ?? 0, limits.fieldHelp],
      [`field value ${field.name}`, field.value?.length ?? 0, limits.fieldValue],
      [`choices of ${field.name}`, field.kind === 'choice' ? field.choices.length : 0, limits.choices],
    ]),
  ];
}

const spoken = (words: readonly unknown[]) =>
  words
    .map((word) => (typeof word === 'string' ? word : ((word as { text?: string }).text ?? 'x'.repeat(24))))
    .join('');

function textLength(block: Block): number {
  switch (block.kind) {
    case 'text':
      return spoken(block.words).length;
    case 'facts':
      return block.facts.reduce((sum, { label, value }) => sum + label.length + spoken(value).length + 3, 0);
    case 'list':
      return block.items.reduce((sum, item) => sum + spoken(item).length + 2, 0);
    case 'meter':
      return block.label.length + 16;
    case 'rule':
    case 'picture':
    case 'download':
    case 'controls':
      return 0;
  }
}
