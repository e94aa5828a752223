import { kinds } from './component-kinds.ts';
import type { FormProblems, Path } from './form-problems.ts';
import { asList, asObject, asText, isGiven, type Json } from './json.ts';

const styles = { link: 5, premium: 6 };

export function checkButton(problems: FormProblems, path: Path, it: Json): void {
  if (!problems.oneOf([...path, 'style'], it.style, [1, 2, 3, 4, 5, 6])) return;
  problems.text([...path, 'label'], it.label, { max: 80 });
  if (it.style !== styles.premium && asText(it.label).trim() === '' && !isGiven(it.emoji)) {
    problems.add(path, 'BUTTON_COMPONENT_INVALID', 'A button must have a label or an emoji');
  }
  const isLink = it.style === styles.link;
  if (isLink) checkHttpUrl(problems, [...path, 'url'], it.url, 512);
  else if (isGiven(it.url))
    problems.add([...path, 'url'], 'BUTTON_COMPONENT_URL_INVALID', 'Only a link button has a url');
  if (it.style !== styles.premium && isLink === isGiven(it.custom_id)) {
    problems.add(
      [...path, 'custom_id'],
      'BUTTON_COMPONENT_CUSTOM_ID_INVALID',
      'A custom id is required, but not for links',
    );
  }
  problems.text([...path, 'custom_id'], it.custom_id, { min: 1, max: 100 });
}

/** A select, in a message or in a modal. */
export function checkSelect(problems: FormProblems, path: Path, it: Json): void {
  problems.text([...path, 'custom_id'], it.custom_id, { min: 1, max: 100, isRequired: true });
  problems.text([...path, 'placeholder'], it.placeholder, { max: 150 });
  const options = it.type === kinds.select ? checkOptions(problems, path, it.options, { min: 1, max: 25 }) : 25;
  problems.whole([...path, 'min_values'], it.min_values, { max: Math.min(25, options) });
  const least = typeof it.min_values === 'number' ? Math.max(1, it.min_values) : 1;
  problems.whole([...path, 'max_values'], it.max_values, { min: least, max: Math.min(25, options) });
  const defaults = asList(it.options).filter((option) => asObject(option).default === true).length;
  if (defaults > (typeof it.max_values === 'number' ? it.max_values : 1)) {
    problems.add([...path, 'options'], 'SELECT_COMPONENT_DEFAULTS_INVALID', 'More defaults than may be chosen');
  }
}

/** How many options there are, each checked, their values unique. */
export function checkOptions(
  problems: FormProblems,
  path: Path,
  value: unknown,
  bounds: { min: number; max: number },
): number {
  const options = problems.list([...path, 'options'], value, { ...bounds, isRequired: true }).map(asObject);
  options.forEach((option, n) => {
    const at = [...path, 'options', n];
    problems.text([...at, 'label'], option.label, { min: 1, max: 100, isRequired: true });
    problems.text([...at, 'value'], option.value, { min: 1, max: 100, isRequired: true });
    problems.text([...at, 'description'], option.description, { max: 100 });
  });
  problems.unique(
    [...path, 'options'],
    options.map((option) => option.value),
    'SELECT_COMPONENT_OPTION_VALUE',
  );
  return options.length;
}

export function checkHttpUrl(problems: FormProblems, path: Path, url: unknown, max: number): void {
  problems.text(path, url, { min: 1, max, isRequired: true });
  const text = asText(url);
  if (!URL.canParse(text)) problems.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  else if (!/^(https?|discord):$/.test(new URL(text).protocol)) {
    problems.add(path, 'BASE_TYPE_CHOICES', "Scheme must be one of ('http', 'https', 'discord').");
  }
}
