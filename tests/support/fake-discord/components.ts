import { kinds } from './component-kinds.ts';
import { checkButton, checkSelect } from './control-body.ts';
import type { FormProblems, Path } from './form-problems.ts';
import { asNumber, asObject, asText, isGiven, type Json } from './json.ts';

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

/** Checks the components of a message, those of version 2 when its flag is set. Limits: components/reference. */
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
