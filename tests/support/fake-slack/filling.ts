import type { Filled, Json, UploadedFile } from './faces.ts';
import { fieldOf, inputsOf, standingIn } from './fields.ts';
import { uploadFile } from './files.ts';
import { at, objectOf, textOf } from './json.ts';
import type { Standing, StoredFile, View, World } from './world.ts';

/** Fills a modal in, by block_id, action_id or label; whether Slack lets it be sent, or shows what is wrong with it first. */
export function fillIn(world: World, view: View, values: Readonly<Record<string, Filled>>): boolean {
  const inputs = inputsOf(view.body);
  if (view.body.submit === undefined && inputs.length === 0) throw new Error('This modal has nothing to send');
  for (const [name, value] of Object.entries(values)) {
    const block = inputs.find((it) => namesOf(it).includes(name));
    if (!block) throw new Error(`The form does not ask for ${name}`);
    const standing = filledIn(block, value, (file) => uploadFile(world, view.team, file));
    view.filled.set(textOf(block.block_id), standing);
  }
  const problems = inputs.map((block) => [textOf(block.block_id), problemOf(view, block)] as const);
  view.problems = Object.fromEntries(problems.flatMap(([blockId, what]) => (what === null ? [] : [[blockId, what]])));
  return Object.keys(view.problems).length === 0;
}

const namesOf = (block: Json) => [block.block_id, at(block, 'element', 'action_id'), at(block, 'label', 'text')];

/** What a person fills in, as it then stands in the field; options may be called by their labels. */
function filledIn(block: Json, filled: Filled, upload: (file: UploadedFile) => StoredFile): Standing {
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
function problemOf(view: View, block: Json): string | null {
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
