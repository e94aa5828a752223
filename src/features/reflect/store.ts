import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { goal, reflection } from '../../db/schema/index.ts';

export type Reflection = typeof reflection.$inferSelect;
export type Goal = typeof goal.$inferSelect;

export async function activeGoals(tx: Tx, memberId: string): Promise<Goal[]> {
  return tx
    .select()
    .from(goal)
    .where(and(eq(goal.memberId, memberId), eq(goal.state, 'active')))
    .orderBy(asc(goal.createdAt), asc(goal.id));
}

/** A goal of the member's own, in whatever state: one reflects on what has ended too. */
export async function findGoal(tx: Tx, memberId: string, goalId: string): Promise<Goal | null> {
  const [row] = await tx
    .select()
    .from(goal)
    .where(and(eq(goal.id, goalId), eq(goal.memberId, memberId)));
  return row ?? null;
}

/** Keeps a reflection; sent again from its form, the later words stand. Null when the id is somebody else's. */
export async function keepReflection(tx: Tx, row: typeof reflection.$inferInsert): Promise<Reflection | null> {
  const { id, memberId, at, day, ...said } = row;
  const [kept] = await tx
    .insert(reflection)
    .values(row)
    .onConflictDoUpdate({ target: reflection.id, set: said, setWhere: eq(reflection.memberId, memberId) })
    .returning();
  return kept ?? null;
}
