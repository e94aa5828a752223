/** Goals for which there are no cards: how well each goes, by its check-ins and the problems that help was asked for. */
import { list, rich, strong } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { goalsInWords, skillsNamed, workOfGoal } from '../../db/reading/goal-skills.ts';
import { readMastery } from '../../db/reading/mastery.ts';
import { shownNumber } from '../../phrases/mastery.ts';
import { explainOwnSkill, skillOfGoal } from '../../study/goals/own-skill.ts';
import type { MasteryExplained } from '../../study/mastery/mastery.ts';
import { skillsOfGoal } from '../../study/practice/goal-skills.ts';

export interface GoalTold extends MasteryExplained {
  readonly what: string;
}

export async function explainGoals({ tx, me, now }: Pick<Context, 'tx' | 'me' | 'now'>): Promise<GoalTold[]> {
  const skills = await skillsNamed(tx, me.id);
  const goals = (await goalsInWords(tx, me.id)).filter((goal) => skillsOfGoal(goal, skills).length === 0);
  const asked = goals.map(({ id }) => ({ cardId: '', skill: skillOfGoal(id) }));
  const { kept } = await readMastery(tx, me.id, asked);
  const told: GoalTold[] = [];
  for (const { id, what } of goals) {
    const known = explainOwnSkill(kept, id, await workOfGoal(tx, me.id, id), now);
    if (known) told.push({ what, ...known });
  }
  return told.sort((a, b) => a.chance.mean - b.chance.mean);
}

const shown = 3;

/** The weakest, each with its number and the evidence for it; nothing where there are none. */
export const goalBlocks = (weakestFirst: readonly GoalTold[]) =>
  weakestFirst.length === 0
    ? []
    : [
        'Goals without cards go by your check-ins and the problems you asked help with:',
        list(weakestFirst.slice(0, shown).map(goalWords)),
      ];

const goalWords = ({ what, chance, right, answers }: GoalTold) =>
  rich`${strong(clip(what, 80))}: ${shownNumber(chance)}. ${right} of ${answers} went well.`;
