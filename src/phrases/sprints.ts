import { type Button, button } from '../chat/card.ts';
import { pressNamed } from '../chat/intents.ts';
import { clip } from '../chat/limits.ts';

export interface NamedSprint {
  readonly minutes: number;
  readonly what: string | null;
}

/** "25-minute sprint: graphs, chapter 3"; with what becomes of it, "25-minute sprint done: graphs, chapter 3". */
export function sprintTitle({ minutes, what }: NamedSprint, becomes: 'begins' | 'done' | null = null): string {
  const sprint = becomes ? `${minutes}-minute sprint ${becomes}` : `${minutes}-minute sprint`;
  return what === null ? sprint : `${sprint}: ${clip(what, 100)}`;
}

/** What one can say of how it went. */
export const sprintResultChoices = [
  { value: 'hit', label: 'Hit it' },
  { value: 'part', label: 'Part' },
  { value: 'missed', label: 'Missed' },
] as const;

/** Answered by features/sprints. */
export const joinSprintButton = (sprintId: string): Button =>
  button('Join', pressNamed('sprints.join', { sprintId }), 'main');

export const tellSprintButtons = (sprintId: string): readonly Button[] =>
  sprintResultChoices.map(({ value, label }) => button(label, pressNamed('sprints.tell', { sprintId, result: value })));
