import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, answerFilesIn, readAnswers } from '../../bench/evaluate/answers.ts';
import { auc, logLoss, measure, rmseBins } from '../../bench/evaluate/metrics.ts';
import { findInWorld } from '../../bench/evaluate/recovery.ts';
import { makeWorld } from '../../bench/evaluate/simulate.ts';
import { predictions } from '../../bench/evaluate/tracer.ts';
import { evaluateTracing, tracingModels } from '../../bench/evaluate/tracing.ts';

describe('metrics, by hand', () => {
  const predicted = Float64Array.of(0.9, 0.8, 0.8, 0.3, 0.1);
  const happened = Uint8Array.of(1, 0, 1, 1, 0);

  // Pairs (right, wrong): .9 beats .8 and .1; .8 ties with .8 and beats .1; .3 loses to .8 and beats .1: 4.5 of 6.
  test('AUC, ties counting half', () => expect(auc(predicted, happened)).toBeCloseTo(4.5 / 6, 12));

  test('log loss, with chances held within 1e-4', () => {
    const byHand = -(Math.log(0.9) + Math.log(0.2) + Math.log(0.8) + Math.log(0.3) + Math.log(0.9)) / 5;
    expect(logLoss(predicted, happened)).toBeCloseTo(byHand, 12);
    expect(logLoss(Float64Array.of(0), Uint8Array.of(1))).toBeCloseTo(-Math.log(1e-4), 12);
    expect(logLoss(Float64Array.of(1), Uint8Array.of(0))).toBeCloseTo(-Math.log(1e-4), 9);
  });

  // Of twenty bins: .9 alone (off by .1), both .8 together (off by .3), .3 alone (.7), .1 alone (.1).
  test('RMSE over bins', () => {
    expect(rmseBins(predicted, happened)).toBeCloseTo(Math.sqrt((0.01 + 2 * 0.09 + 0.49 + 0.01) / 5), 12);
    expect(rmseBins(Float64Array.of(1), Uint8Array.of(1))).toBe(0);
  });

  test('fail precision: of the lowest fifth, those that went wrong', () => {
    expect(measure(predicted, happened).failPrecision20).toBe(1);
    const ten = Float64Array.from({ length: 10 }, (_, at) => (at + 1) / 20);
    expect(measure(ten, Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 1)).failPrecision20).toBe(0.5);
  });
});

describe('the protocol', () => {
  const answers = makeWorld(7, 4).answers;
  const half = answers.length / 2;
  const turned = answers.map(
    (answer, at): Answer => (at < half ? answer : { ...answer, correct: answer.correct ? 0 : 1 }),
  );

  test.each(tracingModels.map((model) => [model.name, model] as const))(
    '%s: what comes later changes no prediction',
    (_, model) => {
      const [one, other] = [predictions(model.start(), answers), predictions(model.start(), turned)];
      expect(one.slice(0, half + 1)).toEqual(other.slice(0, half + 1));
      expect(one.slice(half + 1)).not.toEqual(other.slice(half + 1));
      expect(one.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
    },
  );
});

describe('a folder', () => {
  let folder = '';
  const write = (name: string, head: string, rows: readonly string[]) =>
    writeFileSync(join(folder, `kt_${name}.csv.gz`), gzipSync([head, ...rows, ''].join('\n')));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
    const ordered = 'learner,item,skill,order,correct';
    write('pair_train', ordered, ['a,1,7;8,0,1', 'a,2,8;7,1,0', 'b,1,7,0,1']);
    write('pair_test', ordered, ['c,1,7,0,0', 'c,3,,1,1']);
    write('alone_train', ordered, ['a,1,7,0,1', 'a,2,7,1,0']);
    write('timed', 'learner,item,skill,timestamp_s,correct', ['a,1,7,50,1', 'a,2,7,90,0', 'b,1,7,20,1', 'b,1,7,50,0']);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const streamOf = (name: string) => {
    const files = answerFilesIn(folder).find((each) => each.name === name);
    if (files === undefined) throw new Error(`no ${name}`);
    return readAnswers(files);
  };

  test('train and test together are one: the first warms up', () => {
    expect(answerFilesIn(folder).map(({ name }) => name)).toEqual(['alone_train', 'pair', 'timed']);
    const { answers, scoredFrom } = streamOf('pair');
    expect(answers.map(({ item }) => item)).toEqual([0, 1, 0, 0, 2]);
    expect(scoredFrom).toBe(3);
    expect(streamOf('alone_train').scoredFrom).toBe(0);
  });

  test('only the second is scored', () => {
    const options = {
      includes: (name: string) => name === 'pair',
      compares: (name: string) => name === 'item mean',
      say: () => {},
    };
    const [row] = evaluateTracing(folder, options);
    // Warmed up: 3 answers, of item 1 two right. 0.5 + ... by the smoothing of the baseline.
    const mean = (right: number, all: number) => (right + 0.7) / (all + 1);
    const first = (2 + 5 * mean(2, 3)) / 7;
    const second = mean(2, 4);
    expect(row?.logLoss).toBeCloseTo(-(Math.log(1 - first) + Math.log(second)) / 2, 12);
  });

  test('skills are a set, however they are written', () => {
    const [one, other] = streamOf('pair').answers;
    expect(one?.skills).toEqual([0, 1]);
    expect(other?.skills).toBe(one?.skills);
    expect(streamOf('pair').answers[4]?.skills).toEqual([]);
  });

  test('with times, learners are merged, and what happened at once stays in the order of the file', () => {
    const { answers } = streamOf('timed');
    expect(answers.map(({ atS }) => atS)).toEqual([20, 50, 50, 90]);
    expect(answers.map(({ learner }) => learner)).toEqual([0, 1, 0, 1]);
    expect(answers[1]?.correct).toBe(1);
  });

  test('a file in another schema is refused with its place', () => {
    write('odd', 'learner,item,skill,order,correct', ['a,1,7,0,yes']);
    expect(() => streamOf('odd')).toThrow(/odd.*line 2/);
    rmSync(join(folder, 'kt_odd.csv.gz'));
  });
});

describe('learners whose traits are known', () => {
  test('are found again, and so are the prerequisites', () => {
    const all = findInWorld(makeWorld(5));
    const found = new Map(all.map(({ what, value }) => [what, value]));
    expect(found.get('ability, r')).toBeGreaterThan(0.4);
    expect(found.get('learning speed, r')).toBeGreaterThan(0.6);
    expect(found.get('forgetting, r')).toBeGreaterThan(0.5);
    expect(found.get('prerequisites, AUROC')).toBeGreaterThan(0.75);
    const told = all.flatMap(({ value, knowing }) => (knowing === null ? [] : [knowing - value]));
    expect(told).toHaveLength(3);
    expect(Math.min(...told)).toBeGreaterThan(0); // who knows how they were made finds more
  });
  test('are the same for the same seed', () => expect(makeWorld(3, 5)).toEqual(makeWorld(3, 5)));
});
