/** Practice narrowed to a deck, or to what a goal is about. */
import type { Context } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { goalsInWords, skillsNamed } from '../../db/reading/goal-skills.ts';
import { Refusal } from '../../errors.ts';
import { findNamed } from '../../study/goals/goal-names.ts';
import { skillsOfGoal } from '../../study/practice/goal-skills.ts';
import { findSkills, type PractisedSkill } from './choosing.ts';
import type { AskedQuestion } from './looking.ts';

/** Nothing given: all that the member studies. */
export interface Within {
  readonly deckId?: string | undefined;
  readonly goalId?: string | undefined;
}

export interface Narrowed {
  readonly skills: readonly PractisedSkill[];
  /** What may come before them, where they lean on it. */
  readonly reachable: ReadonlySet<string>;
  readonly within: Within;
}

/** What a question was narrowed to when it was asked. */
export const withinOf = ({ onlyDeckId, onlyGoalId }: Pick<AskedQuestion, 'onlyDeckId' | 'onlyGoalId'>): Within => ({
  deckId: onlyDeckId ?? undefined,
  goalId: onlyGoalId ?? undefined,
});

/**
 * The skills that may be asked, and what they are narrowed to: a goal that is gone, or names nothing any more, narrows nothing. What a
 * goal leans on serves it, whether it is named or not; who wants one deck gets that deck alone.
 */
export async function narrow({ tx, me }: Context, { deckId, goalId }: Within): Promise<Narrowed> {
  const skills = await findSkills(tx, me.id, deckId);
  const goal = goalId === undefined ? undefined : (await goalsInWords(tx, me.id)).find(({ id }) => id === goalId);
  const named = goal ? skillsOfGoal(goal, await skillsNamed(tx, me.id)) : [];
  const ofGoal = skills.filter(({ skill }) => named.some((it) => it.skill === skill));
  const reachable = new Set(skills.map(({ skill }) => skill));
  if (ofGoal.length === 0) return { skills, reachable, within: { deckId } };
  return { skills: ofGoal, reachable, within: { deckId, goalId } };
}

/**
 * The active goal of the member that is called so, if any is.
 * @throws Refusal where it names none of their decks and tags.
 */
export async function goalToPractise({ tx, me }: Context, typed: string): Promise<string | undefined> {
  const found = findNamed(await goalsInWords(tx, me.id), ({ what }) => what, typed);
  if (!found) return undefined;
  if (skillsOfGoal(found, await skillsNamed(tx, me.id)).length > 0) return found.id;
  throw new Refusal(
    `“${clip(found.what, 80)}” names none of your decks and tags. Put the name of one into the goal or a step of it, and I know what to ask.`,
  );
}
