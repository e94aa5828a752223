/** One element as it was opened: its name and attributes, decoded. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a browser would make of HTML that we wrote: its elements, and its text with that of `alt`, `value` and `title`. */
export interface ReadHtml {
  readonly tags: readonly Tag[];
  readonly text: string;
}

const tagPattern = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/g;

/** Reads our own HTML strictly: throws at a `<` that opens no proper tag, which is where text would have become markup. */
export function readHtml(source: string): ReadHtml {
  const html = source.replace(/^<!doctype html>/, '');
  const tags: Tag[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const found of html.matchAll(tagPattern)) {
    texts.push(textBefore(html.slice(at, found.index), tags.at(-1)));
    at = found.index + found[0].length;
    if (found[1] === '/') continue;
    const tag = { name: found[2] ?? '', attributes: readAttributes(found[3] ?? '') };
    tags.push(tag);
    texts.push(...['alt', 'value', 'title', 'aria-label'].map((name) => tag.attributes[name] ?? ''));
  }
  texts.push(textBefore(html.slice(at)));
  return { tags, text: texts.join('') };
}

function textBefore(raw: string, tag?: Tag): string {
  if (/[<>]/.test(raw)) throw new Error(`This is no markup of ours: ${raw.slice(0, 200)}`);
  // A line break right after <textarea> is not part of its text.
  return decode(tag?.name === 'textarea' ? raw.replace(/^\n/, '') : raw);
}

const readAttributes = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, decode(value)]),
  );

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decode = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
