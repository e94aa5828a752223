import fc from 'fast-check';
import { type Card, createEmptyCard, FSRS, fsrs, generatorParameters, Rating } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import {
  daysUntilRecall,
  defaultSpacing,
  forgettingCurve,
  grades,
  type Memory,
  nightsBetween,
  preview,
  recallAfter,
  replay,
  retrievability,
  review,
} from '../../../src/study/memory/spacing.ts';
import { historyEndingAt, later, monday, someGrade, someMemory, somePresses } from './memories.ts';

const settings = defaultSpacing;

describe('FSRS-6 with default weights', () => {
  test('lands where the reference implementation lands (py-fsrs, test_memo_state)', () => {
    const presses = [
      { grade: 'again', gapDays: 0 },
      { grade: 'good', gapDays: 0 },
      { grade: 'good', gapDays: 1 },
      { grade: 'good', gapDays: 3 },
      { grade: 'good', gapDays: 8 },
      { grade: 'good', gapDays: 21 },
    ] as const;
    const { memory } = replay(historyEndingAt(monday, presses), settings, 'a card');
    expect(memory?.stability).toBeCloseTo(53.62691, 4);
    expect(memory?.difficulty).toBeCloseTo(6.3574867, 4);
  });

  test.each([
    ['again', 0.212, 6.4133],
    ['hard', 1.2931, 5.11217071],
    ['good', 2.3065, 2.11810397],
    ['easy', 8.2956, 1],
  ] as const)('a first %s gives stability %d and difficulty %d', (grade, stability, difficulty) => {
    const { memory } = review(null, grade, monday, settings, 'a card');
    expect(memory.stability).toBeCloseTo(stability, 6);
    expect(memory.difficulty).toBeCloseTo(difficulty, 6);
  });

  test('the golden run: each press when it is due', () => {
    let memory: Memory | null = null;
    let at = monday;
    const run: string[] = [];
    for (const grade of ['good', 'good', 'good', 'good', 'again', 'good', 'hard', 'easy', 'good'] as const) {
      memory = review(memory, grade, at, settings, 'a card').memory;
      const minutes = (memory.dueAt.getTime() - at.getTime()) / 60_000;
      run.push(`${grade}: ${memory.state}, ${minutes < 1440 ? `${minutes} min` : `${minutes / 1440} days`}`);
      at = memory.dueAt;
    }
    expect(run).toEqual([
      'good: learning, 10 min',
      'good: review, 2 days',
      'good: review, 9 days',
      'good: review, 40 days',
      'again: relearning, 10 min',
      'good: review, 4 days',
      'hard: review, 5 days',
      'easy: review, 15 days',
      'good: review, 35 days',
    ]);
  });

  test('is ts-fsrs itself, where nights and midnights agree', () => {
    const ratings = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;
    const wholeDays = fc.record({ grade: someGrade, gapDays: fc.integer({ min: 0, max: 90 }) });
    fc.assert(
      fc.property(fc.array(wholeDays, { minLength: 1 }), (presses) => {
        const bare = fsrs();
        const history = historyEndingAt(monday, presses);
        const card = history.reduce<Card>(
          (was, { at, grade }) => bare.next(was, at, ratings[grade]).card,
          createEmptyCard(monday),
        );
        const { stability, difficulty, lapses, reps, learning_steps: step } = card;
        expect(replay(history, settings, 'x').memory).toMatchObject({ stability, difficulty, lapses, reps, step });
      }),
      { seed: 4 },
    );
  });
});

