import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Tx } from '../../db/connect.ts';
import { prepared, type Slots } from '../../db/prepared.ts';
import { checkIn, goal, goalStep, member, toldSteps } from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';

export type CheckIn = typeof checkIn.$inferSelect;
export type Goal = typeof goal.$inferSelect;

/** A goal on one day: its plan, the step that is next, and what was said about it. */
export interface GoalDay {
  readonly goal: Goal;
  readonly nextStep: string | null;
  readonly said: CheckIn | null;
}

/** Whose check-in, for which goal (null: none) on which day. */
export interface Key {
  readonly memberId: string;
  readonly goalId: string | null;
  readonly day: Day;
}

const selectGoalsOn = prepared((tx, { memberId, day }: Slots<'memberId' | 'day'>) => {
  const nextStep = sql<string | null>`(select ${goalStep.what} from ${goalStep}
    where ${goalStep.goalId} = ${goal.id} and ${goalStep.doneAt} is null order by ${goalStep.position} limit 1)`;
  return tx
    .select({ goal, nextStep, said: checkIn })
    .from(goal)
    .leftJoin(checkIn, and(eq(checkIn.goalId, goal.id), eq(checkIn.day, day)))
    .where(and(eq(goal.memberId, memberId), eq(goal.state, 'active')))
    .orderBy(sql`${checkIn.id} is not null`, sql`${goal.deadline} asc nulls last`, asc(goal.createdAt), asc(goal.id));
});

/** Active goals on a day: those without a check-in first, then the nearest deadline, then as they were made. */
export const goalsOn = (tx: Tx, memberId: string, day: Day): Promise<GoalDay[]> => selectGoalsOn(tx, { memberId, day });

export async function findGoal(tx: Tx, memberId: string, goalId: string): Promise<Goal | null> {
  const [row] = await tx
    .select()
    .from(goal)
    .where(and(eq(goal.id, goalId), eq(goal.memberId, memberId)));
  return row ?? null;
}

export async function findCheckIn(tx: Tx, key: Key): Promise<CheckIn | null> {
  const [row] = await tx.select().from(checkIn).where(keyed(key));
  return row ?? null;
}

/** The zones in which something was said for this day. */
export async function zonesOf(tx: Tx, memberId: string, day: Day): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ zone: checkIn.zone })
    .from(checkIn)
    .where(and(eq(checkIn.memberId, memberId), eq(checkIn.day, day)));
  return rows.map(({ zone }) => zone);
}

type Said = Pick<CheckIn, 'outcome'> & Partial<CheckIn>;

/** Keeps what was said as the one check-in of its key: a later word takes the place of an earlier one, part by part. */
export async function keepCheckIn(
  tx: Tx,
  key: Key,
  kept: { id: string; zone: string; at: Date },
  said: Said,
): Promise<CheckIn> {
  return put(tx, key, kept, said, { ...said, changedAt: kept.at });
}

/** Keeps how it went as one press says it; what was said in detail before stays. */
export async function keepOutcome(
  tx: Tx,
  key: Key,
  kept: { id: string; zone: string; at: Date },
  outcome: CheckIn['outcome'],
): Promise<CheckIn> {
  return theOne(await putOutcome(tx, { ...key, ...kept, outcome }));
}

const once = [checkIn.memberId, checkIn.day, checkIn.goalId];

const putOutcome = prepared((tx, slots: Slots<keyof Key | 'id' | 'zone' | 'at' | 'outcome'>) => {
  const { id, memberId, goalId, day, outcome, zone, at } = slots;
  const set = { outcome: sql`excluded.outcome`, obstacle: null, changedAt: sql`excluded.changed_at` };
  return tx
    .insert(checkIn)
    .values({ id, memberId, goalId, day, outcome, zone, at, changedAt: at })
    .onConflictDoUpdate({ target: once, set })
    .returning();
});

/** Adds minutes and a note to the day's check-in: a second session the same day counts beside the first. */
export async function addSession(
  tx: Tx,
  key: Key,
  kept: { id: string; zone: string; at: Date },
  session: Pick<CheckIn, 'minutes' | 'note'> & Partial<CheckIn>,
): Promise<CheckIn> {
  const { minutes, note, strategy = null, confidenceAfter = null } = session;
  const said = { outcome: 'done' as const, minutes, note, strategy, confidenceAfter };
  return put(tx, key, kept, said, { ...withSession, changedAt: kept.at });
}

const dayMinutes = 1440;

/** The row that stands, and what the session adds to it. */
const withSession = {
  outcome: sql`case when ${checkIn.outcome} = 'partly' then 'partly' else 'done' end`,
  obstacle: null,
  minutes: sql`least(${dayMinutes}, coalesce(${checkIn.minutes} + excluded.minutes, ${checkIn.minutes}, excluded.minutes))`,
  note: sql`nullif(concat_ws(' · ', ${checkIn.note}, excluded.note), '')`,
  strategy: sql`coalesce(excluded.strategy, ${checkIn.strategy})`,
  confidenceAfter: sql`coalesce(excluded.confidence_after, ${checkIn.confidenceAfter})`,
};

async function put(
  tx: Tx,
  { memberId, goalId, day }: Key,
  { id, zone, at }: { id: string; zone: string; at: Date },
  said: Said,
  set: PgUpdateSetSource<typeof checkIn>,
): Promise<CheckIn> {
  const values = { ...said, id, memberId, goalId, day, zone, at, changedAt: at };
  return theOne(await tx.insert(checkIn).values(values).onConflictDoUpdate({ target: once, set }).returning());
}

function theOne([row]: CheckIn[]): CheckIn {
  if (!row) throw new Error('A check-in was put and is not there');
  return row;
}

/** What got in the way, where the answer is still "not yet". */
export async function keepObstacle(tx: Tx, key: Key, obstacle: string, changedAt: Date): Promise<CheckIn | null> {
  const [row] = await tx
    .update(checkIn)
    .set({ obstacle, changedAt })
    .where(and(keyed(key), eq(checkIn.outcome, 'not-yet')))
    .returning();
  return row ?? null;
}

/** Takes the day's check-in without a goal away, to be kept for a goal. Null when there is none. */
export async function takePlain(tx: Tx, memberId: string, day: Day): Promise<CheckIn | null> {
  const [row] = await tx
    .delete(checkIn)
    .where(keyed({ memberId, goalId: null, day }))
    .returning();
  return row ?? null;
}

export async function openSteps(tx: Tx, goalId: string): Promise<{ id: string; what: string }[]> {
  return tx
    .select({ id: goalStep.id, what: goalStep.what })
    .from(goalStep)
    .where(and(eq(goalStep.goalId, goalId), isNull(goalStep.doneAt)))
    .orderBy(goalStep.position);
}

/** A check-in with the zone of who said it. */
export async function findSaid(tx: Tx, checkInId: string): Promise<{ said: CheckIn; zone: string } | null> {
  const [row] = await tx
    .select({ said: checkIn, zone: member.zone })
    .from(checkIn)
    .innerJoin(member, eq(member.id, checkIn.memberId))
    .where(eq(checkIn.id, checkInId));
  return row ?? null;
}

/** Keeps which steps a check-in was seen to tell of, to be marked with one press. */
export async function keepTelling(tx: Tx, row: typeof toldSteps.$inferInsert): Promise<void> {
  await tx.insert(toldSteps).values(row);
}

const keyed = ({ memberId, goalId, day }: Key) =>
  and(
    eq(checkIn.memberId, memberId),
    eq(checkIn.day, day),
    goalId === null ? isNull(checkIn.goalId) : eq(checkIn.goalId, goalId),
  );
