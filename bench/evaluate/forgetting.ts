/**
 * How well is forgetting predicted? Replays review logs strictly causally, one stream per learner: predict, then see the answer, then
 * update. The calibrated model is the very code that runs in the bot.
 */
import { type Metrics, measure, rmseOver } from './metrics.ts';
import { halfLifeRegression, runningAverage, sm2Implied } from './recall-baselines.ts';
import { type RecallData, type Review, readRecallData } from './recall-data.ts';
import { fsrsAhead, fsrsCalibrated, fsrsDefault, type RecallModel } from './recall-models.ts';
import type { Row, SuiteOptions } from './rows.ts';
import { timed } from './timing.ts';

export const recallModels: readonly RecallModel[] = [
  runningAverage,
  sm2Implied,
  halfLifeRegression,
  fsrsDefault,
  fsrsCalibrated,
  fsrsAhead,
];

/**
 * A row for each data set `srs_*` of the folder and each model. Where cards rest for days, the metrics are those of each learner, weighted
 * by their scored reviews; where a sitting is drilled, they are those of all scored trials together. The time of an event is processor
 * time of one prediction with its update; FSRS's own memory is computed before and is not in it.
 */
export function evaluateForgetting(folder: string, { includes, compares, say }: SuiteOptions): Row[] {
  const models = recallModels.filter(({ name }) => compares(name));
  if (models.length === 0) return [];
  return readRecallData(folder, includes).flatMap((data) => {
    say(`replaying ${data.name} …`);
    return models.map((model) => evaluate(model, data));
  });
}

/** The row of one model on one data set. */
export function evaluate(model: RecallModel, { name, scale, learners }: RecallData): Row {
  const streams = [...learners.values()];
  const events = streams.reduce((sum, reviews) => sum + reviews.length, 0);
  const { result: replayed, microsPerEvent } = timed(events, () =>
    streams.map((reviews) => ({ reviews, predicted: predictions(model, scale, reviews) })),
  );
  const scored = replayed
    .map(({ reviews, predicted }) => scoredOf(reviews, predicted))
    .filter((it) => it.bins.length > 0);
  const metrics = scale === 'days' ? weighted(scored) : metricsOf(together(scored));
  return { dataset: name, model: model.name, ...metrics, microsPerEvent };
}

function predictions(model: RecallModel, scale: RecallData['scale'], reviews: readonly Review[]): Float64Array {
  const recaller = model.start(scale);
  const predicted = new Float64Array(reviews.length);
  let i = 0;
  for (const { shown, answered } of reviews) {
    predicted[i++] = recaller.predict(shown);
    recaller.learn(shown, answered);
  }
  return predicted;
}

interface Scored {
  readonly predicted: Float64Array;
  readonly happened: Uint8Array;
  readonly bins: readonly number[];
}

function scoredOf(reviews: readonly Review[], predicted: Float64Array): Scored {
  const at = [...reviews.keys()].filter((i) => reviews[i]?.isScored);
  return {
    predicted: Float64Array.from(at, (i) => predicted[i] ?? 0),
    happened: Uint8Array.from(at, (i) => (reviews[i]?.answered.grade === 'again' ? 0 : 1)),
    bins: at.map((i) => reviews[i]?.bin ?? 0),
  };
}

const together = (all: readonly Scored[]): Scored => ({
  predicted: Float64Array.from(all.flatMap(({ predicted }) => [...predicted])),
  happened: Uint8Array.from(all.flatMap(({ happened }) => [...happened])),
  bins: all.flatMap(({ bins }) => bins),
});

const metricsOf = ({ predicted, happened, bins }: Scored): Metrics => ({
  ...measure(predicted, happened),
  rmseBins: rmseOver(predicted, happened, (row) => bins[row] ?? 0),
});

/** Each learner's metrics, weighted by their scored reviews. One who never forgot, or always did, has no AUC and is left out of that. */
function weighted(all: readonly Scored[]): Metrics {
  const each = all.map((it) => ({ reviews: it.bins.length, ...metricsOf(it) }));
  const mean = (of: keyof Metrics) => {
    const known = each.filter((it) => Number.isFinite(it[of]));
    const reviews = known.reduce((sum, it) => sum + it.reviews, 0);
    return known.reduce((sum, it) => sum + it[of] * it.reviews, 0) / reviews;
  };
  return {
    auc: mean('auc'),
    logLoss: mean('logLoss'),
    rmseBins: mean('rmseBins'),
    failPrecision20: mean('failPrecision20'),
  };
}
