import { elementsOf, optionsOf } from './draw.ts';
import type { FakeField, Filled, Json, UploadedFile } from './faces.ts';
import { fileBody } from './files.ts';
import { at, isObject, isTrue, objectOf, objectsOf, textOf } from './json.ts';
import type { Standing, StoredFile, View } from './world.ts';

export const inputsOf = (view: Json): readonly Json[] => objectsOf(view.blocks).filter(({ type }) => type === 'input');

export function fieldOf(block: Json): FakeField {
  return {
    blockId: textOf(block.block_id),
    actionId: textOf(at(block, 'element', 'action_id')),
    kind: textOf(at(block, 'element', 'type')),
    label: textOf(at(block, 'label', 'text')),
    hint: textOf(at(block, 'hint', 'text')),
    isOptional: isTrue(block.optional),
    options: optionsOf(block.element).map((option) => ({
      label: textOf(at(option, 'text', 'text')),
      value: textOf(option.value),
    })),
  };
}

/** What the bot put into a field. */
function initial(element: Json): Standing {
  const single = ['initial_value', 'initial_date', 'initial_time', 'initial_user'].map((name) => element[name]);
  const text = single.find((value) => typeof value === 'string');
  if (typeof text === 'string') return text === '' ? null : text;
  if (isObject(element.initial_option)) return textOf(element.initial_option.value);
  const several = objectsOf(element.initial_options).map(({ value }) => textOf(value));
  return several.length > 0 ? several : null;
}

/** What stands in the field of an input block: typed, or put there by the bot. */
export function standingIn(view: View, block: Json): Standing {
  const filled = view.filled.get(textOf(block.block_id));
  return filled === undefined ? initial(objectOf(block.element)) : filled;
}

/** What a person fills in, as it then stands in the field; options may be called by their labels. */
export function filledIn(block: Json, filled: Filled, upload: (file: UploadedFile) => StoredFile): Standing {
  const { kind, options } = fieldOf(block);
  const valueNamed = (one: string) => options.find(({ label, value }) => label === one || value === one)?.value ?? one;
  const isSeveral = kind.startsWith('multi_') || kind === 'checkboxes';
  if (filled.length === 0) return null;
  if (typeof filled === 'string') return isSeveral ? [valueNamed(filled)] : valueNamed(filled);
  const values = filled.filter((one) => typeof one === 'string').map(valueNamed);
  const files = filled.filter((one) => typeof one !== 'string').map(upload);
  return files.length > 0 ? { files } : values;
}

/** What Slack's own client says of a field before anything is sent; null when it may be sent. */
export function problemOf(view: View, block: Json): string | null {
  const standing = standingIn(view, block);
  const field = fieldOf(block);
  if (standing === null) return field.isOptional ? null : 'Please complete this required field.';
  if (typeof standing === 'object' && 'files' in standing) return null;
  const values = typeof standing === 'string' ? [standing] : standing;
  const isUnknown = (one: string) => !field.options.some(({ value }) => value === one);
  if (field.options.length > 0 && values.some(isUnknown)) return `There is no such option: ${values.join(', ')}`;
  return typeof standing === 'string' ? problemOfText(standing, objectOf(block.element)) : null;
}

function problemOfText(text: string, element: Json): string | null {
  if (element.type === 'plain_text_input') {
    const { min_length: min = 0, max_length: max = 3000 } = element;
    if (text.length < Number(min)) return `Please enter at least ${min} characters.`;
    return text.length > Number(max) ? `Please enter at most ${max} characters.` : null;
  }
  if (element.type === 'email_text_input') return /^\S+@\S+\.\S+$/.test(text) ? null : 'Please enter an email address.';
  if (element.type === 'url_text_input') return /^https?:\/\/\S+$/.test(text) ? null : 'Please enter a URL.';
  return element.type === 'number_input' ? problemOfNumber(text, element) : null;
}

function problemOfNumber(text: string, { is_decimal_allowed, min_value, max_value }: Json): string | null {
  const isNumber = is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!isNumber.test(text)) return 'Please enter a number.';
  if (min_value !== undefined && Number(text) < Number(min_value)) return `Please enter ${min_value} or more.`;
  return max_value !== undefined && Number(text) > Number(max_value) ? `Please enter ${max_value} or less.` : null;
}

/** `view.state.values`, as an interaction tells them: https://docs.slack.dev/reference/views/modal-views. */
export function stateOf(view: View): Json {
  const inputs = inputsOf(view.body).map((block) => [textOf(block.block_id), block] as const);
  const values = inputs.map(([blockId, block]) => {
    const { actionId, kind } = fieldOf(block);
    return [blockId, { [actionId]: { type: kind, ...told(kind, standingIn(view, block), block.element) } }] as const;
  });
  return { values: Object.fromEntries(values) };
}

function told(kind: string, standing: Standing, element: unknown): Json {
  const optionNamed = (value: unknown) => optionsOf(element).find((option) => option.value === value);
  if (kind === 'file_input') return { files: filesIn(standing).map(fileBody) };
  if (kind === 'static_select' || kind === 'radio_buttons') return { selected_option: optionNamed(standing) ?? null };
  if (kind === 'multi_static_select' || kind === 'checkboxes')
    return { selected_options: (Array.isArray(standing) ? standing : []).map(optionNamed) };
  if (kind === 'datepicker') return { selected_date: standing };
  if (kind === 'timepicker') return { selected_time: standing };
  if (kind === 'users_select') return { selected_user: standing };
  return { value: standing };
}

const filesIn = (standing: Standing): readonly StoredFile[] =>
  standing !== null && typeof standing === 'object' && 'files' in standing ? standing.files : [];

/** After an update, what was typed stays where block_id, action_id and kind are still the same: Slack forgets the rest. */
export function keepFilled(view: View, next: Json): View['filled'] {
  const key = (block: Json) => `${block.block_id} ${at(block, 'element', 'action_id')} ${at(block, 'element', 'type')}`;
  const before = new Map(inputsOf(view.body).map((block) => [key(block), textOf(block.block_id)]));
  const kept = inputsOf(next).flatMap((block) => {
    const filled = view.filled.get(before.get(key(block)) ?? '');
    return filled === undefined ? [] : [[textOf(block.block_id), filled] as const];
  });
  return new Map(kept);
}

/** The element with this action_id among blocks. */
export const elementNamed = (blocks: unknown, actionId: string) =>
  elementsOf(blocks).find(({ element }) => element.action_id === actionId);
