import { clip } from '../../src/chat/limits.ts';
import { readLine } from '../../src/chat/line.ts';
import type { Raw, RawFile } from '../../src/chat/options.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Place, Pressed, Request, Said, Sender } from '../../src/chat/request.ts';
import { directAddress, personKey } from './places.ts';
import type { Person } from './store.ts';

export const lineMax = 4000;

/** Something that cannot be taken as it came; `message` is a sentence for the person. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** What a tab posts: plain words to the room, or something for the bot. */
export type Act = { readonly kind: 'words'; readonly id: string; readonly text: string } | Asked;

export interface Asked {
  readonly kind: 'ask';
  readonly request: Request;
  /** The command as others may see it, without what was said with it; null for a press. */
  readonly said: string | null;
  /** The whole line, for who typed it: what is refused is not lost. Null for a press. */
  readonly typed: string | null;
  /** The message whose control was pressed, or that the sent form was opened from. */
  readonly on: string | null;
  readonly isForm: boolean;
}

/**
 * Reads the form data of an act. `id` is made by the page and sent again with every new try, so it is made the person's own here;
 * `line` is what was typed, `picked:<option>` a suggestion's value by what is shown of it, `field:<name>` a field or a file,
 * `wire` the intent of what was pressed, `sheet` is there when that was a form. Throws Unreadable.
 */
export async function readAct(data: FormData, who: Person, place: Place, catalog: Catalog): Promise<Act> {
  const id = `${who.slug}.${requestId(data)}`;
  const sender = readSender(data, who);
  const fields = await readFields(data, 'field:');
  const wire = textOf(data, 'wire');
  if (wire !== null) {
    const pressed: Pressed = { kind: 'press', wire, fields };
    const request = { id, sender, place, ...pressed };
    return { kind: 'ask', request, said: null, typed: null, on: textOf(data, 'on'), isForm: data.has('sheet') };
  }
  const line = readTyped(data);
  if (!line.startsWith('/')) return { kind: 'words', id, text: line };
  const said = withPicked(readLine(catalog.commands, line), data, fields);
  const command = clip(`/${said.root} ${said.name}`.trim(), 60);
  const request = { id, sender, place, ...said };
  return { kind: 'ask', request, said: command, typed: line, on: null, isForm: false };
}

function requestId(data: FormData): string {
  const id = textOf(data, 'id') ?? '';
  if (!/^[0-9a-z]{16,32}$/.test(id))
    throw new Unreadable('This did not come from our page. Please reload it and try again.');
  return id;
}

function readTyped(data: FormData): string {
  const line = (textOf(data, 'line') ?? '').trim();
  if (line === '') throw new Unreadable('Nothing was typed yet.');
  if (line.length > lineMax) throw new Unreadable(tooLong(line.length));
  return line;
}

export const tooLong = (length: number) =>
  `That is ${length.toLocaleString('en')} characters, and ${lineMax.toLocaleString('en')} fit in one message. Please shorten it or send it in parts.`;

/** A suggestion shows its label; its value goes to the command in the label's place. */
function withPicked(said: Said, data: FormData, files: Raw): Said {
  const picked = Object.entries(said.options).map(([name, typed]) => {
    const [shown, value] = [textOf(data, `shown:${name}`), textOf(data, `picked:${name}`)];
    return [name, value !== null && typed === shown ? value : typed] as const;
  });
  return { ...said, options: { ...Object.fromEntries(picked), ...files } };
}

export function readSender(data: FormData | URLSearchParams, { slug, name }: Person): Sender {
  const zoneGuess = textOf(data, 'zone');
  return {
    key: personKey(slug),
    name,
    direct: directAddress(slug),
    isAdmin: true, // whoever reaches the local chat runs it
    ...(zoneGuess !== null && isZone(zoneGuess) && { zoneGuess }),
  };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Text of a field as PostgreSQL can keep it: no zero characters, no half characters. */
export function textOf(data: FormData | URLSearchParams, name: string): string | null {
  const value = data.get(name);
  return typeof value === 'string' ? clean(value) : null;
}

const clean = (text: string) => text.toWellFormed().replaceAll('\0', '');

async function readFields(data: FormData, prefix: string): Promise<Raw> {
  const named = [...data].filter(([name]) => name.startsWith(prefix));
  const read = await Promise.all(
    named.map(async ([name, value]) => [
      name.slice(prefix.length),
      typeof value === 'string' ? clean(value).replaceAll('\r\n', '\n') : await readFile(value),
    ]),
  );
  return Object.fromEntries(read);
}

async function readFile(file: File): Promise<RawFile> {
  return { name: clean(file.name), mime: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
