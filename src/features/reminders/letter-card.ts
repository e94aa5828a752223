import {
  type Block,
  type Card,
  type Control,
  card,
  controls,
  list,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { beside } from '../../chat/handler.ts';
import { clip, limits } from '../../chat/limits.ts';
import type { Section } from './look.ts';
import { listButton } from './presses.ts';

/** What came much too late. */
export interface Missed {
  readonly title: string;
  readonly words: Words;
  readonly lines: readonly Words[];
  readonly again: Block | null;
}

export const linesAtOnce = 10;

// Discord shows 40 components in a message: its frame, each block, and each control within one.
const piecesMax = 40;
/** The frame, what has no room (a text and a list), and the row below it. */
const piecesKept = 1 + 2 + 2;

/** The message as a card that fits every platform: what finds no room with its buttons is named in a line. */
export function letterCard({
  sections,
  foot,
  missed,
}: {
  sections: readonly Section[];
  foot: readonly Block[];
  missed: Missed | null;
}): Card {
  const ending = missed ? missedBlocks(missed) : [];
  const shown = fitting(sections, piecesMax - piecesKept - piecesIn([...foot, ...ending]));
  const rest = sections.slice(shown.length).map(({ title }) => [clip(title, 60)]);
  const isAlone = sections.length === 1 && missed === null;
  return card(titleOf(sections, missed), [
    ...shown.flatMap((section) => (isAlone ? [section.words, ...section.more] : amongOthers(section))),
    ...foot,
    ...(rest.length > 0 ? ['Also for now:', list(atMost(rest))] : []),
    ...ending,
    rest.length > 0 || missed ? controls(listButton()) : null,
  ]);
}

/** Other features answer in the place of the card: of one that holds more than theirs, beside it. */
function amongOthers({ title, words, more }: Section): (Block | Words)[] {
  const answeredBeside = (control: Control): Control =>
    control.kind === 'link' || control.intent.to.startsWith('reminders.')
      ? control
      : { ...control, intent: beside(control.intent) };
  const rows = more.map((block) =>
    block.kind === 'controls' ? controls(...block.controls.map(answeredBeside)) : block,
  );
  return [rich`${strong(title)}. ${words}`, ...rows];
}

function titleOf(sections: readonly Section[], missed: Missed | null): string {
  const [first, ...others] = sections;
  if (!first) return missed?.title ?? '';
  if (others.length === 0) return clip(first.title, limits.cardTitle);
  return `${clip(first.title, 100)}, and ${others.length} more`;
}

function missedBlocks({ words, lines, again }: Missed): Block[] {
  return [{ kind: 'text', words }, list(atMost(lines)), ...(again ? [again] : [])];
}

function atMost(lines: readonly Words[]): readonly Words[] {
  const more = lines.length - linesAtOnce;
  return more > 0 ? [...lines.slice(0, linesAtOnce), [`and ${more} more`]] : lines;
}

/** As many from the front as there is room for. */
function fitting(sections: readonly Section[], room: number): readonly Section[] {
  let left = room;
  const over = sections.findIndex(({ more }) => {
    left -= 1 + piecesIn(more);
    return left < 0;
  });
  return over === -1 ? sections : sections.slice(0, over);
}

const piecesIn = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + 1 + (block.kind === 'controls' ? block.controls.length : 0), 0);
