import type { Form } from '../../chat/form.ts';
import { form } from '../../chat/intents.ts';
import { Refusal } from '../../errors.ts';
import { type Clock, clockIn, dayIn, readClock } from '../../study/time/day.ts';
import { readWhen } from '../../study/time/plain-time.ts';
import { nextOccurrence, type Rule } from '../../study/time/recurrence.ts';
import { keepNew, keepPause, keepQuiet } from './presses.ts';

/** When it comes: by a rule, at one wall time (a rule of one day), or at an exact instant. */
export interface Timing {
  readonly rule: Rule | null;
  readonly dueAt: Date;
}

export type Read = { readonly timing: Timing; readonly rest: string } | { readonly problem: string };

/** What a text asks for, reckoned in `zone`. */
export function readTiming(text: string, zone: string, now: Date): Read {
  const when = readWhen(text, zone, now);
  if (when.kind === 'problem') return { problem: when.says };
  if (when.kind === 'once')
    return { timing: when.isDelay ? { rule: null, dueAt: when.at } : onceAt(when.at, zone), rest: when.rest };
  const dueAt = nextOccurrence(when.rule, zone, now);
  if (dueAt === null) return { problem: 'That never comes. Try "every weekday at 18:30" or "tomorrow 19:00".' };
  return { timing: { rule: when.rule, dueAt }, rest: when.rest };
}

/** A wall time is kept as a rule of one day, so that 19:00 stays 19:00 when the member's zone is put right. */
export function onceAt(at: Date, zone: string): Timing {
  const day = dayIn(zone, at);
  const rule: Rule = { unit: 'days', every: 1, at: [clockIn(zone, at)], from: day, until: day };
  const comesThen = nextOccurrence(rule, zone, new Date(at.getTime() - 1))?.getTime() === at.getTime();
  return { rule: comesThen ? rule : null, dueAt: at };
}

/** The question sheet; `typed` is what was said already, `problem` why it was not enough. */
export function newForm(typed: { what?: string; when?: string } = {}, problem?: string): Form {
  return form(keepNew, {
    title: problem === undefined ? 'A new reminder' : 'When shall that be?',
    send: 'Remind me',
    ask: {
      what: { label: 'What', value: typed.what },
      when: {
        label: 'When',
        help: problem?.slice(0, 100) ?? '"every weekday at 18:30", "tomorrow 7pm", "in 20 minutes"',
        value: typed.when,
      },
    },
  });
}

export const pauseForm = (): Form =>
  form(keepPause, {
    title: 'Pause reminders',
    send: 'Pause',
    ask: { until: { help: 'For example "Friday 18:00", "in 3 hours" or "12 June"' } },
  });

export const quietForm = (quiet: { from: Clock; to: Clock }): Form =>
  form(keepQuiet, {
    title: 'Quiet hours',
    send: 'Keep',
    ask: {
      from: { help: 'Nothing rings from then on, for example 22:00', value: quiet.from },
      to: { help: 'What was quiet comes then. The same time twice: no quiet hours', value: quiet.to },
    },
  });

/** Two clocks, or a refusal that names each one that cannot be read. */
export function readQuiet(typed: { from: string; to: string }): { quietFrom: Clock; quietTo: Clock } {
  const [quietFrom, quietTo] = [readClock(typed.from), readClock(typed.to)];
  if (quietFrom && quietTo) return { quietFrom, quietTo };
  const problem = (text: string) => `"${text}" is no time of day that I can read. Try 22:00 or 7am.`;
  throw new Refusal('I cannot read those hours', {
    ...(quietFrom ? {} : { from: problem(typed.from) }),
    ...(quietTo ? {} : { to: problem(typed.to) }),
  });
}

/** The end of a pause, or a refusal with an example. */
export function readPause(until: string, zone: string, now: Date): Date {
  const when = readWhen(until, zone, now);
  const problem = when.kind === 'problem' ? when.says : 'A pause ends once. Try "Friday 18:00" or "in 3 hours".';
  if (when.kind !== 'once') throw new Refusal('Until when?', { until: problem });
  return when.at;
}
