import type { Cause } from '../../study/reflection/attribution.ts';
import type { Reflection } from './store.ts';

export const causeChoices = [
  { value: 'effort', label: 'The effort I put in' },
  { value: 'strategy', label: 'The way I went about it' },
  { value: 'knowledge', label: 'What I knew before' },
  { value: 'time', label: 'The time I had' },
  { value: 'health', label: 'How I felt' },
  { value: 'luck', label: 'Luck, or what others did' },
] as const satisfies readonly { value: Cause; label: string }[];

export const causeLabel = (cause: string | null): string | null =>
  causeChoices.find(({ value }) => value === cause)?.label ?? null;

type Said = Pick<Reflection, 'went' | 'cause' | 'newCue' | 'newAction' | 'learned'>;

/** The change that was thought of, on one line; null where there was none. */
export function changeLine({ newCue, newAction }: Said): string | null {
  const parts = [newCue, newAction].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
}

/** All that was said, as one text to be read for depth; an answer that was picked counts as said. */
export function wholeText(said: Said): string {
  const [cause, change] = [causeLabel(said.cause), changeLine(said)];
  const reason = cause === null ? '' : `The reason: ${cause}.`;
  return [said.went, reason, change === null ? '' : `Next time: ${change}`, said.learned ?? ''].join('\n');
}
