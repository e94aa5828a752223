import type { ActionsBlockElement, KnownBlock, RichTextElement } from '@slack/types';
import type { Block, Card, Control, LinkButton, Picker, Picture, Tone } from '../../../src/chat/card.ts';
import { clip } from '../../../src/chat/limits.ts';
import { plainCard } from '../../../src/chat/plain.ts';
import { toWire } from '../../../src/chat/wire.ts';
import { gauge } from '../../shared/gauge.ts';
import { isWebAddress, richLink, richText, richWords, section } from './render-words.ts';

/** Slack's own limits where ours do not stand below them (docs.slack.dev/reference/block-kit/blocks). */
const headerMax = 150;
const notificationMax = 2500;

const marks: Readonly<Record<Tone, string>> = { plain: '', good: '✅ ', warn: '⚠️ ', bad: '🛑 ' };

/** The id of the file in which a picture was uploaded; undefined where it could not be, and its alt text stands for it. */
export type FileOf = (picture: Picture) => string | undefined;

/** What takes the place of a download: its name is always shown, and where to find it. */
export type WhereIs = 'below' | 'in the direct line';

export interface Looks {
  readonly fileOf?: FileOf;
  readonly files?: WhereIs;
  /** Numbers of action_ids that are taken already, by other cards of the same view. */
  readonly countFrom?: number;
  /** The request whose answer this is, where it may be changed later: a press on it then says so. */
  readonly answerTo?: string | undefined;
}

/** A card as blocks of Block Kit. */
export function renderCard(
  card: Card,
  { fileOf = () => undefined, files = 'below', countFrom = 0, answerTo }: Looks = {},
): KnownBlock[] {
  const count = counter(countFrom);
  const blocks = [...renderTitle(card), ...card.blocks.flatMap((block) => renderBlock(block, fileOf, files, count))];
  if (answerTo === undefined) return blocks;
  return blocks.map((it, at) => (it.type === 'actions' ? { ...it, block_id: blockId(at, answerTo) } : it));
}

/** The text of a notification, and what is read aloud: plain, and parsed by nobody. */
export const notificationOf = (card: Card) => escaped(clip(plainCard(card), notificationMax)) || ' ';

/** Control characters of Slack's markup (docs.slack.dev/messaging/formatting-message-text). */
export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;

/** Numbers in their order: the action_ids of a message must differ, though two buttons may ask for the same. */
const counter = (from: number) => {
  let last = from;
  return () => ++last;
};

function renderTitle({ title, tone }: Card): KnownBlock[] {
  const marked = `${marks[tone]}${title}`;
  if (title.trim() === '') return [];
  if (marked.length <= headerMax) return [{ type: 'header', text: plain(marked) }];
  const mark: KnownBlock[] = tone === 'plain' ? [] : [{ type: 'context', elements: [plain(marks[tone].trim())] }];
  return [...mark, { type: 'header', text: plain(clip(title, headerMax)) }];
}

function renderBlock(block: Block, fileOf: FileOf, files: WhereIs, count: () => number): KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return rich(richWords(block.words));
    case 'facts':
      return rich(
        block.facts.flatMap(({ label, value }, at) => [
          ...richText(at === 0 ? '' : '\n'),
          ...richText(label, { bold: true }),
          ...richText('  '),
          ...richWords(value),
        ]),
      );
    case 'list':
      if (block.isChecklist)
        return rich(block.items.flatMap((item, at) => [...richText(at === 0 ? '' : '\n'), ...richWords(item)]));
      return renderList(block.items.map(richWords));
    case 'meter':
      return rich([...richText(block.label, { bold: true }), ...richText(`  ${gauge(block.value, block.max)}`)]);
    case 'rule':
      return [{ type: 'divider' }];
    case 'picture':
      return renderPicture(block, fileOf(block));
    case 'download':
      return rich(richText(`📎 ${block.name} (${files === 'below' ? 'below' : 'in our direct messages'})`));
    case 'controls':
      return renderControls(block.controls, count);
  }
}

function renderList(items: readonly RichTextElement[][]): KnownBlock[] {
  const filled = items.filter((elements) => elements.length > 0).map(section);
  if (filled.length === 0) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: filled }] }];
}

const rich = (elements: RichTextElement[]): KnownBlock[] =>
  elements.length === 0 ? [] : [{ type: 'rich_text', elements: [section(elements)] }];

function renderPicture({ alt }: Picture, file: string | undefined): KnownBlock[] {
  if (file === undefined) return rich(richText(`🖼️ ${alt}`));
  return [{ type: 'image', slack_file: { id: file }, alt_text: alt || 'A picture' }];
}

/** Links that lead elsewhere than to the web cannot be buttons; they are shown as the text that they are. */
function renderControls(controls: readonly Control[], count: () => number): KnownBlock[] {
  const isText = (control: Control): control is LinkButton => control.kind === 'link' && !isWebAddress(control.url);
  const texts = controls.filter(isText).flatMap(({ label, url }) => rich(richLink(label, url)));
  const elements = controls.filter((it) => !isText(it)).map((it) => renderControl(it, count()));
  return elements.length === 0 ? texts : [...texts, { type: 'actions', elements }];
}

function renderControl(control: Control, number: number): ActionsBlockElement {
  switch (control.kind) {
    case 'button':
      return {
        type: 'button',
        text: plain(control.label),
        action_id: actionId(number, 'press', toWire(control.intent)),
        ...(control.look === 'main' && { style: 'primary' }),
        ...(control.look === 'danger' && { style: 'danger' }),
      };
    case 'link':
      return { type: 'button', text: plain(control.label), action_id: actionId(number, 'link'), url: control.url };
    case 'picker':
      return renderPicker(control, number);
  }
}

const renderPicker = ({ label, intent, picks, choices }: Picker, number: number): ActionsBlockElement => ({
  type: 'static_select',
  placeholder: plain(label),
  action_id: actionId(number, `pick:${picks}`, toWire(intent)),
  options: choices.map(({ value, label: shown }) => ({ text: plain(shown), value })),
});

/** An action_id: its number in the message, what it does, and the intent as text where it asks for something. */
export const actionId = (number: number, does: string, wire = '') => `${number} ${does} ${wire}`.trimEnd();

/** The id of the controls of an answer that may be changed later. */
const blockId = (number: number, answerTo: string) => `${number} answers ${answerTo}`;

/** The request that controls with this id belong to; undefined where they tell of none. */
export const readBlockId = (id: string): string | undefined => /^\d+ answers (.+)$/.exec(id)?.[1];

/** What an action_id of ours asks for; null where it is not one. */
export function readActionId(
  id: string,
): { readonly does: string; readonly picks: string; readonly wire: string } | null {
  const [, does, picks = '', wire = ''] = /^\d+ (press|link|open|pick:([^ ]+))(?: ([^ ]*))?$/.exec(id) ?? [];
  return does === undefined ? null : { does: does.replace(/:.*/, ''), picks, wire };
}
