import type { Block, Card, Control, Inline, Words } from './card.ts';

/** A card as plain text: for notifications, logs of tests, and wherever nothing else can be drawn. */
export function plainCard(card: Card): string {
  return [card.title, ...card.blocks.map(plainBlock)].filter((line) => line !== '').join('\n');
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return plainWords(block.words);
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plainWords(value)}`).join('\n');
    case 'list':
      return block.items.map((item) => `${block.isChecklist ? '' : '• '}${plainWords(item)}`).join('\n');
    case 'meter':
      return `${block.label}: ${block.value} of ${block.max}`;
    case 'rule':
      return '';
    case 'picture':
      return block.alt;
    case 'download':
      return block.name;
    case 'controls':
      return block.controls.map(plainControl).join(' ');
  }
}

function plainControl(control: Control): string {
  switch (control.kind) {
    case 'button':
      return `[${control.label}]`;
    case 'link':
      return `[${control.label}] ${control.url}`;
    case 'picker':
      return `[${control.label}: ${control.choices.map(({ label }) => label).join(' | ')}]`;
  }
}

export function plainWords(words: Words): string {
  return words.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  switch (inline.kind) {
    case 'strong':
    case 'code':
      return inline.text;
    case 'link':
      return `${inline.text} (${inline.url})`;
    case 'person':
      return inline.person.name;
    case 'moment':
      return inline.spoken;
  }
}
