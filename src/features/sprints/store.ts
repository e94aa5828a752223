import { and, asc, eq, gt, inArray, lt, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { attendance, goal, member, outage, sprint } from '../../db/schema/index.ts';
import type { Outage } from '../../study/time/away.ts';

export type Sprint = typeof sprint.$inferSelect;
export type Attendance = typeof attendance.$inferSelect;

/** Someone in a sprint, with the name that others know them by. */
export interface Attendee extends Attendance {
  readonly key: string;
  readonly name: string;
  readonly zone: string;
}

export async function addSprint(tx: Tx, row: typeof sprint.$inferInsert): Promise<Sprint> {
  const [added] = await tx.insert(sprint).values(row).returning();
  if (!added) throw new Error('A sprint was added and is not there');
  return added;
}

/** A sprint of this room, or one in which the member takes part; held, so that presses and time come one after the other. */
export async function holdSprint(
  tx: Tx,
  { sprintId, room, memberId }: { sprintId: string; room: string; memberId: string },
): Promise<Sprint | null> {
  const [found] = await tx
    .select()
    .from(sprint)
    .where(and(eq(sprint.id, sprintId), isSeenBy(room, memberId)))
    .for('update');
  return found ?? null;
}

const isSeenBy = (room: string, memberId: string) =>
  or(
    eq(sprint.room, room),
    sql`exists (select from ${attendance} where ${attendance.sprintId} = ${sprint.id} and ${attendance.memberId} = ${memberId})`,
  );

/** To come or under way: one can join and leave. */
export const isUnderWay = ({ state }: Sprint): boolean => state === 'planned' || state === 'running';

const isOpen = inArray(sprint.state, ['planned', 'running', 'asking']);

/** A sprint and one's own part in it. */
export interface OpenSprint {
  readonly sprint: Sprint;
  readonly mine: Attendance | null;
}

/** Sprints that are to come, under way, or waiting for words on how they went, as they begin. */
export async function findOpen(tx: Tx, room: string, memberId: string): Promise<OpenSprint[]> {
  return tx
    .select({ sprint, mine: attendance })
    .from(sprint)
    .leftJoin(attendance, and(eq(attendance.sprintId, sprint.id), eq(attendance.memberId, memberId)))
    .where(and(isOpen, isSeenBy(room, memberId)))
    .orderBy(asc(sprint.startAt), asc(sprint.id));
}

/** At most `limit` sprints whose state is to change by itself, held; what others hold is theirs. */
export async function holdDue(tx: Tx, now: Date, limit: number): Promise<Sprint[]> {
  return tx
    .select()
    .from(sprint)
    .where(lte(sprint.nextAt, now))
    .orderBy(asc(sprint.nextAt))
    .limit(limit)
    .for('update', { skipLocked: true });
}

export async function changeSprint(tx: Tx, sprintId: string, set: Partial<Sprint>): Promise<Sprint> {
  const [changed] = await tx.update(sprint).set(set).where(eq(sprint.id, sprintId)).returning();
  if (!changed) throw new Error(`There is no sprint ${sprintId} to change`);
  return changed;
}

/** All who take part, in the order in which they joined. */
export async function findAttendees(tx: Tx, sprintId: string): Promise<Attendee[]> {
  const rows = await tx
    .select({ attendance, key: member.key, name: member.name, zone: member.zone })
    .from(attendance)
    .innerJoin(member, eq(member.id, attendance.memberId))
    .where(eq(attendance.sprintId, sprintId))
    .orderBy(asc(attendance.joinedAt), asc(attendance.memberId));
  return rows.map(({ attendance: it, ...who }) => ({ ...it, ...who }));
}

export async function findMine(tx: Tx, sprintId: string, memberId: string): Promise<Attendance | null> {
  const [mine] = await tx.select().from(attendance).where(isMine(sprintId, memberId));
  return mine ?? null;
}

const isMine = (sprintId: string, memberId: string) =>
  and(eq(attendance.sprintId, sprintId), eq(attendance.memberId, memberId));

/** Makes someone take part, or changes how. */
export async function attend(tx: Tx, row: typeof attendance.$inferInsert): Promise<Attendance> {
  const { sprintId, memberId, joinedAt, ...set } = row;
  const [kept] = await tx
    .insert(attendance)
    .values(row)
    .onConflictDoUpdate({ target: [attendance.sprintId, attendance.memberId], set })
    .returning();
  if (!kept) throw new Error('Someone joined and is not there');
  return kept;
}

export async function changeMine(
  tx: Tx,
  sprintId: string,
  memberId: string,
  set: Partial<Attendance>,
): Promise<Attendance | null> {
  const [changed] = await tx.update(attendance).set(set).where(isMine(sprintId, memberId)).returning();
  return changed ?? null;
}

export async function dropMine(tx: Tx, sprintId: string, memberId: string): Promise<void> {
  await tx.delete(attendance).where(isMine(sprintId, memberId));
}

/** Keeps how long each was there, once it is over. */
export async function keepPresence(
  tx: Tx,
  sprintId: string,
  present: readonly { readonly memberId: string; readonly presentMs: number }[],
): Promise<void> {
  await tx.execute(sql`
    update ${attendance} set present_ms = it."presentMs"
    from jsonb_to_recordset(${JSON.stringify(present)}::jsonb) as it ("memberId" text, "presentMs" int)
    where ${attendance.sprintId} = ${sprintId} and ${attendance.memberId} = it."memberId"`);
}

/** The active goal whose plan is taken: the one with the nearest deadline. */
export async function findGoal(tx: Tx, memberId: string) {
  const [nearest] = await tx
    .select({ id: goal.id, what: goal.what, action: goal.action })
    .from(goal)
    .where(and(eq(goal.memberId, memberId), eq(goal.state, 'active')))
    .orderBy(sql`${goal.deadline} asc nulls last`, asc(goal.createdAt), asc(goal.id))
    .limit(1);
  return nearest ?? null;
}

/** Who made a sprint; null where they are gone. */
export async function findMaker(tx: Tx, { madeBy }: Sprint): Promise<{ name: string; zone: string } | null> {
  if (madeBy === null) return null;
  const [maker] = await tx.select({ name: member.name, zone: member.zone }).from(member).where(eq(member.id, madeBy));
  return maker ?? null;
}

/** When the bot was away between two instants. */
export async function findOutages(tx: Tx, fromAt: Date, toAt: Date): Promise<Outage[]> {
  return tx
    .select()
    .from(outage)
    .where(and(lt(outage.fromAt, toAt), gt(outage.toAt, fromAt)))
    .orderBy(asc(outage.fromAt));
}
