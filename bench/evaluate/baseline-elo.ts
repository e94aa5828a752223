import { rowAt } from './keep.ts';
import type { TracingModel } from './tracer.ts';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** A rating moves by this much of the surprise after n answers: a/(1 + b n), the uncertainty function of Pelánek (2016). */
const step = (answers: number) => 0.7 / (1 + 0.05 * answers);

class Ratings {
  readonly #values: number[] = [];
  readonly #answers: number[] = [];

  of(id: number): number {
    return this.#values[id] ?? 0;
  }

  move(id: number, surprise: number): void {
    const answers = this.#answers[id] ?? 0;
    this.#values[id] = this.of(id) + step(answers) * surprise;
    this.#answers[id] = answers + 1;
  }
}

const prior = 0.8;

/** Elo as a Rasch model (1PL): ability of the learner against difficulty of the item. Source: Pelánek (2016), Computers & Education 98. */
export const elo: TracingModel = {
  name: 'Elo 1PL',
  start() {
    const learners = new Ratings();
    const items = new Ratings();
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

/** Elo with a further rating of each learner on each skill, the mean of them where an item has several. Source: as above, multivariate. */
export const eloBySkill: TracingModel = {
  name: 'Elo + learner-skill',
  start() {
    const learners = new Ratings();
    const items = new Ratings();
    const states: Ratings[] = [];
    const statesOf = (learner: number) => rowAt(states, learner, () => new Ratings());
    let p = 0;
    return {
      predict({ learner, item, skills }) {
        const own = statesOf(learner);
        const state = skills.reduce((sum, skill) => sum + own.of(skill), 0) / Math.max(1, skills.length);
        p = logistic(prior + learners.of(learner) + items.of(item) + state);
        return p;
      },
      learn({ learner, item, skills }, correct) {
        learners.move(learner, correct - p);
        items.move(item, correct - p);
        for (const skill of skills) statesOf(learner).move(skill, 0.5 * (correct - p));
      },
    };
  },
};
