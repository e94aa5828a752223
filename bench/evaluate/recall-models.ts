import { type CardHistory, noHistory, withPress } from '../../src/study/memory/card-history.ts';
import {
  beginCalibration,
  expectRecall,
  learnPress,
  predictRecall,
} from '../../src/study/memory/recall-calibration.ts';
import type { RecallFacts, RecallScale } from '../../src/study/memory/recall-features.ts';
import { retrievability } from '../../src/study/memory/spacing.ts';
import type { Answered, Shown } from './recall-data.ts';

/** A model at work on the reviews of one learner. `learn` is told what came of the very review that was predicted last. */
export interface Recaller {
  /** The chance, 0-1, that the card is recalled. */
  predict(shown: Shown): number;
  learn(shown: Shown, answered: Answered): void;
}

export interface RecallModel {
  readonly name: string;
  start(scale: RecallScale): Recaller;
}

/** What is said of a card that was never seen. */
export const unseen = 0.9;

/** FSRS-6 as it comes: one forgetting curve for everyone. */
export const fsrsDefault: RecallModel = {
  name: 'FSRS-6 default',
  start: () => ({
    predict: ({ memory, at }) => (memory ? retrievability(memory, at) : unseen),
    learn: () => {},
  }),
};

/** FSRS-6 with the online calibration, by the functions that the bot calls. */
const calibrated = (name: string, predict: typeof predictRecall): RecallModel => ({
  name,
  start(scale) {
    const histories = new Map<string, CardHistory>();
    let calibration = beginCalibration(scale);
    let facts: RecallFacts | null = null;
    return {
      predict({ card, memory, at }) {
        facts = memory && { memory, history: histories.get(card) ?? noHistory };
        return facts ? predict(calibration, facts, at) : unseen;
      },
      learn({ card, at, isStudy }, answered) {
        const { grade, durationMs } = answered;
        if (!isStudy) calibration = learnPress(calibration, facts, { at, grade, durationMs });
        histories.set(card, withPress(facts?.history ?? noHistory, answered));
      },
    };
  },
});

/** What is held against the answer just before it, with the form of the hour. */
export const fsrsCalibrated = calibrated('FSRS-6 + online calibration', predictRecall);

/** What the schedule goes by and people see: the same for any day ahead. */
export const fsrsAhead = calibrated('FSRS-6 + online calibration for days ahead', expectRecall);
