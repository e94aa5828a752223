import { rowAt } from './keep.ts';
import type { TracingModel } from './tracer.ts';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** A rating moves by `first`/(1 + `slowing` n) of the surprise after n answers, the uncertainty function of Pelánek (2016). */
class Ratings {
  readonly #values: number[] = [];
  readonly #answers: number[] = [];
  readonly #first: number;
  readonly #slowing: number;

  constructor(first: number, slowing: number) {
    this.#first = first;
    this.#slowing = slowing;
  }

  of(id: number): number {
    return this.#values[id] ?? 0;
  }

  move(id: number, surprise: number): void {
    const answers = this.#answers[id] ?? 0;
    this.#values[id] = this.of(id) + (this.#first / (1 + this.#slowing * answers)) * surprise;
    this.#answers[id] = answers + 1;
  }
}

const prior = 0.8;

/** Elo as a Rasch model (1PL): ability of the learner against difficulty of the item. Source: Pelánek (2016), Computers & Education 98. */
export const elo: TracingModel = {
  name: 'Elo 1PL',
  start() {
    const learners = new Ratings(0.7, 0.05);
    const items = new Ratings(0.7, 0.05);
    let p = 0;
    return {
      predict({ learner, item }) {
        p = logistic(prior + learners.of(learner) + items.of(item));
        return p;
      },
      learn({ learner, item }, correct) {
        learners.move(learner, correct - p);
        items.move(item, correct - p);
      },
    };
  },
};

/**
 * Elo with further ratings of each skill and of each learner on it, their mean where an item has several: most items of a large course
 * are new to the model, so that without the skill's own rating much is lost. Source: as above, multivariate.
 */
export const eloBySkill: TracingModel = {
  name: 'Elo + learner-skill',
  start() {
    const fresh = () => new Ratings(0.5, 0.04);
    const learners = fresh();
    const items = fresh();
    const easiness = fresh();
    const states: Ratings[] = [];
    const statesOf = (learner: number) => rowAt(states, learner, fresh);
    let p = 0;
    return {
      predict({ learner, item, skills }) {
        const own = statesOf(learner);
        const state =
          skills.reduce((sum, skill) => sum + own.of(skill) + easiness.of(skill), 0) / Math.max(1, skills.length);
        p = logistic(prior + learners.of(learner) + items.of(item) + state);
        return p;
      },
      learn({ learner, item, skills }, correct) {
        learners.move(learner, correct - p);
        items.move(item, correct - p);
        for (const skill of skills) {
          statesOf(learner).move(skill, 0.6 * (correct - p));
          easiness.move(skill, 0.5 * (correct - p));
        }
      },
    };
  },
};
