/**
 * What the mastery filter keeps: small rows of numbers, one for each learner and skill. An answer changes them in place.
 */

import type { Place } from './ledger.ts';
import { rowKind } from './row-kind.ts';
import { namedWeight, partStart, practiceStart, prior, recentSkills } from './settings.ts';
import { freshTrail } from './trail.ts';
import { freshWeights, type Weights } from './weights.ts';

/** A belief of a fresh row: mean, variance. */
const about = (mean: number, variance: number) => [mean, variance] as const;

/** A learner on a skill: the trail and what is believed of it beyond all else. */
export const stateRow = rowKind({ ...freshTrail, state: about(0, prior.state) });

/** A learner on an item: the same numbers. */
export const againRow = rowKind({ ...freshTrail, state: about(0, prior.again) });

export const itemRow = rowKind({ level: about(0, prior.item) });

/** Several skills that are asked for together, where they are more or less than their mean. */
export const togetherRow = rowKind({ level: about(0, prior.together) });

export const skillRow = rowKind({
  level: about(0, prior.skill),
  /** How much faster than others it fades: logits for a whole unit of gap. */
  fading: about(0, prior.skillFading),
  /** By the last three results of a learner on it: how well these tell the next. */
  patterns: Array.from({ length: 16 }, () => about(0, prior.pattern)).flat(),
});

export const learnerRow = rowKind({
  ...freshTrail,
  ability: about(0, prior.ability),
  /** Forgetting of the learner: as that of a skill. */
  fading: about(0, prior.learnerFading),
  /** Learning speed: logits for each unit of log(1 + answers on a skill) beyond what all gain. */
  speed: about(0, prior.speed),
  /** How many of the recent skills the last answer asked for. */
  latest: 0,
});

/** The skills a learner worked on last, newest first, by their numbers (-1 where there are not so many), and the form in each when it was left. */
export const recentRow = rowKind({
  skills: Array.from({ length: recentSkills }, () => -1),
  forms: Array.from({ length: recentSkills }, () => 0),
});

const link = {
  /** Right before, with a right or a wrong answer. */
  afterWin: about(0, prior.afterwards),
  afterFail: about(0, prior.afterwards),
  /** Lately, however it went: learners who come this way. */
  presence: about(0, prior.presence),
};

/** What one skill says of another, `from` being worked on before `to` is asked; with how far form in `from` carries over: its weight. */
export const linkRow = rowKind({ ...link, dependence: about(0, prior.dependence) });

/** The same where the leader or the deck names it as a prerequisite. */
export const namedLinkRow = rowKind({ ...link, dependence: about(namedWeight, prior.dependence) });

/** What all learners and items share. */
export interface CommonWeights {
  readonly practice: Weights;
  readonly parts: Weights;
}

export const freshCommon = (): CommonWeights => ({
  practice: freshWeights(practiceStart, prior.practice),
  parts: freshWeights(partStart, prior.parts),
});

export interface AskedSkill {
  /** The number that it goes by among recent skills. */
  readonly id: number;
  readonly skill: Place;
  readonly own: Place;
  /** For each of the learner's recent skills, in that order, what it says of this one; nowhere for the skill itself. */
  readonly links: readonly Place[];
  /** Prerequisites that were named: the weight, and the learner's form in each (`formOf` its trail). Those among `links` count there. */
  readonly needs: readonly { readonly link: Place; readonly form: number }[];
}

/** The rows that an answer touches. */
export interface AnswerRows {
  readonly item: Place;
  readonly learner: Place;
  /** The learner's recent skills. */
  readonly recent: Place;
  readonly skills: readonly AskedSkill[];
  /** Of the skills as a set; nowhere where there is one or none. */
  readonly together: Place;
  /** The learner on this very item. */
  readonly again: Place;
}
