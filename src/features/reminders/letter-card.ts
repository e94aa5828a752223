import {
  type Block,
  button,
  type Card,
  type Control,
  card,
  controls,
  list,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { beside, pressNamed } from '../../chat/intents.ts';
import { clip, limits, misfits } from '../../chat/limits.ts';
import type { Section } from './look.ts';
import { listButton } from './presses.ts';

/** What came much too late. */
export interface Missed {
  readonly title: string;
  readonly words: Words;
  readonly lines: readonly Words[];
  readonly again: Block | null;
  /** What fades is among it: still there, a press away. */
  readonly hasLook: boolean;
}

/** All that a message says: each thing with its buttons, what stands below them, and what came too late. */
export interface Parts {
  readonly sections: readonly Section[];
  readonly foot: readonly Block[];
  readonly missed: Missed | null;
}

export const linesAtOnce = 10;

const todayButton = () => button('What is for today', pressNamed('study.today'), 'main');

/** The message as a card that fits every platform: what finds no room with its buttons is named in a line. */
export function letterCard(parts: Parts): Card {
  for (let shown = parts.sections.length; shown > 1; shown--) {
    const whole = cardWith(shown, parts);
    if (fits(whole)) return whole;
  }
  return cardWith(1, parts);
}

// Discord shows 40 components in a message: its frame, each block, and each control within one.
const piecesMax = 40;

function fits(whole: Card): boolean {
  const pieces = whole.blocks.map((block) => (block.kind === 'controls' ? 1 + block.controls.length : 1));
  return pieces.reduce((sum, count) => sum + count, 1) <= piecesMax && misfits(whole).length === 0;
}

function cardWith(shown: number, { sections, foot, missed }: Parts): Card {
  const isAlone = sections.length === 1 && missed === null;
  const rest = sections.slice(shown).map(({ title }) => [clip(title, 60)]);
  return card(titleOf(sections, missed), [
    ...sections.slice(0, shown).flatMap((section) => (isAlone ? alone(section) : amongOthers(section))),
    ...foot,
    ...(rest.length > 0 ? ['Also for now:', list(atMost(rest))] : []),
    ...(missed ? [missed.words, list(atMost(missed.lines)), missed.again] : []),
    rest.length > 0 || missed ? controls(missed?.hasLook ? todayButton() : null, listButton()) : null,
  ]);
}

function titleOf(sections: readonly Section[], missed: Missed | null): string {
  const [first, ...others] = sections;
  if (!first) return missed?.title ?? '';
  if (others.length === 0) return clip(first.title, limits.cardTitle);
  return `${clip(first.title, 100)}, and ${others.length} more`;
}

/** The card's title is the section's, unless it is too long for one. */
function alone({ title, words, more }: Section): (Block | Words)[] {
  return [title.length <= limits.cardTitle ? words : rich`${strong(title)}. ${words}`, ...more];
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

function atMost(lines: readonly Words[]): readonly Words[] {
  const more = lines.length - linesAtOnce;
  return more > 0 ? [...lines.slice(0, linesAtOnce), [`and ${more} more`]] : lines;
}
