import { and, asc, count, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import {
  checkIn,
  goal,
  goalStep,
  member,
  type PlanParts,
  planChange,
  reflection,
  stepOffer,
  toldSteps,
} from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';

export type Goal = typeof goal.$inferSelect;
export type Step = typeof goalStep.$inferSelect;
export type StepOffer = typeof stepOffer.$inferSelect;
export type PlanChange = typeof planChange.$inferSelect;
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

export async function dropSteps(tx: Tx, goalId: string): Promise<void> {
  await tx.delete(goalStep).where(eq(goalStep.goalId, goalId));
}

export async function addSteps(tx: Tx, steps: readonly Step[]): Promise<void> {
  if (steps.length > 0) await tx.insert(goalStep).values([...steps]);
}

/** Ticks a step of the member's own, or with null unticks it. A tick that stands keeps its time. Null when it is gone. */
export async function tickStep(tx: Tx, memberId: string, stepId: string, doneAt: Date | null): Promise<Step | null> {
  const kept = doneAt === null ? null : sql`coalesce(${goalStep.doneAt}, ${doneAt.toISOString()}::timestamptz)`;
  const [row] = await tx
    .update(goalStep)
    .set({ doneAt: kept })
    .from(goal)
    .where(and(eq(goalStep.id, stepId), eq(goal.id, goalStep.goalId), eq(goal.memberId, memberId)))
    .returning({
      id: goalStep.id,
      goalId: goalStep.goalId,
      position: goalStep.position,
      what: goalStep.what,
      estimateMinutes: goalStep.estimateMinutes,
      doneAt: goalStep.doneAt,
      offerId: goalStep.offerId,
    });
  return row ?? null;
}

/** False where the offer in whose place it would stand has had its answer. */
export async function addStepOffer(tx: Tx, row: typeof stepOffer.$inferInsert): Promise<boolean> {
  const added = await tx.insert(stepOffer).values(row).onConflictDoNothing().returning({ id: stepOffer.id });
  return added.length > 0;
}

/** Steps that were offered for a goal of the member's own. */
export async function findStepOffer(tx: Tx, memberId: string, offerId: string): Promise<StepOffer | null> {
  const [row] = await tx
    .select({ offer: stepOffer })
    .from(stepOffer)
    .innerJoin(goal, eq(goal.id, stepOffer.goalId))
    .where(and(eq(stepOffer.id, offerId), eq(goal.memberId, memberId)));
  return row?.offer ?? null;
}

/** An offer that stands for itself and has had no answer yet, with its goal and whose that is. */
export async function findUnanswered(tx: Tx, offerId: string) {
  const [row] = await tx
    .select({ offer: stepOffer, goal, zone: member.zone })
    .from(stepOffer)
    .innerJoin(goal, eq(goal.id, stepOffer.goalId))
    .innerJoin(member, eq(member.id, goal.memberId))
    .where(
      and(
        eq(stepOffer.id, offerId),
        sql`not exists (select 1 from ${stepOffer} answer where answer.instead_of = ${offerId})`,
      ),
    );
  return row ?? null;
}

type Telling = typeof toldSteps.$inferSelect;

/** What a check-in of the member's own was seen to tell of. */
export async function findTelling(tx: Tx, memberId: string, tellingId: string): Promise<Telling | null> {
  const [row] = await tx
    .select({ telling: toldSteps })
    .from(toldSteps)
    .innerJoin(goal, eq(goal.id, toldSteps.goalId))
    .where(and(eq(toldSteps.id, tellingId), eq(goal.memberId, memberId)));
  return row?.telling ?? null;
}

/** Marks those of its steps that are still there and open; marked once before, only that first time counts. */
export async function markTold(tx: Tx, { id, stepIds }: Telling, markedAt: Date): Promise<void> {
  const marked = await tx
    .update(toldSteps)
    .set({ markedAt })
    .where(and(eq(toldSteps.id, id), isNull(toldSteps.markedAt)))
    .returning({ id: toldSteps.id });
  if (marked.length === 0) return;
  await tx
    .update(goalStep)
    .set({ doneAt: markedAt })
    .where(and(inArray(goalStep.id, stepIds), isNull(goalStep.doneAt)));
}

/** Opens again what was marked by it, and nothing else. */
export async function unmarkTold(tx: Tx, { id, stepIds, markedAt }: Telling): Promise<void> {
  if (markedAt === null) return;
  await tx.update(toldSteps).set({ markedAt: null }).where(eq(toldSteps.id, id));
  await tx
    .update(goalStep)
    .set({ doneAt: null })
    .where(and(inArray(goalStep.id, stepIds), eq(goalStep.doneAt, markedAt)));
}

/** False when this reflection has changed a plan already. */
export async function addPlanChange(tx: Tx, row: typeof planChange.$inferInsert): Promise<boolean> {
  const added = await tx.insert(planChange).values(row).onConflictDoNothing().returning({ id: planChange.id });
  return added.length > 0;
}

export async function changeBy(tx: Tx, reflectionId: string): Promise<PlanChange | null> {
  const [row] = await tx.select().from(planChange).where(eq(planChange.reflectionId, reflectionId));
  return row ?? null;
}

/** Takes back a change of the member's own. Null when it was taken back before. */
export async function removePlanChange(tx: Tx, memberId: string, changeId: string): Promise<PlanChange | null> {
  const ofMine = tx.select({ id: goal.id }).from(goal).where(eq(goal.memberId, memberId));
  const [row] = await tx
    .delete(planChange)
    .where(and(eq(planChange.id, changeId), sql`${planChange.goalId} in ${ofMine}`))
    .returning();
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

/** A reflection of the member's own. */
export async function findReflection(tx: Tx, memberId: string, reflectionId: string) {
  const [row] = await tx
    .select()
    .from(reflection)
    .where(and(eq(reflection.id, reflectionId), eq(reflection.memberId, memberId)));
  return row ?? null;
}

const mine = (memberId: string, goalId: string) => and(eq(goal.id, goalId), eq(goal.memberId, memberId));
