import type { APIApplicationCommand } from 'discord.js';
import { FormProblems, type Path } from './form-problems.ts';
import { asList, asObject, asText, isGiven, type Json } from './json.ts';

/** Option types (discord.com/developers/docs/interactions/application-commands). */
export const optionKinds = { sub: 1, group: 2, string: 3, integer: 4, boolean: 5, number: 10, attachment: 11 } as const;

const chatInput = 1;

/** Checks one command as it is registered. Throws Discord's refusal. */
export function checkCommand(value: unknown): APIApplicationCommand {
  const problems = new FormProblems();
  check(problems, [], asObject(value));
  problems.throwIfAny();
  return value as APIApplicationCommand;
}

/** Checks a whole list of them, as PUT replaces it. */
export function checkCommands(value: unknown): readonly APIApplicationCommand[] {
  const problems = new FormProblems();
  const all = problems.list([], value, { max: 130, isRequired: true }).map(asObject);
  all.forEach((one, n) => {
    check(problems, [n], one);
  });
  const names = all.map(({ type, name }) => `${type ?? chatInput} ${asText(name)}`);
  problems.unique([], names, 'APPLICATION_COMMANDS_NAME');
  if (names.filter((name) => name.startsWith(`${chatInput} `)).length > 100) {
    problems.add([], 'APPLICATION_COMMAND_TOO_MANY', 'Maximum number of application commands reached (100).');
  }
  problems.throwIfAny();
  return all as unknown as readonly APIApplicationCommand[];
}

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function check(problems: FormProblems, path: Path, it: Json): void {
  const isChatInput = (it.type ?? chatInput) === chatInput;
  if (isChatInput) checkName(problems, path, it);
  else problems.text([...path, 'name'], it.name, { min: 1, max: 32, isRequired: true });
  problems.text([...path, 'description'], it.description, {
    min: isChatInput ? 1 : 0,
    max: isChatInput ? 100 : 0,
    isRequired: isChatInput,
  });
  const permissions = it.default_member_permissions;
  if (isGiven(permissions) && !/^\d+$/.test(String(permissions))) {
    problems.add([...path, 'default_member_permissions'], 'NUMBER_TYPE_COERCE', 'Not a bit set.');
  }
  problems.list([...path, 'contexts'], it.contexts, { min: 1, max: 3 }).forEach((one, n) => {
    problems.oneOf([...path, 'contexts', n], one, [0, 1, 2]);
  });
  problems.list([...path, 'integration_types'], it.integration_types, { min: 1, max: 2 }).forEach((one, n) => {
    problems.oneOf([...path, 'integration_types', n], one, [0, 1]);
  });
  checkOptions(problems, path, it.options, 0);
  if (lettersOf(it) > 8000) {
    problems.add(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
  }
}

function checkName(problems: FormProblems, path: Path, it: Json): void {
  problems.text([...path, 'name'], it.name, { min: 1, max: 32, isRequired: true });
  const name = asText(it.name);
  if (name !== '' && (!namePattern.test(name) || name !== name.toLowerCase())) {
    problems.add([...path, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

/** `depth`: 0 under the root, 1 in a group or sub-command, 2 in a sub-command of a group. */
function checkOptions(problems: FormProblems, path: Path, value: unknown, depth: number): void {
  const options = problems.list([...path, 'options'], value, { max: 25 }).map(asObject);
  options.forEach((option, n) => {
    checkOption(problems, [...path, 'options', n], option, depth);
  });
  const at = [...path, 'options'];
  problems.unique(
    at,
    options.map(({ name }) => name),
    'APPLICATION_COMMAND_OPTIONS_NAME',
  );
  const subs = options.filter(({ type }) => isNesting(type)).length;
  if (subs > 0 && subs < options.length) {
    problems.add(
      at,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
  const firstOptional = options.findIndex(({ required }) => required !== true);
  if (subs === 0 && options.some(({ required }, n) => required === true && n > firstOptional && firstOptional !== -1)) {
    problems.add(
      at,
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      'Required options must be placed before non-required options',
    );
  }
}

const isNesting = (type: unknown) => type === optionKinds.sub || type === optionKinds.group;

function checkOption(problems: FormProblems, path: Path, it: Json, depth: number): void {
  checkName(problems, path, it);
  problems.text([...path, 'description'], it.description, { min: 1, max: 100, isRequired: true });
  if (!problems.oneOf([...path, 'type'], it.type, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])) return;
  if (it.type === optionKinds.group && depth > 0)
    problems.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'A group nests only once');
  if (it.type === optionKinds.sub && depth > 1)
    problems.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'A sub-command has no sub-commands');
  if (isNesting(it.type)) checkOptions(problems, path, it.options, it.type === optionKinds.group ? 1 : 2);
  else checkValueOption(problems, path, it);
}

function checkValueOption(problems: FormProblems, path: Path, it: Json): void {
  checkChoices(problems, [...path, 'choices'], it.choices, it.type === optionKinds.string);
  if (it.autocomplete === true && asList(it.choices).length > 0) {
    problems.add(path, 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'Autocomplete and choices exclude each other');
  }
  problems.whole([...path, 'min_length'], it.min_length, { max: 6000 });
  problems.whole([...path, 'max_length'], it.max_length, { min: 1, max: 6000 });
}

/** Choices of an option, and those that are offered while one types: at most 25, names 1 to 100, texts at most 100. */
export function checkChoices(problems: FormProblems, path: Path, value: unknown, isText: boolean): void {
  const choices = problems.list(path, value, { max: 25 }).map(asObject);
  choices.forEach((choice, n) => {
    problems.text([...path, n, 'name'], choice.name, { min: 1, max: 100, isRequired: true });
    if (isText) problems.text([...path, n, 'value'], choice.value, { min: 1, max: 100, isRequired: true });
    else if (typeof choice.value !== 'number')
      problems.add([...path, n, 'value'], 'NUMBER_TYPE_COERCE', 'Not a number.');
  });
  problems.unique(
    path,
    choices.map(({ name }) => name),
    'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME',
  );
}

/** Names, descriptions and values of a command together; 8000 fit. */
function lettersOf(value: unknown): number {
  const it = asObject(value);
  const own = asText(it.name).length + asText(it.description).length + asText(it.value).length;
  return [...asList(it.options), ...asList(it.choices)].reduce<number>((sum, one) => sum + lettersOf(one), own);
}
