/**
 * FSRS with weights fitted to each learner: over five folds in time, each predicted with weights fitted to all that came before it alone. Once
 * by itself and once beneath the online calibration, to see what the fitting is worth.
 */
import { type CardHistory, noHistory, withPress } from '../../src/study/memory/card-history.ts';
import { beginCalibration, learnPress, predictRecall } from '../../src/study/memory/recall-calibration.ts';
import {
  defaultSpacing,
  type Memory,
  retrievability,
  review,
  type SpacingSettings,
} from '../../src/study/memory/spacing.ts';
import { findOptimiser, fitWeights, type Optimiser } from './fit-weights.ts';
import { evaluate } from './forgetting.ts';
import { type Review, readRecallData, type Shown } from './recall-data.ts';
import { type RecallModel, unseen } from './recall-models.ts';
import type { Row, SuiteOptions } from './rows.ts';

const alone = 'FSRS-6 fitted weights';
const calibrated = 'FSRS-6 fitted weights + online calibration';
const folds = 5;

/** What the fitted weights make of the reviews before one. */
interface Met {
  readonly memory: Memory | null;
  readonly settings: SpacingSettings;
}

/** Two rows for each data set whose cards rest for days; none, and a line that says so, where the optimiser cannot be loaded. */
export async function evaluateFitted(
  folder: string,
  { includes, compares, say }: SuiteOptions,
  found: Promise<Optimiser | null> = findOptimiser(),
): Promise<Row[]> {
  if (![alone, calibrated].some(compares)) return [];
  const sets = readRecallData(folder, includes).filter(({ scale }) => scale === 'days');
  if (sets.length === 0) return [];
  const optimiser = await found;
  if (optimiser === null) {
    say(
      `${alone}: left out, since the optional package @open-spaced-repetition/binding is not here or cannot be loaded`,
    );
    return [];
  }
  const rows: Row[] = [];
  for (const data of sets) {
    say(`fitting weights to ${data.name} …`);
    const met = new Map<Shown, Met>();
    for (const reviews of data.learners.values()) {
      for (const fold of foldsOf(reviews))
        meet(reviews, fold, await fitWeights(optimiser, reviews.slice(0, fold.from)), met);
    }
    rows.push(
      ...modelsOf(met)
        .filter(({ name }) => compares(name))
        .map((model) => evaluate(model, data)),
    );
  }
  return rows;
}

interface Fold {
  readonly from: number;
  readonly to: number;
}

/** Where each fifth of the scored reviews begins and ends, as positions among all; the first also has all that is not scored before it. */
export function foldsOf(reviews: readonly Review[]): Fold[] {
  const scored = [...reviews.keys()].filter((at) => reviews[at]?.isScored);
  const size = Math.ceil(scored.length / folds);
  const starts = Array.from({ length: folds }, (_, fold) => scored[fold * size] ?? reviews.length);
  return starts.map((from, fold) => ({ from, to: starts[fold + 1] ?? reviews.length }));
}

/** Notes for each review of a fold what these weights make of the card's reviews before it. */
function meet(reviews: readonly Review[], { from, to }: Fold, weights: readonly number[], met: Map<Shown, Met>): void {
  const settings = { ...defaultSpacing, weights };
  const memories = new Map<string, Memory>();
  for (const [at, { shown, answered }] of reviews.slice(0, to).entries()) {
    const memory = memories.get(shown.card) ?? null;
    if (at >= from || !met.has(shown)) met.set(shown, { memory, settings });
    memories.set(shown.card, review(memory, answered.grade, answered.at, settings, shown.card).memory);
  }
}

function modelsOf(met: ReadonlyMap<Shown, Met>): RecallModel[] {
  const metOf = (shown: Shown): Met => met.get(shown) ?? { memory: null, settings: defaultSpacing };
  return [
    {
      name: alone,
      start: () => ({
        predict(shown) {
          const { memory, settings } = metOf(shown);
          return memory ? retrievability(memory, shown.at, settings) : unseen;
        },
        learn: () => {},
      }),
    },
    {
      name: calibrated,
      start(scale) {
        const histories = new Map<string, CardHistory>();
        let calibration = beginCalibration(scale);
        const historyOf = ({ card }: Shown) => histories.get(card) ?? noHistory;
        return {
          predict(shown) {
            const { memory, settings } = metOf(shown);
            const facts = memory && { memory, history: historyOf(shown) };
            return facts ? predictRecall(calibration, facts, shown.at, settings) : unseen;
          },
          learn(shown, answered) {
            const { memory, settings } = metOf(shown);
            const facts = memory && { memory, history: historyOf(shown) };
            calibration = learnPress(calibration, facts, { ...answered, at: shown.at }, settings);
            histories.set(shown.card, withPress(historyOf(shown), answered));
          },
        };
      },
    },
  ];
}
