/**
 * A goal for which there are no cards is a skill of its own: how likely it goes well, by its check-ins and by the problems that help was
 * asked for. Reckoned anew at each look: a check-in can be changed until its day ends, and the filter cannot unlearn.
 */
import type { Rung } from '../hints/ladder.ts';
import { explainSkill, type KeptMastery, learnFrom, openBook } from '../mastery/book.ts';
import type { MasteryExplained } from '../mastery/mastery.ts';

export const skillOfGoal = (goalId: string): string => `goal:${goalId}`;

/** The goal of such a skill; undefined where it is another's. */
export const goalOfSkill = (skill: string): string | undefined => /^goal:(.+)$/.exec(skill)?.[1];

export interface GoalCheckIn {
  readonly id: string;
  readonly at: Date;
  readonly outcome: 'done' | 'partly' | 'not-yet' | 'skip';
  /** How sure of what was studied, 1-5. */
  readonly confidenceAfter: number | null;
}

export interface GoalProblem {
  readonly id: string;
  readonly at: Date;
  readonly state: 'open' | 'solved' | 'left';
  /** The last that was said. */
  readonly rung: Rung;
}

export interface GoalWork {
  readonly checkIns: readonly GoalCheckIn[];
  readonly problems: readonly GoalProblem[];
}

/** What is believed of the goal's own skill; null before anything was done for it. `kept`: of that skill, for the learner. */
export function explainOwnSkill(kept: KeptMastery, goalId: string, work: GoalWork, now: Date): MasteryExplained | null {
  const book = openBook(kept);
  const skill = skillOfGoal(goalId);
  const answers = answersIn(work);
  for (const { id, at, isRight } of answers) learnFrom(book, { cardId: id, skill }, at, isRight);
  return answers.length > 0 ? explainSkill(book, skill, now) : null;
}

/** Each as an answer, oldest first. What has not been worked on, or not ended, tells nothing. */
function answersIn({ checkIns, problems }: GoalWork) {
  const said = checkIns.flatMap((it) => {
    const isRight = wentWell(it);
    return isRight === null ? [] : [{ id: it.id, at: it.at, isRight }];
  });
  const ended = problems.filter(({ state }) => state !== 'open');
  const solved = ended.map((it) => ({ id: it.id, at: it.at, isRight: isSolvedByThem(it) }));
  return [...said, ...solved].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** How sure they were afterwards says more of a skill than whether the plan was kept. */
function wentWell({ outcome, confidenceAfter }: GoalCheckIn): boolean | null {
  if (outcome === 'not-yet' || outcome === 'skip') return null;
  return confidenceAfter === null ? outcome === 'done' : confidenceAfter >= 4;
}

/** Before the very step, or the answer, was told. */
const isSolvedByThem = ({ state, rung }: GoalProblem): boolean =>
  state === 'solved' && rung !== 'next-step' && rung !== 'answer';
