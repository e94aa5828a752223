import type { KeptMastery } from '../../../src/study/mastery/book.ts';

/** What is kept of a learner before their first answer. */
export const nothingKept: KeptMastery = {
  common: null,
  learner: null,
  skills: new Map(),
  states: new Map(),
  items: new Map(),
  agains: new Map(),
  links: [],
  needs: new Map(),
};
