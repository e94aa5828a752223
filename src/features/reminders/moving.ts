/**
 * Reminders after the member's zone or study hour has changed: 09:00 stays 09:00 where they live, an instant ("in 20 minutes", a
 * snooze) stays that instant, and what came today does not come today again.
 */
import type { Member } from '../../chat/people.ts';
import { type Clock, type Day, dayIn, instantOf } from '../../study/time/day.ts';
import { nextAfterMove, nextOccurrence, type Rule } from '../../study/time/recurrence.ts';
import type { Reminder } from './store.ts';

export type Moved = Pick<Reminder, 'rule' | 'zone' | 'dueAt'>;

const dailyRule = (studyClock: Clock, from: Day): Rule => ({ unit: 'days', every: 1, at: [studyClock], from });

/** When the daily look first comes. */
export function firstLook({ zone, studyClock }: Pick<Member, 'zone' | 'studyClock'>, now: Date) {
  const rule = dailyRule(studyClock, dayIn(zone, now));
  return { rule, zone, dueAt: nextOccurrence(rule, zone, now) };
}

/** The reminder by the member's present zone and hour. `lastDueAt`: the last occurrence of it that was planned. */
export function movedTo(
  me: Pick<Member, 'zone' | 'studyClock'>,
  { kind, rule, zone, dueAt }: Pick<Reminder, 'kind' | 'rule' | 'zone' | 'dueAt'>,
  lastDueAt: Date | null,
  now: Date,
): Moved {
  const to = kind === 'daily' ? dailyRule(me.studyClock, dayIn(me.zone, now)) : rule;
  const stays = { rule: to, zone: me.zone, dueAt };
  // What has come and waits to be planned, or was snoozed, or was for an instant, stays.
  if (rule === null || to === null || dueAt === null || dueAt <= now || !isOfRule(rule, zone, dueAt)) return stays;
  const zones = { from: zone, to: me.zone };
  if (kind === 'daily') return { ...stays, dueAt: nextLook(to, zones, lastDueAt, now) };
  return zone === me.zone ? stays : { ...stays, dueAt: nextAfterMove(to, zones, now) ?? onceOf(to, me.zone) };
}

/** A snoozed instant is not of the rule. */
const isOfRule = (rule: Rule, zone: string, at: Date) =>
  nextOccurrence(rule, zone, new Date(at.getTime() - 1))?.getTime() === at.getTime();

/** The next look on a day that has had none. */
function nextLook(rule: Rule, zones: { from: string; to: string }, lastDueAt: Date | null, now: Date): Date | null {
  const lastDay = lastDueAt && dayIn(zones.from, lastDueAt);
  let next = nextAfterMove(rule, zones, now);
  while (next && lastDay && dayIn(zones.to, next) <= lastDay) next = nextOccurrence(rule, zones.to, next);
  return next;
}

/** What was asked for once comes even where the move went past its time; then it is late. */
function onceOf(rule: Rule, zone: string): Date | null {
  return rule.unit === 'days' && rule.until === rule.from && rule.at[0] ? instantOf(zone, rule.from, rule.at[0]) : null;
}
