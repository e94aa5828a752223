/**
 * Mastery: how likely the next answer is right, and why. A Gaussian-logistic filter (assumed density): each term of the logit is
 * believed with a mean and a variance, and an answer moves each by how unsure it is. Interpretable knowledge tracing in the spirit of
 * PSI-KT (Zhou et al. 2024); the same work for each answer, however long the history: some twenty terms.
 */

import { type Belief, type Ledger, nowhere, type Place } from './ledger.ts';
import { logistic, type Question } from './question.ts';
import { type AnswerRows, againRow, itemRow, learnerRow, skillRow, stateRow } from './rows.ts';
import { answersOf } from './trail.ts';

/** Moves the rows, in place, by an answer; gives the chance that it had before. */
export function learnAnswer(question: Question, rows: AnswerRows, atS: number | null, correct: boolean): number {
  const chance = question.pose(rows, atS);
  question.learn(correct);
  return chance;
}

/** A number that is shown: the posterior mean with its deviation. */
export interface Shown {
  readonly mean: number;
  readonly deviation: number;
}

export interface Trait extends Shown {
  /** The chance, 0-1, that this learner has more of it than the typical one. */
  readonly aboveTypical: number;
}

/** What a sentence about one skill of a learner needs: "7 of 9 on graphs, last 6 days ago; you forget faster than most". */
export interface MasteryExplained {
  /** The chance, 0-1, of a right answer to a typical question that was not asked before. */
  readonly chance: Shown;
  readonly right: number;
  readonly answers: number;
  /** Null before the first answer, or where times are not known. */
  readonly lastDaysAgo: number | null;
  readonly traits: LearnerTraits;
}

/** In logits: of any answer; gained for each unit of log(1 + answers on a skill); lost for each unit of gap. */
export interface LearnerTraits {
  readonly ability: Trait;
  readonly speed: Trait;
  readonly forgetting: Trait;
}

/** Tells of the skill `id` among those of the rows. Throws RangeError where it is not among them. */
export function explainMastery(question: Question, rows: AnswerRows, id: number, atS: number | null): MasteryExplained {
  const { ledger } = question;
  const { learner } = rows;
  const asked = rows.skills.find((each) => each.id === id);
  if (asked === undefined) throw new RangeError(`skill ${id} is not among the rows`);
  const [item, again] = [ledger.blank(itemRow), ledger.blank(againRow)];
  const mean = question.pose({ ...rows, item, again, skills: [asked], together: nowhere }, atS);
  const unsure = [asked.own + stateRow.at.state, asked.skill + skillRow.at.level, learner + learnerRow.at.ability];
  const variance = unsure.reduce((sum, belief) => sum + ledger.believedAt(belief).variance, 0);
  const lastAtS = ledger.at(asked.own + stateRow.at.lastAtS);
  return {
    chance: { mean, deviation: mean * (1 - mean) * Math.sqrt(variance) },
    right: ledger.at(asked.own + stateRow.at.wins),
    answers: answersOf(ledger, asked.own),
    lastDaysAgo: atS === null || Number.isNaN(lastAtS) ? null : Math.max(0, atS - lastAtS) / 86_400,
    traits: explainLearner(ledger, learner),
  };
}

export function explainLearner(ledger: Ledger, learner: Place): LearnerTraits {
  const fading = ledger.believedAt(learner + learnerRow.at.fading);
  return {
    ability: traitOf(ledger.believedAt(learner + learnerRow.at.ability)),
    speed: traitOf(ledger.believedAt(learner + learnerRow.at.speed)),
    forgetting: traitOf({ mean: -fading.mean, variance: fading.variance }),
  };
}

/** The typical learner has 0 of each trait. The logistic curve stands in for the normal one. */
function traitOf({ mean, variance }: Belief): Trait {
  const deviation = Math.sqrt(variance);
  return { mean, deviation, aboveTypical: logistic((1.702 * mean) / deviation) };
}
