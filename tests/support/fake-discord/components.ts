import type { FormProblems, Path } from './form-problems.ts';
import { asList, asNumber, asObject, asText, isGiven, type Json } from './json.ts';

export const isComponentsV2 = 1 << 15;

/** Component types (discord.com/developers/docs/components/reference). */
export const kinds = {
  row: 1,
  button: 2,
  select: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radio: 21,
  checkboxes: 22,
  checkbox: 23,
} as const;

const selects: readonly number[] = [
  kinds.select,
  kinds.userSelect,
  kinds.roleSelect,
  kinds.mentionableSelect,
  kinds.channelSelect,
];
const inContainer = [kinds.row, kinds.section, kinds.text, kinds.gallery, kinds.file, kinds.separator];
const atTop = [...inContainer, kinds.container];

/** What a message's components are checked against, and what is counted over all of them. */
interface Counting {
  readonly problems: FormProblems;
  /** Names that `attachment://` may refer to. */
  readonly files: ReadonlySet<string>;
  readonly customIds: string[];
  components: number;
  text: number;
}

/** Checks the components of a message, those of version 2 when its flag is set. Limits: platforms' reference, section "Components". */
export function checkComponents(
  problems: FormProblems,
  components: unknown,
  { isV2, files }: { isV2: boolean; files: ReadonlySet<string> },
): void {
  const counting: Counting = { problems, files, customIds: [], components: 0, text: 0 };
  const top = problems.list(['components'], components, { max: isV2 ? 40 : 5 });
  top.forEach((one, n) => {
    checkComponent(counting, ['components', n], one, isV2 ? atTop : [kinds.row]);
  });
  if (counting.components > 40) {
    problems.add(
      ['components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      'The total number of components exceeds 40',
    );
  }
  if (counting.text > 4000) {
    problems.add(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'The total size of displayable text exceeds 4000 characters',
    );
  }
  if (new Set(counting.customIds).size < counting.customIds.length) {
    problems.add(['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
}

function checkComponent(counting: Counting, path: Path, value: unknown, allowed: readonly number[]): void {
  const { problems } = counting;
  const it = asObject(value);
  if (!problems.oneOf([...path, 'type'], it.type, allowed)) return;
  counting.components += 1;
  if (isGiven(it.custom_id)) counting.customIds.push(asText(it.custom_id));
  (checks[asNumber(it.type)] ?? checkAnySelect)(counting, path, it);
}

type Check = (counting: Counting, path: Path, it: Json) => void;

const checkAnySelect: Check = ({ problems }, path, it) => checkSelect(problems, path, it);

const checks: Readonly<Record<number, Check>> = {
  [kinds.row]: checkRow,
  [kinds.button]: ({ problems }, path, it) => checkButton(problems, path, it),
  [kinds.section]: checkSection,
  [kinds.text]: checkText,
  [kinds.thumbnail]: checkMedia,
  [kinds.gallery]: checkGallery,
  [kinds.file]: (counting, path, it) =>
    checkUrl(counting, [...path, 'file', 'url'], asObject(it.file).url, ['attachment:']),
  [kinds.separator]: ({ problems }, path, it) => {
    if (isGiven(it.spacing)) problems.oneOf([...path, 'spacing'], it.spacing, [1, 2]);
  },
  [kinds.container]: checkContainer,
};

function checkText(counting: Counting, path: Path, it: Json): void {
  counting.text += asText(it.content).length;
  counting.problems.text([...path, 'content'], it.content, { min: 1, max: 4000, isRequired: true });
}

function checkGallery(counting: Counting, path: Path, it: Json): void {
  const items = counting.problems.list([...path, 'items'], it.items, { min: 1, max: 10, isRequired: true });
  items.forEach((item, n) => {
    checkMedia(counting, [...path, 'items', n], asObject(item));
  });
}

function checkContainer(counting: Counting, path: Path, it: Json): void {
  const { problems } = counting;
  problems.whole([...path, 'accent_color'], it.accent_color, { max: 0xffffff });
  const inside = problems.list([...path, 'components'], it.components, { min: 1, max: 40, isRequired: true });
  inside.forEach((inner, n) => {
    checkComponent(counting, [...path, 'components', n], inner, inContainer);
  });
}

function checkRow(counting: Counting, path: Path, it: Json): void {
  const { problems } = counting;
  const inside = problems.list([...path, 'components'], it.components, { min: 1, max: 5, isRequired: true });
  const hasSelect = inside.some((one) => selects.includes(asNumber(asObject(one).type)));
  if (hasSelect && inside.length > 1) {
    problems.add(
      [...path, 'components'],
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    );
  }
  inside.forEach((one, n) => {
    checkComponent(counting, [...path, 'components', n], one, [kinds.button, ...selects]);
  });
}

function checkSection(counting: Counting, path: Path, it: Json): void {
  const texts = counting.problems.list([...path, 'components'], it.components, { min: 1, max: 3, isRequired: true });
  texts.forEach((one, n) => {
    checkComponent(counting, [...path, 'components', n], one, [kinds.text]);
  });
  checkComponent(counting, [...path, 'accessory'], it.accessory, [kinds.button, kinds.thumbnail]);
}

const styles = { link: 5, premium: 6 };

function checkButton(problems: FormProblems, path: Path, it: Json): void {
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

function checkMedia(counting: Counting, path: Path, it: Json): void {
  counting.problems.text([...path, 'description'], it.description, { min: 1, max: 1024 });
  checkUrl(counting, [...path, 'media', 'url'], asObject(it.media).url, ['attachment:', 'http:', 'https:']);
}

function checkUrl({ problems, files }: Counting, path: Path, url: unknown, schemes: readonly string[]): void {
  const text = asText(url);
  const scheme = schemes.find((one) => text.startsWith(`${one}//`));
  if (!scheme) problems.add(path, 'URL_TYPE_INVALID_SCHEME', `Scheme "${text.split(':')[0]}" is not supported.`);
  if (scheme === 'attachment:' && !files.has(text.slice('attachment://'.length))) {
    problems.add(
      path,
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment in ${text} was not found`,
    );
  }
}

export function checkHttpUrl(problems: FormProblems, path: Path, url: unknown, max: number): void {
  problems.text(path, url, { min: 1, max, isRequired: true });
  const text = asText(url);
  if (!URL.canParse(text)) problems.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  else if (!/^(https?|discord):$/.test(new URL(text).protocol)) {
    problems.add(path, 'BASE_TYPE_CHOICES', "Scheme must be one of ('http', 'https', 'discord').");
  }
}
