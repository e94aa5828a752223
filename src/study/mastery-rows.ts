/**
 * What the mastery filter keeps: plain rows of numbers, a small one for each learner and skill. They come fresh from here or as they
 * were kept, and are changed in place by an answer.
 */
import { type Belief, belief, freshWeights, type Weights } from './mastery-belief.ts';
import { partStart, practiceStart, prior, recentSkills } from './mastery-settings.ts';

/** How answers went so far, as numbers: of a learner, or of a learner on one skill or one item. */
export interface Trail {
  wins: number;
  fails: number;
  /** The share of right answers, 0-1, among the last few (each weighs 0.7 of the one after it) and among the last ten or so (0.9). */
  quick: number;
  slow: number;
  /** The last three results as bits, the newest lowest, under a leading 1: 1 before the first. */
  lastResults: number;
  /** Seconds, null where only the order is known. */
  lastAtS: number | null;
  /** Which answer of the learner was the last here, counted from 0; -1 before the first. */
  lastAnswer: number;
}

/** A learner on a skill, or on an item: the trail and what is believed of it beyond all else. */
export interface StateRow extends Trail {
  readonly state: Belief;
}

export interface ItemRow {
  readonly level: Belief;
}

/** Several skills that are asked for together, where they are more or less than their mean. */
export interface TogetherRow {
  readonly level: Belief;
}

export interface SkillRow {
  readonly level: Belief;
  /** How much faster than others it fades: logits for a whole unit of gap. */
  readonly fading: Belief;
  /** By the last three results of a learner on it: how well these tell the next. */
  readonly patterns: readonly Belief[];
}

export interface LearnerRow extends Trail {
  readonly ability: Belief;
  /** Forgetting of the learner: as that of a skill. */
  readonly fading: Belief;
  /** Learning speed: logits for each unit of log(1 + answers on a skill) beyond what all gain. */
  readonly speed: Belief;
  /** The skills worked on last, newest first, the form in each when it was left, and how many of them the last answer asked for. */
  readonly recent: { readonly skill: SkillId; readonly form: number }[];
  latest: number;
}

export type SkillId = string | number;

/** What one skill says of another: `from` was worked on before `to` is asked. */
export interface LinkRow {
  /** Right before, with a right or a wrong answer. */
  readonly afterWin: Belief;
  readonly afterFail: Belief;
  /** Lately, however it went: learners who come this way. */
  readonly presence: Belief;
  /** How far form in `from` carries over: the weight of a prerequisite. */
  readonly dependence: Belief;
}

/** What all learners and items share. */
export interface CommonRow {
  readonly practice: Weights;
  readonly parts: Weights;
}

const freshTrail = (): Trail => ({
  wins: 0,
  fails: 0,
  quick: 0.5,
  slow: 0.5,
  lastResults: 1,
  lastAtS: null,
  lastAnswer: -1,
});

export const freshItem = (): ItemRow => ({ level: belief(prior.item) });
export const freshTogether = (): TogetherRow => ({ level: belief(prior.together) });
export const freshState = (): StateRow => ({ ...freshTrail(), state: belief(prior.state) });
export const freshAgain = (): StateRow => ({ ...freshTrail(), state: belief(prior.again) });

export const freshSkill = (): SkillRow => ({
  level: belief(prior.skill),
  fading: belief(prior.skillFading),
  patterns: Array.from({ length: 16 }, () => belief(prior.pattern)),
});

export const freshLearner = (): LearnerRow => ({
  ...freshTrail(),
  ability: belief(prior.ability),
  fading: belief(prior.learnerFading),
  speed: belief(prior.speed),
  recent: [],
  latest: 0,
});

/** A link that nobody has spoken of; or, with a weight, a prerequisite that the leader or the deck names. */
export const freshLink = (dependence = 0): LinkRow => ({
  afterWin: belief(prior.afterwards),
  afterFail: belief(prior.afterwards),
  presence: belief(prior.presence),
  dependence: belief(prior.dependence, dependence),
});

export const freshCommon = (): CommonRow => ({
  practice: freshWeights(practiceStart, prior.practice),
  parts: freshWeights(partStart, prior.parts),
});

export const answersOf = ({ wins, fails }: Trail) => wins + fails;

/** Recent form, -0.5 to 0.5: 0 where nothing was answered. */
export const formOf = ({ quick }: Trail) => quick - 0.5;

/** Writes a result onto the trail. `answer`: which of the learner's it is, counted from 0. */
export function extend(trail: Trail, correct: 0 | 1, atS: number | null, answer: number): void {
  trail.wins += correct;
  trail.fails += 1 - correct;
  trail.quick += 0.3 * (correct - trail.quick);
  trail.slow += 0.1 * (correct - trail.slow);
  const results = (trail.lastResults << 1) | correct;
  trail.lastResults = results < 16 ? results : (results & 7) | 8;
  trail.lastAtS = atS;
  trail.lastAnswer = answer;
}

/** Puts the skills of an answer first among the learner's recent ones. */
export function remember(learner: LearnerRow, asked: readonly { readonly id: SkillId; readonly own: Trail }[]): void {
  const { recent } = learner;
  const inOrder = asked.length > 1 ? asked.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : asked;
  for (const { id, own } of inOrder) {
    const form = formOf(own);
    let moved = { skill: id, form };
    for (let at = 0; at < recentSkills; at++) {
      const here = recent[at];
      recent[at] = moved;
      if (here === undefined || here.skill === id) break;
      moved = here;
    }
  }
  learner.latest = Math.min(asked.length, recentSkills);
}
