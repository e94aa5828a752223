import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Choice } from '../../../src/chat/card.ts';
import type { Field, Form } from '../../../src/chat/form.ts';
import { plain } from './render.ts';

/** The callback_id of every form of ours. */
const formCallback = 'form';

const radiosMax = 5;

/** What a modal remembers, at most 3000 characters: which kept form it shows, and where its answer goes. */
export interface FormMemory {
  readonly form: string;
  readonly from: unknown;
}

/**
 * A form as a modal. Each field's block carries the form's id, so that what is typed stays when the same form is shown again, and
 * never slips into another one. `above` stands over the fields: what is wrong with the form as a whole.
 */
export function renderForm(form: Form, memory: FormMemory, above: readonly KnownBlock[] = []): ModalView {
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(form.title),
    submit: plain(form.send),
    close: plain('Not now'),
    private_metadata: JSON.stringify(memory),
    blocks: [...above, ...form.fields.map((field) => renderField(field, memory.form))],
  };
}

export const blockIdOf = (field: string, form: string) => `${form}.${field}`;
export const fieldOfBlock = (blockId: string) => blockId.slice(blockId.indexOf('.') + 1);

function renderField(field: Field, form: string): InputBlock {
  return {
    type: 'input',
    block_id: blockIdOf(field.name, form),
    label: plain(field.label),
    optional: !field.required,
    element: renderInput(field),
    ...(field.help !== undefined && field.help !== '' && { hint: plain(field.help) }),
  };
}

function renderInput(field: Field): InputBlockElement {
  const action_id = field.kind;
  const initial = field.value !== undefined && field.value !== '' ? { initial_value: field.value } : {};
  switch (field.kind) {
    case 'line':
      return { type: 'plain_text_input', action_id, ...initial };
    case 'paragraph':
      return { type: 'plain_text_input', action_id, multiline: true, ...initial };
    case 'number':
      return renderNumber(field, initial);
    case 'choice':
      return renderChoices(field);
    case 'file':
      return {
        type: 'file_input',
        action_id,
        max_files: 1,
        filetypes: field.accept.map((it) => it.replace(/^\./, '')),
      };
  }
}

/**
 * A number field takes nothing but a number within its bounds; what stands there and is none needs a line, or it would be lost.
 */
function renderNumber(
  { min, max }: Extract<Field, { kind: 'number' }>,
  initial: { initial_value?: string },
): InputBlockElement {
  const placeholder = plain(`${min} to ${max}`);
  const { initial_value: value } = initial;
  const fits = value === undefined || (/^-?\d+$/.test(value) && Number(value) >= min && Number(value) <= max);
  if (!fits) return { type: 'plain_text_input', action_id: 'number-as-text', placeholder, ...initial };
  const bounds = { min_value: String(min), max_value: String(max) };
  return { type: 'number_input', action_id: 'number', is_decimal_allowed: false, ...bounds, placeholder, ...initial };
}

/** A few choices, one of which must be taken, are shown at once. */
function renderChoices({ required, choices, value }: Extract<Field, { kind: 'choice' }>): InputBlockElement {
  const options = choices.map(asOption);
  const chosen = choices.find((it) => it.value === value);
  const initial = chosen ? { initial_option: asOption(chosen) } : {};
  if (required && choices.length <= radiosMax)
    return { type: 'radio_buttons', action_id: 'choice', options, ...initial };
  return { type: 'static_select', action_id: 'choice', placeholder: plain('Choose…'), options, ...initial };
}

const asOption = ({ value, label }: Choice): PlainTextOption => ({ text: plain(label), value });
