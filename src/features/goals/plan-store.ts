import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { goal, planChange, reflection } from '../../db/schema/index.ts';

export type PlanChange = typeof planChange.$inferSelect;

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

/** A reflection of the member's own. */
export async function findReflection(tx: Tx, memberId: string, reflectionId: string) {
  const [row] = await tx
    .select()
    .from(reflection)
    .where(and(eq(reflection.id, reflectionId), eq(reflection.memberId, memberId)));
  return row ?? null;
}
