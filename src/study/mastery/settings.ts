/**
 * The numbers that the mastery filter starts from. One set for all courses: on four public data sets of different kinds, halving or
 * doubling one of the variances or drifts moves the AUC by at most .0004, so that none is fitted to a course.
 */

/** Variances before anything was seen, in squared logits. */
export const prior = {
  item: 1.2,
  skill: 0.4,
  together: 0.3,
  ability: 0.8,
  state: 0.25,
  again: 0.5,
  pattern: 0.1,
  skillFading: 0.03,
  learnerFading: 0.03,
  speed: 0.01,
  afterwards: 0.05,
  presence: 1,
  dependence: 0.1,
  practice: 0.3,
  parts: 0.1,
} as const;

/** How much a variance grows before each answer: people and courses change, so that no step ever vanishes. */
export const drift = {
  ability: 0.001,
  state: 0.003,
  again: 0.03,
  practice: 1.5e-6,
  parts: 4e-8,
} as const;

/** What a prerequisite that is named weighs before anything was seen: full form in it is worth half of this in logits, either way. */
export const namedWeight = 0.8;

/** How many of the skills that a learner worked on last may speak for the next one. */
export const recentSkills = 4;

/**
 * What the logit of an answer is made of, each with its place. Each part has one weight for all, learnt: how far this kind of term can
 * be trusted.
 */
export const partAt = {
  base: 0,
  item: 1,
  skill: 2,
  ability: 3,
  state: 4,
  again: 5,
  pattern: 6,
  practice: 7,
  path: 8,
  /** The size of the sum of them all: logits above and below none may be worth different amounts (beta calibration, Kull et al. 2017). */
  size: 9,
  /** The path once more, by how new the learner is: of who is hardly known, the way taken tells more than later, or less. */
  pathOfNew: 10,
} as const;

/** After so many answers a learner is half as new. */
export const halfNew = 10;

/** Beliefs that are kept apart are too sure of themselves together, so that all parts start below 1. */
export const partStart = Object.keys(partAt).map((part) => (['base', 'size', 'pathOfNew'].includes(part) ? 0 : 0.8));

/** What practice, fading and form are told by, each with its place: of the learner on the skill, of the learner, and on the very item. */
export const practiceAt = {
  base: 0,
  isNew: 1,
  wins: 2,
  fails: 3,
  quick: 4,
  slow: 5,
  gap: 6,
  learnerQuick: 7,
  learnerSlow: 8,
  isAgain: 9,
  itemWins: 10,
  itemFails: 11,
  itemQuick: 12,
  itemLast: 13,
  itemGap: 14,
} as const;

/** The weights that practice starts from: practice helps, gaps hurt. They are learnt together, for all learners. */
const expected: Partial<Record<keyof typeof practiceAt, number>> = {
  base: 0.5,
  wins: 0.3,
  quick: 0.5,
  gap: -0.3,
  isAgain: 0.4,
  itemWins: 0.5,
  itemGap: -0.3,
};
export const practiceStart = Object.keys(practiceAt).map(
  (feature) => Object.entries(expected).find(([name]) => name === feature)?.[1] ?? 0,
);
