import {
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button, Choice, Control, Picker } from '../../../src/chat/card.ts';
import { clip } from '../../../src/chat/limits.ts';
import { toWire } from '../../../src/chat/wire.ts';
import { literal } from './escape.ts';
import type { Piece } from './render.ts';

/** Discord's limits for what can be pressed (discord.com/developers/docs/components/reference). */
const max = { buttons: 5, label: 80, options: 25, option: 100, placeholder: 150, url: 512 } as const;
const styles: Record<Button['look'], ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Danger> = {
  main: ButtonStyle.Primary,
  plain: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
};

/** Rows of up to five buttons, a row for each picker; what cannot be pressed is shown as text. */
export function renderControls(controls: readonly Control[]): Piece[] {
  const drawn = controls.flatMap(renderControl);
  const rows: APIComponentInMessageActionRow[][] = [];
  for (const one of drawn) {
    if (typeof one === 'string') continue;
    const last = rows.at(-1);
    if (last && one.type === ComponentType.Button && takes(last, one)) last.push(one);
    else rows.push([one]);
  }
  const texts = drawn.filter((one) => typeof one === 'string').map(asText);
  return [...texts, ...rows.map((components): Piece => ({ component: { type: ComponentType.ActionRow, components } }))];
}

const asText = (content: string): Piece => ({ component: { type: ComponentType.TextDisplay, content } });

/** A row holds five buttons, or one picker alone; a custom id may be there once in a message, so never twice in a row. */
function takes(row: readonly APIComponentInMessageActionRow[], one: APIButtonComponent): boolean {
  if (row.length >= max.buttons || row.some(({ type }) => type !== ComponentType.Button)) return false;
  return !('custom_id' in one) || !row.some((other) => 'custom_id' in other && other.custom_id === one.custom_id);
}

function renderControl(control: Control): (APIComponentInMessageActionRow | string)[] {
  switch (control.kind) {
    case 'button':
      return [button(control.label, toWire(control.intent), styles[control.look])];
    case 'link':
      return [renderLink(control.label, control.url)];
    case 'picker':
      return renderPicker(control);
  }
}

export const button = (
  label: string,
  customId: string,
  style: (typeof styles)[Button['look']] = ButtonStyle.Primary,
): APIButtonComponent => ({ type: ComponentType.Button, style, label: labelOf(label), custom_id: customId });

const labelOf = (label: string) => (label.trim() === '' ? '…' : clip(label, max.label));

function renderLink(label: string, url: string): APIButtonComponent | string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url) || url.length > max.url) return literal(`${label} (${url})`);
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: labelOf(label), url };
}

/** What is picked rides as `name=value`, since the intent does not tell which of its options is meant. */
function renderPicker({ label, intent, picks, choices }: Picker): (APIComponentInMessageActionRow | string)[] {
  const groups: APISelectMenuOption[][] = [[]];
  for (const choice of choices) {
    const option = optionOf(choice, `${picks}=${choice.value}`);
    const last = groups.at(-1);
    if (last && last.length < max.options && last.every(({ value }) => value !== option.value)) last.push(option);
    else groups.push([option]);
  }
  if (choices.length === 0) return [literal(label)];
  const placeholder = clip(label, max.placeholder);
  return groups.map((options) => ({
    type: ComponentType.StringSelect,
    custom_id: toWire(intent),
    options,
    ...(placeholder.trim() !== '' && { placeholder }),
  }));
}

/** A choice of a select, in a message or in a form. Throws where its value is longer than Discord carries. */
export function optionOf({ label }: Choice, value: string): APISelectMenuOption {
  if (value.length > max.option)
    throw new Error(`The choice ${value} is ${value.length} characters; ${max.option} fit`);
  return { label: label.trim() === '' ? '…' : clip(label, max.option), value };
}
