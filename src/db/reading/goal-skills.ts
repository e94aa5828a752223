/** What goals and skills are called, and what was done for a goal. Which goes with which: study/practice/goal-skills.ts. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { GoalWork } from '../../study/goals/own-skill.ts';
import type { Rung } from '../../study/hints/ladder.ts';
import type { GoalWords, NamedSkill } from '../../study/practice/goal-skills.ts';
import type { Tx } from '../connect.ts';
import { card, checkIn, deck, deckLearner, goal, goalStep, hintSession, hintStep } from '../schema/index.ts';
import { skillOfCard } from './mastery.ts';

/** The skills that a member studies, at most 500, each with all that it is called. */
export async function skillsNamed(tx: Tx, memberId: string): Promise<NamedSkill[]> {
  const { rows } = await tx.execute<NamedSkill & Record<string, unknown>>(sql`
    select skill, "deckName", coalesce(array_agg(distinct tag) filter (where tag is not null), '{}') as tags
    from (
      select ${skillOfCard} as skill, ${deck.name} as "deckName", each.tag
      from ${deckLearner} join ${deck} on ${deck.id} = ${deckLearner.deckId} join ${card} on ${card.deckId} = ${deck.id}
      left join lateral unnest(${card.tags}) each (tag) on true
      where ${deckLearner.memberId} = ${memberId} and not ${card.isAside}) it
    group by skill, "deckName" order by skill limit 500`);
  return rows;
}

/** The active goals of a member, each with all its words. */
export async function goalsInWords(tx: Tx, memberId: string): Promise<(GoalWords & { readonly id: string })[]> {
  const { rows } = await tx.execute<GoalWords & { id: string } & Record<string, unknown>>(sql`
    select id, what, measure, action,
      array(select step.what from ${goalStep} step where step.goal_id = ${goal.id} order by step.position) as steps
    from ${goal} where ${goal.memberId} = ${memberId} and ${goal.state} = 'active' order by ${goal.id} limit 50`);
  return rows;
}

/** More than this tells no more of how it goes now. */
const workAtMost = 200;

/** The newest check-ins of a member's goal, and the newest problems for which help was asked for it. */
export async function workOfGoal(tx: Tx, memberId: string, goalId: string): Promise<GoalWork> {
  const checkIns = await tx
    .select({ id: checkIn.id, at: checkIn.at, outcome: checkIn.outcome, confidenceAfter: checkIn.confidenceAfter })
    .from(checkIn)
    .where(and(eq(checkIn.memberId, memberId), eq(checkIn.goalId, goalId)))
    .orderBy(desc(checkIn.day))
    .limit(workAtMost);
  const rung = sql<Rung>`(select step.rung from ${hintStep} step
    where step.session_id = hint_session.id order by step.position desc limit 1)`;
  const problems = await tx
    .select({ id: hintSession.id, at: hintSession.at, state: hintSession.state, rung })
    .from(hintSession)
    .where(and(eq(hintSession.memberId, memberId), eq(hintSession.skill, `goal:${goalId}`)))
    .orderBy(desc(hintSession.at))
    .limit(workAtMost);
  return { checkIns, problems };
}
