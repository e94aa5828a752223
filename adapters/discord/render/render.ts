import {
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord.js';
import type { Block, Card, Download, Meter, Picture, Tone, Words } from '../../../src/chat/card.ts';
import { gauge } from '../../shared/gauge.ts';
import { enclosed, literal } from './escape.ts';
import type { Message, NamedFile } from './message.ts';
import { renderControls } from './render-controls.ts';
import { bold, pingedIn, renderInPieces } from './render-words.ts';

/** A picture of a card as PNG; null where it could not be drawn, so that its alt text stands in for it. */
export type Draw = (picture: Picture) => Promise<Uint8Array | null>;

/** Discord's limits for one message (discord.com/developers/docs/components/reference; uploads: reference#uploading-files). */
const max = { components: 40, text: 4000, files: 10, fileBytes: 10 * 1024 * 1024, allBytes: 25 * 1024 * 1024 } as const;

const colours: Record<Tone, number> = { plain: 0x5b6b8c, good: 0x2fb39a, warn: 0xe0a526, bad: 0xd6455d };

/** A component of a card with what it counts against the limits. */
export interface Piece {
  readonly component: APIComponentInContainer;
  readonly file?: NamedFile;
}

/** A card as components of version 2: one message, or more where its text, controls or files do not fit into one. */
export async function renderCard(card: Card, draw: Draw): Promise<readonly Message[]> {
  const drawn = await Promise.all(card.blocks.map((block) => (block.kind === 'picture' ? draw(block) : null)));
  const blocks = card.blocks.flatMap((block, at) => renderBlock(block, at, drawn[at] ?? null));
  const pieces = [...renderTitle(card.title), ...blocks];
  const pings = card.blocks.flatMap(pingedInBlock);
  return pack(pieces.length > 0 ? pieces : texts(['—'])).map((part) => ({
    components: [container(part, card.tone)],
    files: part.flatMap(({ file }) => file ?? []),
    pings,
  }));
}

const container = (pieces: readonly Piece[], tone: Tone): APIContainerComponent => ({
  type: ComponentType.Container,
  accent_color: colours[tone],
  components: pieces.map(({ component }) => component),
});

const renderTitle = (title: string) => (title.trim() === '' ? [] : lines([[title]], '### '));

function renderBlock(block: Block, at: number, png: Uint8Array | null): Piece[] {
  switch (block.kind) {
    case 'text':
      return lines([block.words]);
    case 'facts':
      return lines(block.facts.map(({ label, value }) => [...factLabel(label), ...value]));
    case 'list':
      return lines(block.items, block.isChecklist ? '' : '- ');
    case 'meter':
      return texts([renderMeter(block)]);
    case 'rule':
      return [{ component: { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small } }];
    case 'picture':
      return renderPicture(block, `picture-${at + 1}.png`, png);
    case 'download':
      return renderDownload(block, at);
    case 'controls':
      return renderControls(block.controls);
  }
}

const factLabel = (label: string): Words =>
  label.trim() === '' ? [] : [{ kind: 'strong', text: /[:?!.]$/.test(label) ? label : `${label}:` }, ' '];

/** Lines as one text where they fit, as several where they do not. */
function lines(all: readonly Words[], mark = ''): Piece[] {
  const rendered = all.map((words) => renderInPieces(words, max.text - mark.length));
  const marked = rendered.map(([first = '', ...rest]) => [`${mark}${first}`, ...rest]);
  const whole = marked.flat().join('\n');
  return texts(whole.length <= max.text && rendered.every(({ length }) => length === 1) ? [whole] : marked.flat());
}

const texts = (contents: readonly string[]): Piece[] =>
  contents
    .filter((content) => content.trim() !== '' && content.trim() !== '-')
    .map((content) => ({ component: { type: ComponentType.TextDisplay, content } }));

const renderMeter = ({ label, value, max: most }: Meter): string => `${bold(label)} ${gauge(value, most)}`.trim();

function renderPicture({ alt }: Picture, name: string, png: Uint8Array | null): Piece[] {
  if (png === null || png.length > max.fileBytes) return lines([[alt]]);
  const item = {
    media: { url: `attachment://${name}` },
    ...(alt.trim() !== '' && { description: alt.slice(0, 1024) }),
  };
  const file = { name, mime: 'image/png', bytes: png, alt: alt.slice(0, 1024) };
  return [{ component: { type: ComponentType.MediaGallery, items: [item] }, file }];
}

/** Discord rewrites other names than plain ones, so that nothing could refer to them; the real one then stands above. */
function renderDownload({ name, mime, base64 }: Download, at: number): Piece[] {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > max.fileBytes) return texts([`${literal(name)}: ${enclosed(tooLarge(bytes.length))}`]);
  const plain = plainName(name, at);
  const file = { name: plain, mime, bytes };
  const shown: Piece = { component: { type: ComponentType.File, file: { url: `attachment://${plain}` } }, file };
  return plain === name ? [shown] : [...lines([[name]]), shown];
}

const tooLarge = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB are too many for a message here.`;

function plainName(name: string, at: number): string {
  if (/^[A-Za-z0-9][\w.-]{0,79}$/.test(name)) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length).replace(/[^A-Za-z0-9]+/g, '-');
  return `${stem.replace(/^-+|-+$/g, '').slice(0, 60) || `file-${at + 1}`}${ending}`;
}

/** Puts pieces into as few messages as hold them, in order. */
function pack(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    const last = parts.at(-1) ?? [];
    if (last.length === 0 || fits([...last, piece])) last.push(piece);
    else parts.push([piece]);
  }
  return parts;
}

function fits(pieces: readonly Piece[]): boolean {
  const files = pieces.flatMap(({ file }) => file ?? []);
  const ids = pieces.flatMap(({ component }) => customIdsOf(component));
  return (
    1 + sum(pieces.map(({ component }) => countOf(component))) <= max.components &&
    sum(pieces.map(({ component }) => ('content' in component ? component.content.length : 0))) <= max.text &&
    files.length <= max.files &&
    sum(files.map(({ bytes }) => bytes.length)) <= max.allBytes &&
    new Set(files.map(({ name }) => name)).size === files.length &&
    new Set(ids).size === ids.length
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);
const countOf = (it: APIComponentInContainer) => 1 + (it.type === ComponentType.ActionRow ? it.components.length : 0);
const customIdsOf = (it: APIComponentInContainer) =>
  it.type === ComponentType.ActionRow ? it.components.flatMap((one) => ('custom_id' in one ? one.custom_id : [])) : [];

function pingedInBlock(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return pingedIn(block.words);
    case 'facts':
      return block.facts.flatMap(({ value }) => pingedIn(value));
    case 'list':
      return block.items.flatMap(pingedIn);
    default:
      return [];
  }
}
