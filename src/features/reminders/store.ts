import { and, asc, count, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Member } from '../../chat/people.ts';
import type { Tx } from '../../db/connect.ts';
import { goal, member, occurrence, reminder } from '../../db/schema/index.ts';
import type { OccurrenceRef } from './presses.ts';

export type Reminder = typeof reminder.$inferSelect;

/** What was put off by quiet hours or a pause rings by the present ones. */
export async function ringAnew(tx: Tx, memberId: string): Promise<void> {
  await tx
    .update(reminder)
    .set({ ringAt: reminder.dueAt })
    .where(and(eq(reminder.memberId, memberId), gt(reminder.ringAt, reminder.dueAt)));
}

/** As many reminders of their own as one picker holds. */
export const ownMax = 25;

const isComing = isNotNull(reminder.dueAt);

/** Keeps a reminder; false when the member has as many as fit. */
export async function addOwn(tx: Tx, row: NewReminder): Promise<boolean> {
  if (!(await hasRoom(tx, row.memberId))) return false;
  await tx.insert(reminder).values({ ...row, kind: 'own', ringAt: row.dueAt });
  return true;
}

/** Moves the plan of a goal of theirs to `dueAt`, wherever it was moved before; undefined when they have as many reminders as fit. */
export async function movePlanOf(tx: Tx, row: NewReminder & { goalId: string }): Promise<Reminder | undefined> {
  const { words, rule, zone, dueAt, goalId } = row;
  const set = { words, rule, zone, dueAt, ringAt: dueAt };
  const [moved] = await tx.update(reminder).set(set).where(eq(reminder.goalId, goalId)).returning();
  if (moved || !(await hasRoom(tx, row.memberId))) return moved;
  const [added] = await tx
    .insert(reminder)
    .values({ ...row, kind: 'own', ringAt: dueAt })
    .onConflictDoUpdate({ target: reminder.goalId, set })
    .returning();
  return added;
}

async function hasRoom(tx: Tx, memberId: string): Promise<boolean> {
  const mine = and(eq(reminder.memberId, memberId), eq(reminder.kind, 'own'), isComing);
  const [{ own } = { own: 0 }] = await tx.select({ own: count() }).from(reminder).where(mine);
  return own < ownMax;
}

export async function findActiveGoal(tx: Tx, memberId: string, goalId: string): Promise<{ what: string } | undefined> {
  const mine = and(eq(goal.id, goalId), eq(goal.memberId, memberId), eq(goal.state, 'active'));
  const [row] = await tx.select({ what: goal.what }).from(goal).where(mine);
  return row;
}

export type NewReminder = Pick<Reminder, 'id' | 'memberId' | 'words' | 'rule' | 'zone' | 'dueAt' | 'createdAt'>;

/** The reminders that are to come, the next first. */
export async function findComing(tx: Tx, memberId: string): Promise<Reminder[]> {
  return tx
    .select()
    .from(reminder)
    .where(and(eq(reminder.memberId, memberId), isComing))
    .orderBy(asc(reminder.dueAt), asc(reminder.id));
}

const isMine = (memberId: string, reminderId: string) =>
  and(eq(reminder.id, reminderId), eq(reminder.memberId, memberId));

export async function findReminder(tx: Tx, memberId: string, reminderId: string): Promise<Reminder | undefined> {
  const [row] = await tx.select().from(reminder).where(isMine(memberId, reminderId));
  return row;
}

/** Deletes one of the member's own; undefined when it is not there. */
export async function dropOwn(tx: Tx, memberId: string, reminderId: string): Promise<Reminder | undefined> {
  const [row] = await tx
    .delete(reminder)
    .where(and(isMine(memberId, reminderId), eq(reminder.kind, 'own')))
    .returning();
  return row;
}

/** Moves the next occurrence, if it still is at `from`. */
export async function moveNext(tx: Tx, memberId: string, { reminderId, dueAt }: OccurrenceRef, to: Date | null) {
  const moved = await tx
    .update(reminder)
    .set({ dueAt: to, ringAt: to })
    .where(and(isMine(memberId, reminderId), eq(reminder.dueAt, dueAt)))
    .returning({ id: reminder.id });
  return moved.length > 0;
}

/** Brings the next occurrence forward to `to`, where it is none yet or a later one. */
export async function bringForward(tx: Tx, reminderId: string, to: Date): Promise<boolean> {
  const moved = await tx
    .update(reminder)
    .set({ dueAt: to, ringAt: to })
    .where(and(eq(reminder.id, reminderId), or(isNull(reminder.dueAt), gt(reminder.dueAt, to))))
    .returning({ id: reminder.id });
  return moved.length > 0;
}

/** Makes the daily look exist. */
export async function addDaily(tx: Tx, row: NewReminder): Promise<void> {
  await tx
    .insert(reminder)
    .values({ ...row, kind: 'daily', ringAt: row.dueAt })
    .onConflictDoNothing();
}

export async function findMember(tx: Tx, memberId: string): Promise<Member | undefined> {
  const [row] = await tx.select().from(member).where(eq(member.id, memberId));
  return row;
}

/** The member with their reminders, all held, so that they are not planned meanwhile; and what was last planned of the daily look. */
export async function holdReminders(tx: Tx, memberId: string) {
  const [me] = await tx.select().from(member).where(eq(member.id, memberId)).for('no key update');
  const rows = await tx
    .select({
      reminder,
      lastDueAt: sql<string | null>`(select max(${occurrence.dueAt}) from ${occurrence}
        where ${occurrence.reminderId} = ${reminder.id})`,
    })
    .from(reminder)
    .where(and(eq(reminder.memberId, memberId), or(isComing, eq(reminder.kind, 'daily'))))
    .for('update', { of: reminder });
  const reminders = rows.map((row) => ({ ...row, lastDueAt: row.lastDueAt === null ? null : new Date(row.lastDueAt) }));
  return me && { me, reminders };
}

export async function changeReminder(
  tx: Tx,
  reminderId: string,
  set: Pick<Reminder, 'rule' | 'zone' | 'dueAt' | 'ringAt'>,
): Promise<void> {
  await tx.update(reminder).set(set).where(eq(reminder.id, reminderId));
}
