import {
  type Block,
  button,
  type Card,
  card,
  controls,
  facts,
  list,
  type Picker,
  picker,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { press, pressPart } from '../../chat/intents.ts';
import { clip, limits } from '../../chat/limits.ts';
import { clockWords, comingWords, momentWords } from '../../phrases/time.ts';
import { dayIn, formatDay } from '../../study/time/day.ts';
import { loudFrom } from '../../study/time/quiet-hours.ts';
import { describeRule } from '../../study/time/recurrence.ts';
import { isOnce } from './letter.ts';
import type { Listener } from './plan.ts';
import {
  askNew,
  askPause,
  askPauseUntil,
  askQuiet,
  drop,
  type Kind,
  kinds,
  labelOf,
  listButton,
  openOne,
  pauseFor,
  putOffNext,
  resume,
  unmute,
} from './presses.ts';
import { ownMax, type Reminder } from './store.ts';

type Kept = Pick<Reminder, 'id' | 'words' | 'rule' | 'dueAt'>;

/** What was understood, with the exact next time. */
export function keptCard(kept: Kept, listener: Listener, now: Date): Card {
  return card('I will remind you', [
    factsOf(kept, listener, now),
    silenceWords(kept, listener, now),
    controls(button('Undo', press(drop, { reminderId: kept.id })), listButton()),
  ]);
}

/** A plan that was moved, with when its check-in comes. */
export function movedCard(kept: Kept, listener: Listener, now: Date): Card {
  return card('Moved', [
    factsOf(kept, listener, now),
    silenceWords(kept, listener, now),
    'I ask you about it then, once.',
    controls(button('Undo', press(drop, { reminderId: kept.id })), listButton()),
  ]);
}

function factsOf({ words, rule, dueAt }: Kept, { zone }: Listener, now: Date): Block {
  return facts([
    ['What', clip(words, 300)],
    ...(dueAt ? [['Next', comingWords(dueAt, zone, now)] as const] : []),
    ...(rule && !isOnce({ rule }) ? [['Again', clip(describeRule(rule), 300)] as const] : []),
  ]);
}

/** Where the next time falls into silence. */
function silenceWords({ dueAt }: Kept, listener: Listener, now: Date): Words | null {
  const loudAt = dueAt && loudFrom(listener, dueAt);
  if (!loudAt || loudAt <= dueAt) return null;
  const why =
    listener.pausedUntil && listener.pausedUntil > dueAt ? 'Reminders are paused then' : 'That is in your quiet hours';
  return rich`${why}, so it comes ${comingWords(loudAt, listener.zone, now)}.`;
}

/** All that is to come, and how it may come. `lead` says what has just happened. */
export function listCard(
  all: readonly Reminder[],
  listener: Listener,
  now: Date,
  lead: Words | string | null = null,
): Card {
  const own = all.filter(({ kind }) => kind === 'own').slice(0, ownMax);
  const daily = all.find(({ kind }) => kind === 'daily');
  const some = own.length === 1 ? 'Your reminder' : `Your ${own.length} reminders`;
  return card(own.length === 0 ? 'No reminders of your own' : some, [
    lead,
    own.length === 0 ? howTo : list(own.map((it) => line(it, listener.zone))),
    daily?.dueAt ? dailyWords(daily.dueAt, listener, now) : null,
    silences(listener, now),
    own.length === 0 ? null : controls(changePicker(own)),
    controls(
      button('New reminder', press(askNew, {}), own.length === 0 ? 'main' : 'plain'),
      isPaused(listener, now) ? button('Go on now', press(resume, {}), 'main') : button('Pause', press(askPause, {})),
      button('Quiet hours', press(askQuiet, {})),
    ),
    unmuteControls(listener),
  ]);
}

const howTo = 'Say what and when in plain words, such as "every weekday at 18:30 read a chapter".';

const dailyWords = (dueAt: Date, { zone }: Listener, now: Date): Words =>
  rich`What fades (reviews, goals, check-ins) comes by itself at your study hour, next ${comingWords(dueAt, zone, now)}.`;

function changePicker(own: readonly Reminder[]): Picker {
  const choices = own.map(({ id, words }) => ({ value: id, label: clip(words, limits.choice) }));
  return picker('Change one', pressPart(openOne, {}), 'reminderId', choices);
}

const isPaused = ({ pausedUntil }: Listener, now: Date): boolean => pausedUntil !== null && pausedUntil > now;

const mutedKinds = ({ muted }: Listener) => kinds.filter(({ value }) => muted.includes(value));

function unmuteControls(listener: Listener): Block | null {
  const buttons = mutedKinds(listener).map(({ value, label }) =>
    button(`Unmute ${label}`, press(unmute, { kind: value })),
  );
  return buttons.length === 0 ? null : controls(...buttons);
}

// Twenty-five of these fit a list.
function line({ words, rule, dueAt }: Reminder, zone: string): Words {
  const again = rule && !isOnce({ rule }) ? ` (${clip(describeRule(rule), 32)})` : '';
  const next = dueAt ? rich`${formatDay(dayIn(zone, dueAt))} at ${clockWords(dueAt, zone)}` : [];
  return rich`${strong(clip(words, 36))}: ${next}${again}`;
}

function silences(listener: Listener, now: Date): Words {
  const { quiet, pausedUntil, zone } = listener;
  const hours = quiet && quiet.from !== quiet.to ? `Quiet from ${quiet.from} to ${quiet.to}.` : 'No quiet hours.';
  const paused = pausedUntil && isPaused(listener, now);
  const labels = mutedKinds(listener).map(({ label }) => label);
  return [
    hours,
    ...(paused ? rich` Paused: all waits until ${momentWords(pausedUntil, zone)}.` : []),
    ...(labels.length > 0 ? [` Muted: ${labels.join(', ')}.`] : []),
  ];
}

/** One reminder of the member's own. */
export function oneCard(one: Reminder, listener: Listener, now: Date, lead: Words | string | null = null): Card {
  const next = one.dueAt && { reminderId: one.id, dueAt: one.dueAt };
  return card(clip(one.words, 140), [
    lead,
    factsOf(one, listener, now),
    silenceWords(one, listener, now),
    controls(
      ...(next
        ? [
            button('1 h later', press(putOffNext, { ...next, by: '1h' })),
            button('A day later', press(putOffNext, { ...next, by: 'tomorrow' })),
          ]
        : []),
      button('Delete', press(drop, { reminderId: one.id }), 'danger'),
      listButton(),
    ),
  ]);
}

export const droppedCard = (words: string): Card =>
  card('Deleted', [rich`I will not remind you of ${strong(clip(words, 300))} any more.`, controls(listButton())]);

export function pauseCard(): Card {
  return card('Pause for how long?', [
    'Nothing is dropped: what comes meanwhile is told in one message at the end.',
    controls(
      button('1 day', press(pauseFor, { days: 1 })),
      button('1 week', press(pauseFor, { days: 7 })),
      button('Until …', press(askPauseUntil, {})),
      listButton(),
    ),
  ]);
}

export function mutedCard(kind: Kind): Card {
  return card(`Muted: ${labelOf(kind)}`, [
    kind === 'own'
      ? 'They stay in your list and go by in silence.'
      : 'I no longer bring them by myself. You can always ask for them.',
    controls(button('Unmute', press(unmute, { kind })), listButton()),
  ]);
}