describe('pressing', () => {
  test('gives what the preview said, each time it is computed', () => {
    fc.assert(
      fc.property(
        fc.option(someMemory),
        fc.double({ min: 0, max: 90, noNaN: true }),
        fc.string(),
        (memory, days, id) => {
          const at = later(monday, days);
          const shown = preview(memory, at, settings, id);
          for (const grade of grades) {
            expect(review(memory, grade, at, settings, id).memory.dueAt).toEqual(shown[grade]);
            expect(review(memory, grade, at, { ...settings }, id)).toEqual(review(memory, grade, at, settings, id));
          }
        },
      ),
      { seed: 1 },
    );
  });

  test('never brings a better answer back sooner', () => {
    fc.assert(
      fc.property(fc.option(someMemory), fc.double({ min: 0, max: 90, noNaN: true }), (memory, days) => {
        const { again, hard, good, easy } = preview(memory, later(monday, days), settings, 'a card');
        expect([again, hard, good, easy]).toEqual(
          [again, hard, good, easy].toSorted((a, b) => a.getTime() - b.getTime()),
        );
      }),
      { seed: 2 },
    );
  });

  test('a higher retention never waits longer', () => {
    const retention = fc.double({ min: 0.7, max: 0.97, noNaN: true });
    fc.assert(
      fc.property(someMemory, someGrade, retention, retention, (memory, grade, one, other) => {
        const dueAt = (wish: number) =>
          review(memory, grade, later(monday, 9), { ...settings, retention: wish }, 'a card').memory.dueAt.getTime();
        expect(dueAt(Math.max(one, other))).toBeLessThanOrEqual(dueAt(Math.min(one, other)));
      }),
      { seed: 3 },
    );
  });

  test('outside the steps it rests at least the minimum and waits at most the maximum', () => {
    const bounds = { ...settings, minimumRestDays: 3, maximumDays: 20 };
    fc.assert(
      fc.property(someMemory, someGrade, fc.double({ min: 0, max: 90, noNaN: true }), (memory, grade, days) => {
        const at = later(monday, days);
        const after = review(memory, grade, at, bounds, 'a card').memory;
        if (after.state !== 'review') return;
        expect(after.dueAt.getTime()).toBeGreaterThanOrEqual(later(at, 3).getTime());
        expect(after.dueAt.getTime()).toBeLessThanOrEqual(later(at, 20).getTime());
      }),
      { seed: 5 },
    );
  });

  test('cards learnt in one sitting do not all come back on one day', () => {
    const memory = { ...review(null, 'easy', monday, settings, 'x').memory, stability: 60, reps: 6 };
    const days = Array.from({ length: 40 }, (_, i) => preview(memory, later(monday, 60), settings, `card ${i}`).good);
    expect(new Set(days.map((day) => day.getTime())).size).toBeGreaterThan(5);
  });

  test('a few minutes around midnight in London are the same sitting as a few minutes at noon', () => {
    const tenMinutesApart = (start: string) => {
      const first = review(null, 'good', new Date(start), settings, 'a card').memory;
      return review(first, 'good', later(new Date(start), 1 / 144), settings, 'a card');
    };
    const atNoon = tenMinutesApart('2026-03-02T12:00:00Z');
    const atMidnight = tenMinutesApart('2026-03-02T23:55:00Z');
    expect(atMidnight.memory.stability).toBe(atNoon.memory.stability);
    expect(atMidnight.log.elapsedDays).toBe(0);
  });

  test.each([
    ['2026-03-02T22:00:00Z', '2026-03-03T05:59:00Z', 0],
    ['2026-03-02T22:00:00Z', '2026-03-03T07:00:00Z', 1],
    ['2026-03-02T08:00:00Z', '2026-03-03T12:00:00Z', 1],
    ['2026-03-02T20:00:00Z', '2026-03-04T08:00:00Z', 2],
  ])('from %s to %s it counts %i nights', (earlier, later, nights) => {
    expect(nightsBetween(new Date(earlier), new Date(later))).toBe(nights);
  });

  test('a clock that was set back is a repeat within the sitting, not a crash', () => {
    fc.assert(
      fc.property(someMemory, someGrade, (memory, grade) => {
        const { log, memory: after } = review(memory, grade, later(monday, -2), settings, 'a card');
        expect(log).toMatchObject({ elapsedDays: 0, recall: 1 });
        expect(after.dueAt.getTime()).toBeGreaterThan(later(monday, -2).getTime());
      }),
      { seed: 6 },
    );
  });

  test('the log keeps what was predicted before the result', () => {
    fc.assert(
      fc.property(someMemory, someGrade, fc.double({ min: 0, max: 90, noNaN: true }), (memory, grade, days) => {
        const at = later(monday, days);
        const { log } = review(memory, grade, at, settings, 'a card');
        expect(log).toMatchObject({ grade, at, state: memory.state, recall: retrievability(memory, at) });
      }),
      { seed: 7 },
    );
    expect(review(null, 'good', monday, settings, 'x').log).toMatchObject({
      state: 'new',
      elapsedDays: null,
      recall: null,
    });
  });
});

