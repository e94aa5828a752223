import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { depthScorer, goal, reflection } from '../../db/schema/index.ts';
import { type DepthScorer, numbersOf, scorerFrom } from '../../study/reflection/depth-scorer.ts';

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

/** The part of a row that is the member's own words. */
const wordsOf = ({ went, cause, newCue, newAction, learned }: typeof reflection.$inferInsert) =>
  JSON.stringify([went, cause ?? null, newCue ?? null, newAction ?? null, learned ?? null]);

/** Whether two rows say the same, so that what was judged of the one holds of the other. */
export const saysTheSame = (one: typeof reflection.$inferInsert, other: typeof reflection.$inferInsert): boolean =>
  wordsOf(one) === wordsOf(other);

/**
 * Keeps a reflection; sent again from its form, the later words stand, and a tutor's judgement of the very same words stands too. Null when
 * the id is somebody else's.
 */
export async function keepReflection(tx: Tx, row: typeof reflection.$inferInsert): Promise<Reflection | null> {
  const { id, memberId, at, day, ...said } = row;
  const before = await holdReflection(tx, id);
  if (before && before.memberId !== memberId) return null;
  const { depth, depthBy, depthOffline, depthTutor, ...rest } = said;
  const set = before && saysTheSame(before, row) ? rest : said;
  const [kept] = await tx
    .insert(reflection)
    .values(row)
    .onConflictDoUpdate({ target: reflection.id, set, setWhere: eq(reflection.memberId, memberId) })
    .returning();
  return kept ?? null;
}

/** A reflection, held until the transaction ends. */
export async function holdReflection(tx: Tx, id: string): Promise<Reflection | null> {
  const [row] = await tx.select().from(reflection).where(eq(reflection.id, id)).for('update');
  return row ?? null;
}

/** A reflection with the goal it is about. */
export async function findReflected(tx: Tx, id: string): Promise<{ reflection: Reflection; goal: Goal | null } | null> {
  const [row] = await tx
    .select()
    .from(reflection)
    .leftJoin(goal, eq(goal.id, reflection.goalId))
    .where(eq(reflection.id, id));
  return row ?? null;
}

/** The tutor's judgement counts from now on; what was said offline stays beside it. */
export async function keepJudgement(tx: Tx, id: string, depth: number): Promise<void> {
  await tx.update(reflection).set({ depth, depthBy: 'tutor', depthTutor: depth }).where(eq(reflection.id, id));
}

export async function findScorer(tx: Tx): Promise<DepthScorer> {
  const [row] = await tx.select().from(depthScorer);
  return scorerFrom(row ?? null);
}

/** Changes the scorer by what it was, one change after another. */
export async function changeScorer(tx: Tx, change: (scorer: DepthScorer) => DepthScorer): Promise<void> {
  const blank = scorerFrom(null);
  await tx
    .insert(depthScorer)
    .values({ id: 'depth', numbers: numbersOf(blank), learned: 0 })
    .onConflictDoNothing();
  const [row] = await tx.select().from(depthScorer).for('update');
  const scorer = change(scorerFrom(row ?? null));
  await tx.update(depthScorer).set({ numbers: numbersOf(scorer), learned: scorer.learned });
}
