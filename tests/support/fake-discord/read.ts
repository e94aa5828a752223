import type { APIMessage } from 'discord.js';
import { kinds } from './component-kinds.ts';
import { asList, asNumber, asObject, asText, isObject, type Json } from './json.ts';
import { type Names, readMarkdown } from './markdown.ts';
import { embedTexts } from './message-body.ts';
import { flag } from './messages.ts';

/** All that can be read in a message, top to bottom; pictures by their alt text, files by their name. */
export function readMessage(message: APIMessage, names: Names): string {
  const isV2 = ((message.flags ?? 0) & flag.v2) !== 0;
  const shown = isV2 ? [] : message.attachments.flatMap((file) => [fileName(file), file.description ?? '']);
  const files = new Map(message.attachments.map((file) => [file.url, fileName(file)]));
  const parts = [
    readMarkdown(message.content, names),
    ...message.embeds.flatMap((embed) => embedTexts({ ...embed })).map((text) => readMarkdown(text, names)),
    ...shown,
    ...readComponents(message.components, names, files),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** What the client calls a file: its title with the ending of its name. */
export function fileName({ filename, title }: { filename: string; title?: string | null | undefined }): string {
  return title ? `${title}${/\.\w+$/.exec(filename)?.[0] ?? ''}` : filename;
}

/** All that can be read in components, of a message or of a modal. */
export function readComponents(value: unknown, names: Names, files: ReadonlyMap<string, string> = new Map()): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => readComponents(one, names, files));
  if (!isObject(value)) return [];
  const inner = (part: unknown) => readComponents(part, names, files);
  switch (value.type) {
    case kinds.text:
      return [readMarkdown(asText(value.content), names)];
    case kinds.button:
      return [asText(asObject(value.emoji).name), asText(value.label)];
    case kinds.section:
      return [...inner(value.components), ...inner(value.accessory)];
    case kinds.gallery:
      return asList(value.items).map((item) => asText(asObject(item).description));
    case kinds.thumbnail:
      return [asText(value.description)];
    case kinds.file:
      return [files.get(asText(asObject(value.file).url)) ?? ''];
    case kinds.label:
      return [asText(value.label), asText(value.description), ...inner(value.component)];
    case kinds.textInput:
      return [asText(value.placeholder), asText(value.value)];
    default:
      return [asText(value.placeholder), ...asList(value.options).flatMap(readOption), ...inner(value.components)];
  }
}

const readOption = (option: unknown) => {
  const { label, description } = asObject(option);
  return [asText(label), asText(description)];
};

/** Every component of a kind, however deep. */
export function componentsOf(value: unknown, ...wanted: readonly number[]): Json[] {
  if (Array.isArray(value)) return value.flatMap((one) => componentsOf(one, ...wanted));
  if (!isObject(value)) return [];
  const deeper = [value.components, value.component, value.accessory].flatMap((part) => componentsOf(part, ...wanted));
  return wanted.includes(asNumber(value.type)) ? [value, ...deeper] : deeper;
}
