import { optionsOf } from './draw.ts';
import type { FakeField, Json } from './faces.ts';
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
