import { and, asc, count, desc, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { checkIn, goal, goalStep, member, type PlanParts, planChange } from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';
import type { PlanChange } from './plan-store.ts';
import type { Step } from './step-store.ts';

export type Goal = typeof goal.$inferSelect;
export type GoalTermsRow = Omit<Goal, 'id' | 'memberId' | 'state' | 'createdAt' | 'endedAt'>;

/** A goal with all that its card shows. */
export interface WholeGoal {
  readonly goal: Goal;
  readonly steps: readonly Step[];
  /** Latest first. */
  readonly changes: readonly PlanChange[];
  /** The sum of what check-ins counted towards the measure. */
  readonly amountDone: number;
}

/** One line of the list of goals: what is next, and what was said about it today. */
export interface ListedGoal {
  readonly goal: Goal;
  readonly nextStep: string | null;
  readonly today: 'done' | 'partly' | 'not-yet' | 'skip' | null;
}

/** Null when the id is taken: the same form sent twice, or somebody else's. */
export async function addGoal(tx: Tx, row: typeof goal.$inferInsert): Promise<Goal | null> {
  const [added] = await tx.insert(goal).values(row).onConflictDoNothing().returning();
  return added ?? null;
}

/** Active goals beside this one. The member's row is held, so that two new goals cannot both be the last that fits. */
export async function countOtherActive(tx: Tx, memberId: string, goalId: string): Promise<number> {
  await tx.select({ id: member.id }).from(member).where(eq(member.id, memberId)).for('update');
  const [row] = await tx
    .select({ n: count() })
    .from(goal)
    .where(and(eq(goal.memberId, memberId), eq(goal.state, 'active'), ne(goal.id, goalId)));
  return row?.n ?? 0;
}

/** The member's own goal, held until the transaction ends so that changes follow one another. */
export async function holdGoal(tx: Tx, memberId: string, goalId: string): Promise<Goal | null> {
  const [row] = await tx.select().from(goal).where(mine(memberId, goalId)).for('update');
  return row ?? null;
}

export async function findGoal(tx: Tx, memberId: string, goalId: string): Promise<Goal | null> {
  const [row] = await tx.select().from(goal).where(mine(memberId, goalId));
  return row ?? null;
}

export async function changeGoal(tx: Tx, goalId: string, terms: Partial<GoalTermsRow>): Promise<Goal> {
  const [row] = await tx.update(goal).set(terms).where(eq(goal.id, goalId)).returning();
  if (!row) throw new Error(`The goal ${goalId} was held and is not there`);
  return row;
}

/** Null when it was not active. */
export async function endGoal(
  tx: Tx,
  memberId: string,
  goalId: string,
  ended: { state: 'reached' | 'dropped'; endedAt: Date },
): Promise<Goal | null> {
  const active = and(mine(memberId, goalId), eq(goal.state, 'active'));
  const [row] = await tx.update(goal).set(ended).where(active).returning();
  return row ?? null;
}

/** Null when it was active already. */
export async function reopenGoal(tx: Tx, memberId: string, goalId: string): Promise<Goal | null> {
  const ended = and(mine(memberId, goalId), ne(goal.state, 'active'));
  const [row] = await tx.update(goal).set({ state: 'active', endedAt: null }).where(ended).returning();
  return row ?? null;
}

/** Puts a plan in the place of another; null when the goal's plan is no longer that other. */
export async function replacePlan(
  tx: Tx,
  goalId: string,
  { from, to }: { from: PlanParts; to: PlanParts },
): Promise<Goal | null> {
  const parts = ['cue', 'action', 'obstacle', 'response'] as const;
  const unchanged = parts.map((part) => sql`${goal[part]} is not distinct from ${from[part]}`);
  const [row] = await tx
    .update(goal)
    .set(to)
    .where(and(eq(goal.id, goalId), ...unchanged))
    .returning();
  return row ?? null;
}

/** The plan alone. */
export const planOf = ({ cue, action, obstacle, response }: PlanParts): PlanParts => ({
  cue,
  action,
  obstacle,
  response,
});

/** Active goals, the nearest deadline first, then in the order in which they were made. */
export async function listGoals(tx: Tx, memberId: string, today: Day): Promise<ListedGoal[]> {
  const nextStep = sql<string | null>`(select ${goalStep.what} from ${goalStep}
    where ${goalStep.goalId} = ${goal.id} and ${goalStep.doneAt} is null order by ${goalStep.position} limit 1)`;
  return tx
    .select({ goal, nextStep, today: checkIn.outcome })
    .from(goal)
    .leftJoin(checkIn, and(eq(checkIn.goalId, goal.id), eq(checkIn.day, today)))
    .where(and(eq(goal.memberId, memberId), eq(goal.state, 'active')))
    .orderBy(sql`${goal.deadline} asc nulls last`, asc(goal.createdAt), asc(goal.id));
}

export async function wholeGoal(tx: Tx, found: Goal): Promise<WholeGoal> {
  const steps = await tx.select().from(goalStep).where(eq(goalStep.goalId, found.id)).orderBy(goalStep.position);
  const changes = await tx
    .select()
    .from(planChange)
    .where(eq(planChange.goalId, found.id))
    .orderBy(desc(planChange.at), desc(planChange.id))
    .limit(10);
  const [done] = await tx
    .select({ amount: sql<number>`coalesce(sum(${checkIn.amount}), 0)::float8` })
    .from(checkIn)
    .where(eq(checkIn.goalId, found.id));
  return { goal: found, steps, changes, amountDone: done?.amount ?? 0 };
}

const mine = (memberId: string, goalId: string) => and(eq(goal.id, goalId), eq(goal.memberId, memberId));
