import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { goal, goalStep, member, stepOffer, toldSteps } from '../../db/schema/index.ts';

export type Step = typeof goalStep.$inferSelect;
export type StepOffer = typeof stepOffer.$inferSelect;

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
