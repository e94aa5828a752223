/** A message after presses on it: what was answered says so in the place of its buttons; the rest can still be pressed. */
import { type Block, type Card, type Controls, controls, rich, type Words } from '../../chat/card.ts';
import { press } from '../../chat/intents.ts';
import { clockWords, comingWords, pastWords } from '../../phrases/time.ts';
import type { Occurrence } from './occurrence-store.ts';
import { doneButton, type OccurrenceRef, sayDone } from './presses.ts';

export interface Answered {
  readonly occurrence: Occurrence;
  readonly kind: 'own' | 'daily';
  readonly goalId: string | null;
}

export function answeredCard(sent: Card, answered: readonly Answered[], zone: string, now: Date): Card {
  return {
    ...sent,
    blocks: sent.blocks.flatMap((block): readonly Block[] => {
      const found = block.kind === 'controls' && answered.find(({ occurrence }) => isAbout(block, occurrence));
      return found ? answerBlocks(found, zone, now) : [block];
    }),
  };
}

/** Whether the row's buttons carry this occurrence. */
function isAbout({ controls }: Controls, of: OccurrenceRef): boolean {
  const { reminderId, dueAt } = press(sayDone, { reminderId: of.reminderId, dueAt: of.dueAt }).with;
  return controls.some(
    (control) =>
      control.kind === 'button' && control.intent.with.reminderId === reminderId && control.intent.with.dueAt === dueAt,
  );
}

/** Done, or when it comes again, which can still be called done. */
export function answerBlocks({ occurrence, kind, goalId }: Answered, zone: string, now: Date): readonly Block[] {
  const words = { kind: 'text', words: answerWords(occurrence, zone, now) } as const;
  const canBeDone = kind === 'own' && goalId === null && occurrence.state === 'snoozed';
  return canBeDone ? [words, controls(doneButton(occurrence))] : [words];
}

function answerWords({ state, answeredAt, snoozedTo }: Occurrence, zone: string, now: Date): Words {
  if (state === 'done') return answeredAt ? rich`Done at ${clockWords(answeredAt, zone)}.` : ['Done.'];
  if (!snoozedTo) return [];
  return snoozedTo > now
    ? rich`I remind you again ${comingWords(snoozedTo, zone, now)}.`
    : rich`It came again at ${pastWords(snoozedTo, zone, now)}.`;
}
