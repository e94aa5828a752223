import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { evaluateForgetting, recallModels } from '../../bench/evaluate/forgetting.ts';
import { readRecallData } from '../../bench/evaluate/recall-data.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderWith(files: Readonly<Record<string, readonly string[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'forgetting-'));
  folders.push(folder);
  for (const [name, lines] of Object.entries(files))
    writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(`${lines.join('\n')}\n`));
  return folder;
}

const cardsHead = 'learner,card,timestamp_s,day,elapsed_s,elapsed_days,rating,duration_ms';
const drillHead = 'learner,session,card,timestamp_s,elapsed_s,presentation,type,rt_ms,correct';

/** So many cards, each seen on the first day and then every third day; each fifth answer is wrong. */
function cardsLog(
  learner: string,
  cards: number,
  times: number,
  ratingOf = (i: number): number => (i % 5 === 4 ? 1 : 3),
) {
  let i = 0;
  return Array.from({ length: times }, (_, time) =>
    Array.from({ length: cards }, (_, card) => {
      const rest = time === 0 ? [-1, -1] : [259_200, 3];
      return [learner, card, time * 259_200 + card * 20, time * 3, ...rest, ratingOf(i++), 4000].join(',');
    }),
  ).flat();
}

describe('what is scored', () => {
  test('after a night, and not the first sixth', () => {
    const [data] = readRecallData(folderWith({ srs_some: [cardsHead, ...cardsLog('L1', 4, 4)] }));
    const reviews = data?.learners.get('L1') ?? [];
    expect(data).toMatchObject({ name: 'srs_some', scale: 'days' });
    expect(reviews).toHaveLength(16);
    expect(reviews.map(({ isScored }) => isScored)).toEqual([
      ...[false, false, false, false],
      ...[false, false, true, true],
      ...Array.from({ length: 8 }, () => true),
    ]);
  });

  test('of NAME_train and NAME_test only the second, all of it', () => {
    const files = {
      srs_x_train: [cardsHead, ...cardsLog('L1', 3, 3)],
      srs_x_test: [cardsHead, ...cardsLog('L1', 3, 3).map((line) => line.replace('L1,', 'L1,9'))],
    };
    const [data, ...others] = readRecallData(folderWith(files));
    expect(others).toEqual([]);
    const scored = data?.learners.get('L1')?.map(({ isScored }) => isScored) ?? [];
    expect(data?.name).toBe('srs_x');
    expect(scored.slice(0, 9)).not.toContain(true);
    expect(scored.slice(9).filter(Boolean)).toHaveLength(6);
  });

  test('of drilled words only tests, by the time at which the word was shown', () => {
    const lines = ['S,1,w,10,-1,1,study,3000,1', 'S,1,w,20,10,2,test,4000,0', 'S,1,w,30,10,3,test,1000,1'];
    const [data] = readRecallData(folderWith({ srs_drill: [drillHead, ...lines] }));
    const reviews = data?.learners.get('S') ?? [];
    expect(data?.scale).toBe('minutes');
    expect(reviews.map(({ isScored }) => isScored)).toEqual([false, true, true]);
    expect(reviews.map(({ shown }) => shown.restDays)).toEqual([null, 6 / 86_400, 9 / 86_400]);
    expect(reviews.map(({ answered }) => answered.grade)).toEqual(['good', 'again', 'good']);
  });

  test('a row out of the schema is named', () => {
    const folder = folderWith({ srs_bad: [cardsHead, 'L1,1,0,0,-1,-1,7,4000'] });
    expect(() => readRecallData(folder)).toThrow('Not a rating');
  });
});

test.each(recallModels.map((model) => [model.name, model] as const))(
  '%s sees no answer before it is given',
  (_, model) => {
    const rows = 60;
    const log = (last: number) => cardsLog('L1', 12, 6, (i) => (i < rows ? 1 + ((i * 7) % 4) : last));
    const predicted = (lines: readonly string[]) => {
      const [data] = readRecallData(folderWith({ srs_some: [cardsHead, ...lines] }));
      const recaller = model.start('days');
      return (data?.learners.get('L1') ?? []).map(({ shown, answered }) => {
        const chance = recaller.predict(shown);
        recaller.learn(shown, answered);
        return chance;
      });
    };
    const [forgotten, known] = [predicted(log(1)), predicted(log(4))];
    expect(forgotten.slice(0, rows + 1)).toEqual(known.slice(0, rows + 1));
    expect(forgotten.every((chance) => chance > 0 && chance <= 1)).toBe(true);
  },
);

const folder = fileURLToPath(new URL('../../../shared/data/dev', import.meta.url));
const absent = !existsSync(join(folder, 'srs_anki.csv.gz'));
if (absent)
  process.stderr.write(`Skipped: no review logs in ${folder}, so the calibration is not held against them.\n`);

test.skipIf(absent)('on the review logs the calibration predicts better than FSRS alone, fitted or not', () => {
  const rows = evaluateForgetting(folder, {
    includes: () => true,
    compares: (model) => model.startsWith('FSRS'),
    say: () => {},
  });
  const of = (dataset: string, model: number) => rows.filter((row) => row.dataset === dataset)[model];
  const [fsrs, calibrated, drilled] = [of('srs_anki', 0), of('srs_anki', 1), of('srs_swahili', 1)];
  expect(fsrs?.logLoss).toBeCloseTo(0.3551, 2);
  expect(calibrated?.logLoss).toBeLessThan(0.335);
  expect(calibrated?.auc).toBeGreaterThan(0.69);
  expect(calibrated?.rmseBins).toBeLessThan(0.04);
  expect(of('srs_anki', 2)?.logLoss).toBeLessThan(0.338);
  expect(drilled?.auc).toBeGreaterThan(0.79);
  expect(drilled?.logLoss).toBeLessThan(0.32);
});