test('a replayed history is the same presses one by one', () => {
  fc.assert(
    fc.property(somePresses, (presses) => {
      const history = historyEndingAt(monday, presses);
      let memory: Memory | null = null;
      const logs = history.map(({ grade, at }) => {
        const next = review(memory, grade, at, settings, 'a card');
        memory = next.memory;
        return next.log;
      });
      expect(replay(history, settings, 'a card')).toEqual({ memory, logs });
    }),
    { seed: 8 },
  );
  expect(replay([], settings, 'a card')).toEqual({ memory: null, logs: [] });
});

describe('recall', () => {
  test('falls with time and stays a chance', () => {
    const days = fc.double({ min: 0, max: 4000, noNaN: true });
    fc.assert(
      fc.property(someMemory, days, days, (memory, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        const recall = retrievability(memory, later(monday, late));
        expect(recall).toBeLessThanOrEqual(retrievability(memory, later(monday, early)));
        expect(recall).toBeGreaterThan(0);
        expect(retrievability(memory, monday)).toBe(1);
      }),
      { seed: 9 },
    );
  });

  test('is 90 % after as many days as the stability says, and reads both ways', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 3000, noNaN: true }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (s, r) => {
          expect(recallAfter(s, s)).toBeCloseTo(0.9, 6);
          expect(recallAfter(s, daysUntilRecall(s, r))).toBeCloseTo(r, 5);
        },
      ),
      { seed: 10 },
    );
  });

  test('is sampled for a chart with both ends', () => {
    const { memory } = review(null, 'easy', monday, settings, 'a card');
    const curve = forgettingCurve(memory, monday, 30, 4);
    expect(curve.map(({ at }) => at)).toEqual([0, 10, 20, 30].map((days) => later(monday, days)));
    expect(curve.map(({ recall }) => recall)).toEqual(
      [0, 10, 20, 30].map((days) => recallAfter(memory.stability, days)),
    );
    expect(forgettingCurve(memory, monday, 30, 1)).toHaveLength(1);
  });

  test('follows the weights of the learner', () => {
    const slow = { ...settings, weights: settings.weights.with(20, 0.5) };
    const { memory } = review(null, 'good', monday, settings, 'a card');
    expect(retrievability(memory, later(monday, 60), slow)).not.toBeCloseTo(
      retrievability(memory, later(monday, 60)),
      2,
    );
  });
});

test.each([
  ['a retention that nobody can hold', { retention: 0.99 }],
  ['no retention', { retention: Number.NaN }],
  ['weights of an older FSRS', { weights: settings.weights.slice(0, 17) }],
  ['weights that are no numbers', { weights: settings.weights.with(3, Number.NaN) }],
])('settings with %s are refused', (_, wrong) => {
  expect(() => preview(null, monday, { ...settings, ...wrong }, 'a card')).toThrow(RangeError);
});

test('a memory that was written as JSON goes on where it was', () => {
  fc.assert(
    fc.property(someMemory, (memory) => {
      const row = JSON.parse(JSON.stringify(memory));
      const revived = { ...row, lastReviewAt: new Date(row.lastReviewAt), dueAt: new Date(row.dueAt) };
      expect(preview(revived, later(monday, 3), settings, 'x')).toEqual(
        preview(memory, later(monday, 3), settings, 'x'),
      );
    }),
    { seed: 11 },
  );
});

test('the forgetting curve, and how it is read the other way, are those of ts-fsrs', () => {
  const library = new FSRS(generatorParameters({ w: defaultSpacing.weights, request_retention: 0.85 }));
  for (const stability of [0.01, 1, 20, 900])
    for (const days of [0, 0.3, 5, 4000])
      expect(recallAfter(stability, days)).toBeCloseTo(library.forgetting_curve(days, stability), 7);
  expect(daysUntilRecall(20, 0.85)).toBeCloseTo(20 * library.interval_modifier, 5);
});
