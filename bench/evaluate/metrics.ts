/**
 * How well predictions met what happened. `predicted` holds chances of a right answer, `happened` 1 or 0, in the same order.
 * Definitions: the protocol of the data's README.
 */

export interface Metrics {
  readonly auc: number;
  readonly logLoss: number;
  readonly rmseBins: number;
  readonly failPrecision20: number;
}

/** All four of them; NaN where nothing was predicted. */
export function measure(predicted: Float64Array, happened: Uint8Array): Metrics {
  const order = ascending(predicted);
  return {
    auc: aucOf(predicted, happened, order),
    logLoss: logLoss(predicted, happened),
    rmseBins: rmseBins(predicted, happened),
    failPrecision20: failPrecision(happened, order, 0.2),
  };
}

/** Area under the ROC curve: the chance that a right answer was predicted higher than a wrong one, ties counting half. */
export const auc = (predicted: Float64Array, happened: Uint8Array) => aucOf(predicted, happened, ascending(predicted));

function aucOf(predicted: Float64Array, happened: Uint8Array, order: Uint32Array): number {
  let rights = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let rightsHere = 0;
    const value = predicted[order[from] ?? 0];
    while (to < order.length && predicted[order[to] ?? 0] === value) rightsHere += happened[order[to++] ?? 0] ?? 0;
    rankSum += rightsHere * ((from + 1 + to) / 2);
    rights += rightsHere;
    from = to;
  }
  return (rankSum - (rights * (rights + 1)) / 2) / (rights * (order.length - rights));
}

/** Mean of -log of the chance given to what happened, in nats; chances are held within [1e-4, 1 - 1e-4]. */
export function logLoss(predicted: Float64Array, happened: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < predicted.length; i++) {
    const p = Math.min(1 - 1e-4, Math.max(1e-4, predicted[i] ?? 0));
    sum -= Math.log(happened[i] === 1 ? p : 1 - p);
  }
  return sum / predicted.length;
}

/** Calibration: over 20 equally wide bins of the chance, the root of the mean square of (mean predicted - mean happened), by rows. */
export function rmseBins(predicted: Float64Array, happened: Uint8Array, bins = 20): number {
  const binOf = (i: number) => Math.min(bins - 1, Math.floor((predicted[i] ?? 0) * bins));
  return rmseOver(predicted, happened, binOf);
}

/** The same over bins of any kind: `binOf` names the bin of a row. */
export function rmseOver(predicted: Float64Array, happened: Uint8Array, binOf: (row: number) => number): number {
  const bins = new Map<number, { rows: number; gap: number }>();
  for (let i = 0; i < predicted.length; i++) {
    const key = binOf(i);
    const bin = bins.get(key) ?? { rows: 0, gap: 0 };
    bins.set(key, bin);
    bin.rows += 1;
    bin.gap += (predicted[i] ?? 0) - (happened[i] ?? 0);
  }
  let sum = 0;
  for (const { rows, gap } of bins.values()) sum += gap ** 2 / rows;
  return Math.sqrt(sum / predicted.length);
}

/** Share of wrong answers among the `share` of rows with the lowest chances. `order`: rows by rising chance. */
function failPrecision(happened: Uint8Array, order: Uint32Array, share: number): number {
  const lowest = order.subarray(0, Math.round(order.length * share));
  let wrong = 0;
  for (const i of lowest) wrong += happened[i] === 1 ? 0 : 1;
  return wrong / lowest.length;
}

/** Rows by rising chance; rows of equal chance stay in their order. */
function ascending(predicted: Float64Array): Uint32Array {
  const order = Uint32Array.from(predicted, (_, i) => i);
  return order.sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0) || a - b);
}
