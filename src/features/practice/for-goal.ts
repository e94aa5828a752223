import { and, asc, eq, sql } from 'drizzle-orm';
import type { Context } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { card, deck, deckLearner, goal, goalStep } from '../../db/schema/index.ts';
import { Refusal } from '../../errors.ts';
import { findNamed } from '../../study/goals/goal-names.ts';
import { deckAbout } from '../../study/practice/goal-skills.ts';

/**
 * The deck that a goal of the member is about, by what the goal and its steps say; undefined where no active goal is called so.
 * @throws Refusal where the goal names none of their decks.
 */
export async function deckForGoal(context: Context, typed: string): Promise<string | undefined> {
  const found = findNamed(await activeGoals(context), ({ what }) => what, typed);
  if (!found) return undefined;
  const about = deckAbout(found.words, await decksWithTags(context));
  if (!about)
    throw new Refusal(
      `“${clip(found.what, 80)}” names none of your decks and tags. Put the name of one into the goal or a step of it, and I know what to ask.`,
    );
  return about.id;
}

/** What goals are called, each with all its words: its own, its action, and its steps that are not done. */
export async function activeGoals({ tx, me }: Pick<Context, 'tx' | 'me'>) {
  const steps = sql<string[]>`array(select ${goalStep.what} from ${goalStep}
    where ${goalStep.goalId} = ${goal.id} and ${goalStep.doneAt} is null order by ${goalStep.position})`;
  const rows = await tx
    .select({ what: goal.what, action: goal.action, steps })
    .from(goal)
    .where(and(eq(goal.memberId, me.id), eq(goal.state, 'active')))
    .orderBy(asc(goal.id))
    .limit(50);
  return rows.map(({ what, action, steps: own }) => ({ what, words: [what, action ?? '', ...own] }));
}

function decksWithTags({ tx, me }: Context) {
  return tx
    .select({
      id: deck.id,
      name: deck.name,
      tags: sql<
        string[]
      >`array(select distinct unnest(${card.tags}) from ${card} where ${card.deckId} = ${deck.id} limit 200)`,
    })
    .from(deck)
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, deck.id), eq(deckLearner.memberId, me.id)))
    .orderBy(sql`lower(${deck.name})`)
    .limit(100);
}
