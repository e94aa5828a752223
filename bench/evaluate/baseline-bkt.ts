/**
 * Bayesian knowledge tracing: a skill is known or not, is learnt with some chance at each answer, and answers slip or are guessed.
 * Each skill's four chances are fitted by expectation-maximisation to what was seen so far, whenever its answers have doubled.
 * Source: Corbett & Anderson (1994).
 */
import { rowAt } from './keep.ts';
import type { TracingModel } from './tracer.ts';

interface Chances {
  readonly known: number;
  readonly learnt: number;
  readonly slip: number;
  readonly guess: number;
}

interface Skill {
  chances: Chances;
  refitAt: number;
  answers: number;
  /** Each learner's answers, and the chance that the learner knows the skill now. */
  readonly learners: Map<number, { readonly results: (0 | 1)[]; knows: number }>;
}

const unfitted: Chances = { known: 0.5, learnt: 0.1, slip: 0.1, guess: 0.3 };

export const bkt: TracingModel = {
  name: 'BKT, causal EM refits',
  start() {
    const skills: Skill[] = [];
    const skillAt = (id: number) =>
      rowAt(skills, id, () => ({ chances: unfitted, refitAt: 50, answers: 0, learners: new Map() }));
    return {
      predict({ learner, skills: ids }) {
        let sum = 0;
        for (const id of ids) {
          const skill = skillAt(id);
          sum += rightChance(skill.learners.get(learner)?.knows ?? skill.chances.known, skill.chances);
        }
        return ids.length === 0 ? 0.5 : sum / ids.length;
      },
      learn({ learner, skills: ids }, correct) {
        for (const id of ids) tell(skillAt(id), learner, correct);
      },
    };
  },
};

function tell(skill: Skill, learner: number, correct: 0 | 1): void {
  const known = skill.learners.get(learner) ?? { results: [], knows: skill.chances.known };
  skill.learners.set(learner, known);
  known.results.push(correct);
  known.knows = after(known.knows, correct, skill.chances);
  skill.answers += 1;
  if (skill.answers >= skill.refitAt) refit(skill);
}

function refit(skill: Skill): void {
  skill.refitAt = skill.answers * 2;
  const histories = [...skill.learners.values()];
  for (let round = 0; round < 10; round++)
    skill.chances = maximised(
      histories.map(({ results }) => results),
      skill.chances,
    );
  for (const history of histories)
    history.knows = history.results.reduce<number>(
      (knows, correct) => after(knows, correct, skill.chances),
      skill.chances.known,
    );
}

const rightChance = (knows: number, { slip, guess }: Chances) => knows * (1 - slip) + (1 - knows) * guess;

function after(knows: number, correct: 0 | 1, { slip, guess, learnt }: Chances): number {
  const ifKnown = knows * (correct ? 1 - slip : slip);
  const ifNot = (1 - knows) * (correct ? guess : 1 - guess);
  const seen = ifKnown / (ifKnown + ifNot);
  return seen + (1 - seen) * learnt;
}

/** One round of expectation-maximisation (forward-backward over each history). Chances are held where the model can be told apart. */
function maximised(histories: readonly (readonly (0 | 1)[])[], chances: Chances): Chances {
  const sum = { known: 1, histories: 2, learnt: 0.2, notYet: 2, slips: 0.2, knew: 2, guesses: 0.6, knewNot: 2 };
  for (const results of histories) {
    const { smoothed, learntAt } = smooth(results, chances);
    sum.histories += 1;
    sum.known += smoothed[0] ?? 0;
    for (let i = 0; i < results.length; i++) {
      const knew = smoothed[i] ?? 0;
      sum.knew += knew;
      sum.knewNot += 1 - knew;
      if (results[i] === 1) sum.guesses += 1 - knew;
      else sum.slips += knew;
      if (i + 1 < results.length) {
        sum.notYet += 1 - knew;
        sum.learnt += learntAt[i] ?? 0;
      }
    }
  }
  return {
    known: within(0.01, sum.known / sum.histories, 0.99),
    learnt: within(0.001, sum.learnt / sum.notYet, 0.5),
    slip: within(0.01, sum.slips / sum.knew, 0.4),
    guess: within(0.01, sum.guesses / sum.knewNot, 0.5),
  };
}

/** For each answer the chance that the skill was known, given the whole history; and that it was learnt right after. */
function smooth(results: readonly (0 | 1)[], chances: Chances): { smoothed: number[]; learntAt: number[] } {
  const { learnt, slip, guess } = chances;
  const forward: number[] = [];
  let knows = chances.known;
  for (const correct of results) {
    forward.push(knows);
    knows = after(knows, correct, chances);
  }
  const smoothed = new Array<number>(results.length);
  const learntAt = new Array<number>(results.length);
  let laterIfKnown = 1;
  let laterIfNot = 1;
  for (let i = results.length - 1; i >= 0; i--) {
    const prior = forward[i] ?? 0;
    const seenIfKnown = results[i] === 1 ? 1 - slip : slip;
    const seenIfNot = results[i] === 1 ? guess : 1 - guess;
    const ifKnown = seenIfKnown * laterIfKnown;
    const ifLearnt = seenIfNot * learnt * laterIfKnown;
    const ifNot = ifLearnt + seenIfNot * (1 - learnt) * laterIfNot;
    const all = prior * ifKnown + (1 - prior) * ifNot;
    smoothed[i] = (prior * ifKnown) / all;
    learntAt[i] = ((1 - prior) * ifLearnt) / all;
    laterIfKnown = ifKnown / (ifKnown + ifNot);
    laterIfNot = ifNot / (ifKnown + ifNot);
  }
  return { smoothed, learntAt };
}

const within = (low: number, x: number, high: number) => Math.min(high, Math.max(low, x));
