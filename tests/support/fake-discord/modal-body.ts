import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { kinds } from './component-kinds.ts';
import { checkOptions, checkSelect } from './control-body.ts';
import { FormProblems, type Path } from './form-problems.ts';
import { asNumber, asObject, asText, isGiven, type Json } from './json.ts';

const fieldKinds: readonly number[] = [
  kinds.select,
  kinds.textInput,
  kinds.userSelect,
  kinds.roleSelect,
  kinds.mentionableSelect,
  kinds.channelSelect,
  kinds.upload,
  kinds.radio,
  kinds.checkboxes,
  kinds.checkbox,
];

/** A modal as it may be opened: labels and texts at its top; rows of inputs are deprecated and refused here. */
export function checkModal(body: unknown): APIModalInteractionResponseCallbackData {
  const problems = new FormProblems();
  const it = asObject(body);
  problems.text(['title'], it.title, { min: 1, max: 45, isRequired: true });
  problems.text(['custom_id'], it.custom_id, { min: 1, max: 100, isRequired: true });
  const top = problems.list(['components'], it.components, { min: 1, max: 5, isRequired: true }).map(asObject);
  top.forEach((one, n) => {
    checkTop(problems, ['components', n], one);
  });
  const ids = top.filter(({ type }) => type === kinds.label).map(({ component }) => asObject(component).custom_id);
  problems.unique(['components'], ids, 'COMPONENT_CUSTOM_ID');
  problems.throwIfAny();
  return body as APIModalInteractionResponseCallbackData;
}

function checkTop(problems: FormProblems, path: Path, it: Json): void {
  if (!problems.oneOf([...path, 'type'], it.type, [kinds.text, kinds.label])) return;
  if (it.type === kinds.text) {
    problems.text([...path, 'content'], it.content, { min: 1, max: 4000, isRequired: true });
    return;
  }
  problems.text([...path, 'label'], it.label, { min: 1, max: 45, isRequired: true });
  problems.text([...path, 'description'], it.description, { min: 1, max: 100 });
  checkField(problems, [...path, 'component'], asObject(it.component));
}

function checkField(problems: FormProblems, path: Path, it: Json): void {
  if (!problems.oneOf([...path, 'type'], it.type, fieldKinds)) return;
  problems.text([...path, 'custom_id'], it.custom_id, { min: 1, max: 100, isRequired: true });
  (fieldChecks[asNumber(it.type)] ?? checkModalSelect)(problems, path, it);
}

type Check = (problems: FormProblems, path: Path, it: Json) => void;

const fieldChecks: Readonly<Record<number, Check>> = {
  [kinds.textInput]: checkTextInput,
  [kinds.upload]: (problems, path, it) => checkHowMany(problems, path, it, 10),
  [kinds.radio]: (problems, path, it) => {
    checkOptions(problems, path, it.options, { min: 2, max: 10 });
  },
  [kinds.checkboxes]: (problems, path, it) =>
    checkHowMany(problems, path, it, checkOptions(problems, path, it.options, { min: 1, max: 10 })),
  [kinds.checkbox]: () => {},
};

function checkModalSelect(problems: FormProblems, path: Path, it: Json): void {
  if (it.disabled === true) problems.add([...path, 'disabled'], 'COMPONENT_DISABLED', 'Not in a modal');
  if (it.required !== false && it.min_values === 0) {
    problems.add([...path, 'min_values'], 'COMPONENT_REQUIRED_MIN_VALUES', 'A required field needs at least one');
  }
  checkSelect(problems, path, it);
}

function checkTextInput(problems: FormProblems, path: Path, it: Json): void {
  problems.oneOf([...path, 'style'], it.style, [1, 2]);
  if (isGiven(it.label))
    problems.add([...path, 'label'], 'COMPONENT_LABEL_INVALID', 'The label around it has the words');
  problems.text([...path, 'placeholder'], it.placeholder, { max: 100 });
  problems.whole([...path, 'min_length'], it.min_length, { max: 4000 });
  const min = typeof it.min_length === 'number' ? it.min_length : 0;
  problems.whole([...path, 'max_length'], it.max_length, { min: Math.max(1, min), max: 4000 });
  const max = typeof it.max_length === 'number' ? it.max_length : 4000;
  if (asText(it.value) !== '') problems.text([...path, 'value'], it.value, { min, max });
}

function checkHowMany(problems: FormProblems, path: Path, it: Json, most: number): void {
  problems.whole([...path, 'min_values'], it.min_values, { max: most });
  const least = typeof it.min_values === 'number' ? Math.max(1, it.min_values) : 1;
  problems.whole([...path, 'max_values'], it.max_values, { min: least, max: most });
}
