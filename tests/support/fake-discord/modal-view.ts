import { ClientSaysNo } from './client-says-no.ts';
import { kinds } from './component-kinds.ts';
import type { ModalValue, Upload } from './interface.ts';
import { asList, asNumber, asObject, asText, type Json } from './json.ts';
import { readComponents } from './read.ts';
import type { ModalField, OpenModal } from './screen.ts';
import { namesOf } from './seen.ts';
import type { OpenModalRecord, State } from './state.ts';

const kindNames: Readonly<Record<number, ModalField['kind']>> = {
  [kinds.textInput]: 'text',
  [kinds.upload]: 'file',
  [kinds.radio]: 'radio',
  [kinds.checkboxes]: 'checkboxes',
  [kinds.checkbox]: 'checkbox',
};

/** An open modal as it stands on the screen, with what was typed into it so far. */
export function viewModal(state: State, { data, typed }: OpenModalRecord): OpenModal {
  const fields = labelsOf(data).map((label) => viewField(label, typed));
  const typedTexts = fields.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const text = [data.title, ...readComponents(data.components, namesOf(state)), ...typedTexts];
  return {
    customId: data.custom_id,
    title: data.title,
    text: text.filter((one) => one !== '').join('\n'),
    fields,
    raw: data,
  };
}

const labelsOf = ({ components }: OpenModalRecord['data']): Json[] =>
  components.map((one) => asObject(one)).filter(({ type }) => type === kinds.label);

function viewField(label: Json, typed: OpenModalRecord['typed']): ModalField {
  const component = asObject(label.component);
  const customId = asText(component.custom_id);
  const options = asList(component.options).map(asObject);
  const kind = kindNames[asNumber(component.type)] ?? 'select';
  return {
    customId,
    kind,
    label: asText(label.label),
    description: asText(label.description),
    isRequired: kind !== 'checkbox' && component.required !== false,
    value: shown(typed[customId]) ?? initial(kind, component, options),
    options: options.map(({ value, label }) => ({ value: asText(value), label: asText(label) })),
  };
}

function shown(value: ModalValue | undefined): ModalField['value'] | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return value.map((one) => (typeof one === 'string' ? one : one.name));
}

function initial(kind: ModalField['kind'], component: Json, options: readonly Json[]): ModalField['value'] {
  if (kind === 'text') return asText(component.value);
  if (kind === 'checkbox') return component.default === true ? 'true' : 'false';
  return options.filter((option) => option.default === true).map(({ value }) => asText(value));
}

/** Refuses what the client does not send, field by field, as it marks them. */
export function checkFilled({ data, typed }: OpenModalRecord): void {
  const problems = labelsOf(data).flatMap((label) => {
    const problem = problemOf(viewField(label, typed), asObject(label.component));
    return problem === null ? [] : [[asText(asObject(label.component).custom_id), problem] as const];
  });
  if (problems.length > 0) throw new ClientSaysNo('The form cannot be sent like this', Object.fromEntries(problems));
}

function problemOf({ kind, isRequired, value, options }: ModalField, component: Json): string | null {
  if (value.length === 0) return isRequired ? 'This field is required' : null;
  if (typeof value === 'string') return kind === 'text' ? lengthProblem(value, component) : null;
  const stranger = kind !== 'file' && value.some((one) => !options.some((option) => option.value === one));
  if (stranger) return 'Not among the options';
  const least = typeof component.min_values === 'number' ? component.min_values : 1;
  const most = kind === 'radio' ? 1 : typeof component.max_values === 'number' ? component.max_values : 1;
  return value.length < least || value.length > most ? `Choose ${least} to ${most}` : null;
}

function lengthProblem(value: string, { min_length: min, max_length: max }: Json): string | null {
  if (value.length < asNumber(min)) return `Must be ${min} or more in length.`;
  const most = typeof max === 'number' ? max : 4000;
  return value.length > most ? `Must be ${most} or fewer in length.` : null;
}

/** What the client sends for a modal. `keep` uploads a file and gives its id. */
export function submission({ data, typed }: OpenModalRecord, keep: (upload: Upload) => string): object[] {
  return data.components.map((one) => {
    const top = asObject(one);
    if (top.type !== kinds.label) return { type: top.type, id: top.id };
    const component = asObject(top.component);
    const { customId, kind, value } = viewField(top, typed);
    const given = typed[customId];
    const files = Array.isArray(given) ? given.filter((it) => typeof it === 'object') : [];
    const sent = {
      type: component.type,
      id: component.id,
      custom_id: customId,
      ...sentValue(kind, value, files.map(keep)),
    };
    return { type: top.type, id: top.id, component: sent };
  });
}

function sentValue(kind: ModalField['kind'], value: ModalField['value'], uploaded: readonly string[]): object {
  switch (kind) {
    case 'text':
      return { value };
    case 'checkbox':
      return { value: value === 'true' };
    case 'radio':
      return { value: value[0] ?? null };
    case 'file':
      return { values: uploaded };
    case 'select':
    case 'checkboxes':
      return { values: value };
  }
}
