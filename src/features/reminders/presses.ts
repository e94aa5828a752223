/** What can be pressed, and what each press carries. Cards are written with these; the actions answer them. */
import { type Button, button, type Controls, controls } from '../../chat/card.ts';
import { press } from '../../chat/intents.ts';
import { choice, id, instant, integer, words } from '../../chat/options.ts';
import { delays } from './delays.ts';

/** Kinds of reminder, as they are muted: what the member asked for, and what comes by itself. */
export const kinds = [
  { value: 'own', label: 'your own reminders' },
  { value: 'review', label: 'reviews' },
  { value: 'check-in', label: 'check-ins' },
  { value: 'goal', label: 'goals' },
] as const;
export type Kind = (typeof kinds)[number]['value'];
export const labelOf = (kind: Kind): string => kinds.find(({ value }) => value === kind)?.label ?? kind;

/** Names one occurrence: a press on an old card finds what became of it, and can do no harm. */
export interface OccurrenceRef {
  readonly reminderId: string;
  readonly dueAt: Date;
}

const reminderId = id('Reminder');
const dueAt = instant('Due');
const by = choice('By how much', delays);
const kind = choice('Kind', kinds);

export const sayDone = { name: 'reminders.done', options: { reminderId, dueAt } };
export const snooze = { name: 'reminders.snooze', options: { reminderId, dueAt, by } };
/** Picked from a list, so both in one: an occurrence as `whichOf` writes it. */
export const bringBack = { name: 'reminders.again', options: { which: words('Which one', { max: 26 }) } };

export const openList = { name: 'reminders.list', options: {} };
export const openOne = { name: 'reminders.show', options: { reminderId } };
export const putOffNext = { name: 'reminders.later', options: { reminderId, dueAt, by } };
export const drop = { name: 'reminders.drop', options: { reminderId } };
export const mute = { name: 'reminders.mute', options: { kind } };
export const unmute = { name: 'reminders.unmute', options: { kind } };

export const askNew = { name: 'reminders.new', options: {} };
export const keepNew = {
  name: 'reminders.keep',
  options: { what: words('What', { max: 300 }), when: words('When, in plain words', { max: 300 }) },
};
export const movePlan = { name: 'reminders.move-plan', options: { goalId: id('Goal'), at: instant('When') } };
export const askPause = { name: 'reminders.pause', options: {} };
export const pauseFor = { name: 'reminders.pause-for', options: { days: integer('Days', { min: 1, max: 365 }) } };
export const askPauseUntil = { name: 'reminders.pause-ask', options: {} };
export const keepPause = { name: 'reminders.pause-keep', options: { until: words('Until when', { max: 100 }) } };
export const resume = { name: 'reminders.resume', options: {} };
export const askQuiet = { name: 'reminders.quiet', options: {} };
export const keepQuiet = {
  name: 'reminders.quiet-keep',
  options: { from: words('Quiet from', { max: 20 }), to: words('Until', { max: 20 }) },
};

export const doneButton = ({ reminderId, dueAt }: OccurrenceRef): Button =>
  button('Done', press(sayDone, { reminderId, dueAt }), 'main');
export const snoozeButtons = ({ reminderId, dueAt }: OccurrenceRef): readonly Button[] =>
  delays.map(({ value, label }) => button(label, press(snooze, { reminderId, dueAt, by: value })));
export const muteButton = (of: Kind): Button => button('Mute this kind', press(mute, { kind: of }));
export const listButton = (): Button => button('My reminders', press(openList, {}));

/** The row below a reminder of the member's own. */
export const ownControls = (of: OccurrenceRef): Controls =>
  controls(doneButton(of), ...snoozeButtons(of), muteButton('own'));

export const whichOf = (of: OccurrenceRef): string => `${of.reminderId}-${dueAt.write(of.dueAt)}`;

/** The occurrence that `whichOf` wrote, or null when it is none. */
export function readWhich(which: string): OccurrenceRef | null {
  const [named = '', at = ''] = which.split('-');
  const [reminder, due] = [reminderId.read(named), dueAt.read(at)];
  return 'value' in reminder && 'value' in due ? { reminderId: reminder.value, dueAt: due.value } : null;
}
