/** How well one knows what a goal is about: the skills that it names, or where there are no cards for it, a skill of its own. */
import type { Card, Words } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { skillsNamed, workOfGoal } from '../../db/reading/goal-skills.ts';
import { readMastery, readMasteryForLook, tagOf } from '../../db/reading/mastery.ts';
import { explainOwnSkill, skillOfGoal } from '../../study/goals/own-skill.ts';
import { explainSkill, learnFrom, openBook } from '../../study/mastery/book.ts';
import type { MasteryExplained } from '../../study/mastery/mastery.ts';
import { skillsOfGoal } from '../../study/practice/goal-skills.ts';
import { dayIn } from '../../study/time/day.ts';
import { goalCard } from './cards.ts';
import { type Goal, type WholeGoal, wholeGoal } from './store.ts';

export interface GoalKnown {
  /** The skills that it names: those that were asked, weakest first, then the others. */
  readonly skills: readonly { readonly name: string; readonly known: MasteryExplained }[];
  /** Where it names none: its own; null before anything was done for it. */
  readonly own: MasteryExplained | null;
}

export interface ShownGoal extends WholeGoal {
  readonly known: GoalKnown;
}

type Looking = Pick<Context, 'tx' | 'now'>;

export async function shownGoal(context: Looking, goal: Goal): Promise<ShownGoal> {
  const whole = await wholeGoal(context.tx, goal);
  return { ...whole, known: await knownOf(context, whole) };
}

/** The goal's own card as it is now; `lead` says what has just happened. */
export async function goalPage(
  context: Looking,
  goal: Goal,
  zone: string,
  lead: Words | string | null = null,
): Promise<Card> {
  return goalCard(await shownGoal(context, goal), dayIn(zone, context.now), lead);
}

async function knownOf({ tx, now }: Looking, { goal, steps }: WholeGoal): Promise<GoalKnown> {
  const words = { ...goal, steps: steps.map(({ what }) => what) };
  const named = skillsOfGoal(words, await skillsNamed(tx, goal.memberId));
  if (named.length === 0) return { skills: [], own: await ownOf({ tx, now }, goal) };
  const asked = named.map(({ skill }) => skill);
  const { kept, graded } = await readMasteryForLook(tx, goal.memberId, asked);
  const book = openBook(kept);
  for (const it of graded) learnFrom(book, it, it.at, it.isRight);
  const skills = named.map(({ skill, deckName }) => ({
    name: tagOf(skill) ?? deckName,
    known: explainSkill(book, skill, now),
  }));
  const rank = ({ known }: (typeof skills)[number]) => (known.answers > 0 ? known.chance.mean : 1);
  return { skills: skills.sort((a, b) => rank(a) - rank(b)), own: null };
}

async function ownOf({ tx, now }: Looking, { id, memberId }: Goal): Promise<MasteryExplained | null> {
  const { kept } = await readMastery(tx, memberId, [{ cardId: '', skill: skillOfGoal(id) }]);
  return explainOwnSkill(kept, id, await workOfGoal(tx, memberId, id), now);
}
