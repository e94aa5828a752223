/**
 * What the mastery filter keeps: plain rows of numbers, a small one for each learner and skill. They come fresh from here or as they
 * were kept, and are changed in place by an answer.
 */
import { type Belief, belief, freshWeights, type Weights } from './belief.ts';
import { partStart, practiceStart, prior, recentSkills } from './settings.ts';
import { formOf, freshTrail, type Trail } from './trail.ts';

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

export interface AskedSkill {
  readonly id: SkillId;
  readonly skill: SkillRow;
  readonly own: StateRow;
  /** For each of the learner's `recent` skills, in that order, what it says of this one; null for the skill itself. */
  readonly links: readonly (LinkRow | null)[];
  /** Prerequisites that were named: the weight, and the learner's form in each (`formOf` its trail). Those among `links` count there. */
  readonly needs?: readonly { readonly link: LinkRow; readonly form: number }[];
}

/** The rows that an answer touches. */
export interface AnswerRows {
  readonly common: CommonRow;
  readonly item: ItemRow;
  readonly learner: LearnerRow;
  readonly skills: readonly AskedSkill[];
  /** Of the skills as a set; null where there is one or none. */
  readonly together: TogetherRow | null;
  /** The learner on this very item. */
  readonly again: StateRow;
}

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

/** Puts the skills of an answer first among the learner's recent ones. */
export function remember(learner: LearnerRow, asked: readonly { readonly id: SkillId; readonly own: Trail }[]): void {
  const { recent } = learner;
  const isRising = asked.every(({ id }, at) => at === 0 || (asked[at - 1]?.id ?? id) < id);
  const inOrder = isRising ? asked : asked.toSorted((a, b) => (a.id < b.id ? -1 : 1));
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
