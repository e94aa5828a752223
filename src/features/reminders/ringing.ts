/**
 * The SQL of planning. A member's row is held while their reminders are planned, so that what falls together becomes one message even
 * among rivals; who finds it held goes on to the next. Only then are the reminders read: what a rival has just planned rings no more.
 */
import { and, asc, desc, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Member } from '../../chat/people.ts';
import type { Tx } from '../../db/connect.ts';
import { type ReminderSettings, usualSettings } from '../../db/reading/reminder-settings.ts';
import { member, occurrence, outage, pulse, reminder, reminderSettings } from '../../db/schema/index.ts';
import type { Offline } from './lateness.ts';
import type { Bell, Listener, Move, PlannedOccurrence } from './plan.ts';
import type { Reminder } from './store.ts';

/** Holds the members of at most `limit` ringing reminders that nobody else holds, and says how many reminders that were. */
export async function holdRinging(tx: Tx, now: Date, limit: number): Promise<{ taken: number; memberIds: string[] }> {
  const held = await tx
    .select({ memberId: reminder.memberId })
    .from(reminder)
    .innerJoin(member, eq(member.id, reminder.memberId))
    .where(lte(reminder.ringAt, now))
    .orderBy(asc(reminder.ringAt))
    .limit(limit)
    .for('no key update', { of: member, skipLocked: true });
  return { taken: held.length, memberIds: [...new Set(held.map(({ memberId }) => memberId))] };
}

/** All ringing reminders of these members, by member, with all that bears on how they come. */
export async function findRinging(tx: Tx, memberIds: readonly string[], now: Date) {
  const plannedMs = sql<number[]>`(select coalesce(json_agg(extract(epoch from ${occurrence.dueAt}) * 1000), '[]')
    from ${occurrence} where ${occurrence.reminderId} = ${reminder.id} and ${occurrence.dueAt} >= ${reminder.dueAt})`;
  const rows = await tx
    .select({ member, settings: reminderSettings, reminder, plannedMs })
    .from(reminder)
    .innerJoin(member, eq(member.id, reminder.memberId))
    .leftJoin(reminderSettings, eq(reminderSettings.memberId, reminder.memberId))
    .where(and(inArray(reminder.memberId, [...memberIds]), lte(reminder.ringAt, now)))
    .orderBy(asc(reminder.dueAt), asc(reminder.id))
    .for('update', { of: reminder });
  const byMember = Map.groupBy(rows, ({ reminder }) => reminder.memberId);
  return [...byMember.values()].flatMap(([first, ...others]) =>
    first ? [{ listener: listenerOf(first.member, first.settings), bells: [first, ...others].map(bellOf) }] : [],
  );
}

export function listenerOf(of: Pick<Member, 'id' | 'direct' | 'zone'>, settings: ReminderSettings | null): Listener {
  const { quietFrom, quietTo, pausedUntil, muted } = settings ?? usualSettings;
  return { id: of.id, direct: of.direct, zone: of.zone, quiet: { from: quietFrom, to: quietTo }, pausedUntil, muted };
}

const bellOf = ({ reminder, plannedMs }: { reminder: Reminder; plannedMs: number[] }): Bell => ({
  ...reminder,
  dueAt: reminder.dueAt ?? reminder.createdAt,
  plannedMs,
});

/** Keeps occurrences. None can be there already while the member is held; were one, it would stay as it is. */
export async function addOccurrences(tx: Tx, planned: readonly PlannedOccurrence[], now: Date): Promise<void> {
  if (planned.length === 0) return;
  const rows = JSON.stringify(
    planned.map(({ reminderId, memberId, dueAt, postKey, lateness }) => ({
      reminder_id: reminderId,
      member_id: memberId,
      due_at: dueAt,
      post_key: postKey,
      missed: lateness === 'missed',
    })),
  );
  await tx.execute(sql`
    insert into ${occurrence} (reminder_id, member_id, due_at, post_key, missed, state, planned_at)
    select reminder_id, member_id, due_at, post_key, missed, case when post_key is null then 'idle' else 'open' end,
      ${now.toISOString()}
    from jsonb_to_recordset(${rows}::jsonb)
      as it (reminder_id text, member_id text, due_at timestamptz, post_key text, missed boolean)
    on conflict do nothing`);
}

export async function moveReminders(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = JSON.stringify(moves.map(({ id, dueAt, ringAt }) => ({ id, due_at: dueAt, ring_at: ringAt })));
  await tx.execute(sql`
    update ${reminder} set due_at = it.due_at, ring_at = it.ring_at
    from jsonb_to_recordset(${rows}::jsonb) as it (id text, due_at timestamptz, ring_at timestamptz)
    where ${reminder.id} = it.id`);
}

/** Keeps that the planner looks at this instant; a silence of more than `silenceMs` before it was an outage. */
export async function beatPulse(tx: Tx, now: Date, silenceMs: number): Promise<void> {
  const silentSince = lt(pulse.lookedAt, new Date(now.getTime() - silenceMs));
  const silence = tx.select({ fromAt: pulse.lookedAt, toAt: sql`${now.toISOString()}::timestamptz`.as('to_at') });
  await tx.insert(outage).select(silence.from(pulse).where(silentSince)).onConflictDoNothing();
  await tx
    .insert(pulse)
    .values({ id: 1, lookedAt: now })
    .onConflictDoUpdate({ target: pulse.id, set: { lookedAt: now }, setWhere: lt(pulse.lookedAt, now) });
}

/** The last time offline. */
export async function findOffline(tx: Tx): Promise<Offline | null> {
  const [row] = await tx.select().from(outage).orderBy(desc(outage.fromAt)).limit(1);
  return row ? { from: row.fromAt, to: row.toAt } : null;
}
