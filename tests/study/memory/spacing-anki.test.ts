import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { defaultSpacing, grades, type ReviewLog, replay } from '../../../src/study/memory/spacing.ts';

const file = new URL('../../../../shared/data/dev/srs_anki.csv.gz', import.meta.url);
const absent = !existsSync(file);
if (absent)
  process.stderr.write(`Skipped: no review logs at ${file.pathname}, so the schedule is not held against them.\n`);

/** One learner's presses, card by card: columns learner, card, seconds, day, elapsed seconds, elapsed days, rating 1-4. */
function cardsOf(learner: string) {
  const cards = new Map<string, { at: Date; grade: (typeof grades)[number] }[]>();
  for (const line of gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(1)) {
    const [who, card = '', seconds, , , , rating] = line.split(',');
    const grade = grades[Number(rating) - 1];
    if (who !== learner || grade === undefined) continue;
    cards.set(card, [...(cards.get(card) ?? []), { at: new Date(Number(seconds) * 1000), grade }]);
  }
  return cards;
}

const recalled = (log: ReviewLog) => (log.grade === 'again' ? 0 : 1);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const logLoss = (predicted: readonly number[], seen: readonly number[]) =>
  mean(predicted.map((p, i) => -Math.log(seen[i] === 1 ? p : 1 - p)));

test.skipIf(absent)("one person's Anki log is foretold better than by that person's own average", () => {
  const logs = [...cardsOf('A1')].flatMap(([card, history]) => replay(history, defaultSpacing, card).logs);
  const scored = logs.filter(({ elapsedDays }) => elapsedDays !== null && elapsedDays >= 1);
  const predicted = scored.map(({ recall }) => Math.min(0.9999, Math.max(0.0001, recall ?? 0)));
  const seen = scored.map(recalled);
  const average = seen.map(() => mean(seen));
  expect(scored.length).toBeGreaterThan(5000);
  expect(Math.abs(mean(predicted) - mean(seen))).toBeLessThan(0.08);
  expect(logLoss(predicted, seen)).toBeLessThan(logLoss(average, seen));
});
