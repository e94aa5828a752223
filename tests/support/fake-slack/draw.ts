import type { FakeButton, Json } from './faces.ts';
import { at, isObject, objectsOf, textOf } from './json.ts';
import { drawMrkdwn, type Names } from './mrkdwn.ts';
import type { Team } from './world.ts';

/** Writes down what can be read in blocks, and whom it rings. */
export class Drawing {
  readonly lines: string[] = [];
  readonly pings: string[] = [];
  readonly #names: Names;
  readonly #standing: (block: Json) => string;

  /** `standing`: what stands in the field of an input block. */
  constructor(team: Team, standing: (block: Json) => string = () => '') {
    this.#names = {
      user: (id) => team.people.get(id)?.name ?? (id === team.botUserId ? 'Studyloop' : null),
      channel: (id) => team.channels.get(id)?.name ?? null,
    };
    this.#standing = standing;
  }

  get text(): string {
    return this.lines.filter((line) => line !== '').join('\n');
  }

  mrkdwn(raw: string, readsNames: boolean): void {
    const drawn = drawMrkdwn(raw, this.#names, readsNames);
    this.lines.push(drawn.text);
    this.pings.push(...drawn.pings);
  }

  blocks(blocks: unknown): void {
    for (const block of objectsOf(blocks)) this.#block(block);
  }

  #block(block: Json): void {
    if (block.type === 'rich_text') for (const element of objectsOf(block.elements)) this.#rich(element);
    else if (block.type === 'input') this.#input(block);
    else if (block.type === 'image') {
      this.#words(block.title);
      this.lines.push(textOf(block.alt_text));
    } else {
      this.#words(block.text);
      for (const field of objectsOf(block.fields)) this.#words(field);
      for (const element of [block.accessory, ...objectsOf(block.elements)])
        if (isObject(element)) this.#element(element);
    }
  }

  #input(block: Json): void {
    this.#words(block.label);
    this.#words(block.hint);
    if (isObject(block.element)) this.#element(block.element);
    this.lines.push(this.#standing(block));
  }

  /** A text object, or an element that is one. */
  #words(text: unknown): void {
    if (!isObject(text)) return;
    if (text.type === 'mrkdwn') this.mrkdwn(textOf(text.text), text.verbatim !== true);
    else this.lines.push(textOf(text.text));
  }

  #element(element: Json): void {
    if (element.type === 'mrkdwn' || element.type === 'plain_text') this.#words(element);
    if (element.type === 'image') this.lines.push(textOf(element.alt_text));
    this.#words(element.text);
    this.#words(element.placeholder);
    for (const option of optionsOf(element)) {
      this.#words(option.text);
      this.#words(option.description);
    }
  }

  #rich(element: Json): void {
    const children = objectsOf(element.elements);
    if (element.type === 'rich_text_list') for (const child of children) this.#rich(child);
    else this.lines.push(children.map((inline) => this.#inline(inline)).join(''));
  }

  /** Text of rich text is never read as markup. */
  #inline(inline: Json): string {
    if (inline.type === 'user') {
      const id = textOf(inline.user_id);
      const name = this.#names.user(id);
      if (name !== null) this.pings.push(id);
      return `@${name ?? id}`;
    }
    if (inline.type === 'broadcast') {
      this.pings.push(textOf(inline.range));
      return `@${textOf(inline.range)}`;
    }
    if (inline.type === 'channel') return `#${this.#names.channel(textOf(inline.channel_id)) ?? inline.channel_id}`;
    if (inline.type === 'date') return textOf(inline.fallback) || textOf(inline.format);
    if (inline.type === 'link') return textOf(inline.text) || textOf(inline.url);
    if (inline.type === 'emoji') return emojiOf(inline);
    return textOf(inline.text);
  }
}

const emojiOf = ({ unicode, name }: Json) =>
  textOf(unicode)
    .split('-')
    .map((code) => (code ? String.fromCodePoint(Number.parseInt(code, 16)) : `:${name}:`))
    .join('');

/** The options of an element, those in groups too. */
export const optionsOf = (element: unknown): readonly Json[] => [
  ...objectsOf(at(element, 'options')),
  ...objectsOf(at(element, 'option_groups')).flatMap((group) => objectsOf(group.options)),
];

/** The elements of blocks that one can press or pick in, each with its block. */
export function elementsOf(blocks: unknown): readonly { block: Json; element: Json }[] {
  return objectsOf(blocks).flatMap((block) =>
    [block.accessory, block.element, ...objectsOf(block.elements)].flatMap((element) =>
      isObject(element) && typeof element.action_id === 'string' ? [{ block, element }] : [],
    ),
  );
}

export function buttonsOf(blocks: unknown): readonly FakeButton[] {
  return elementsOf(blocks)
    .filter(({ element }) => element.type === 'button')
    .map(({ block, element }) => ({
      label: textOf(at(element, 'text', 'text')),
      actionId: textOf(element.action_id),
      blockId: textOf(block.block_id),
      value: typeof element.value === 'string' ? element.value : null,
      url: typeof element.url === 'string' ? element.url : null,
      style: typeof element.style === 'string' ? element.style : null,
    }));
}

/** The blocks with an id for each block and element that the bot gave none: new ones every time, as Slack does. */
export function withIds(blocks: readonly Json[], newId: () => string): readonly Json[] {
  const named = (element: unknown) =>
    isObject(element) && canAct(element) && element.action_id === undefined
      ? { ...element, action_id: newId() }
      : element;
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? newId(),
    ...(block.accessory !== undefined && { accessory: named(block.accessory) }),
    ...(block.element !== undefined && { element: named(block.element) }),
    ...(block.type === 'actions' && { elements: objectsOf(block.elements).map(named) }),
  }));
}

const canAct = ({ type }: Json) => type !== 'image' && type !== 'plain_text' && type !== 'mrkdwn';
