import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf, noHistory, withPress } from '../../../src/study/memory/card-history.ts';
import {
  beginCalibration,
  calibrationFrom,
  daysToRest,
  expectRecall,
  learnPress,
  learnRecall,
  numbersOf,
  predictRecall,
} from '../../../src/study/memory/recall-calibration.ts';
import { type RecallFacts, recallPriors, recallTerms } from '../../../src/study/memory/recall-features.ts';
import {
  daysUntilRecall,
  defaultSpacing,
  grades,
  type Memory,
  preview,
  retrievability,
  review,
} from '../../../src/study/memory/spacing.ts';
import { later, monday } from './memories.ts';
import { knownOf, learner, lifeOf, shareRecalled, someStory } from './recall-stories.ts';

const someDays = fc.oneof(
  fc.double({ min: 0, max: 0.02, noNaN: true }),
  fc.double({ min: 0, max: 60, noNaN: true }),
  fc.double({ min: 0, max: 40_000, noNaN: true }),
);

describe('predicted recall', () => {
  test.each(['days', 'minutes'] as const)('falls with time in every state that presses can lead to: %s', (scale) => {
    fc.assert(
      fc.property(someStory(scale), someDays, someDays, ({ calibration, facts }, one, other) => {
        const recallAfter = (days: number) => predictRecall(calibration, facts, later(facts.memory.lastReviewAt, days));
        expect(recallAfter(Math.max(one, other))).toBeLessThanOrEqual(recallAfter(Math.min(one, other)));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('falls with time even for one who recalls what rested long and forgets what they just saw', () => {
    const fresh = beginCalibration();
    let calibration = fresh;
    for (let i = 0; i < 2000; i++) {
      const rest = i % 2 === 0 ? 1 : 200;
      calibration = learnRecall(calibration, cardOf({ stability: 10 }), later(monday, rest), rest > 1);
    }
    const recallAfter = (days: number) => predictRecall(calibration, cardOf({ stability: 10 }), later(monday, days));
    for (let days = 0.5; days < 5000; days *= 1.5) expect(recallAfter(days * 1.5)).toBeLessThan(recallAfter(days));
    expect(calibration.means.every((mean, i) => mean >= (recallPriors.days[i]?.floor ?? -Infinity))).toBe(true);
  });

  test('is a chance, whatever was learned, and no number is ever lost', () => {
    fc.assert(
      fc.property(someStory(), someDays, ({ calibration, facts }, days) => {
        const recall = predictRecall(calibration, facts, later(facts.memory.lastReviewAt, days));
        expect(recall).toBeGreaterThan(0);
        expect(recall).toBeLessThan(1);
        expect(numbersOf(calibration).every(Number.isFinite)).toBe(true);
        expect(variancesOf(numbersOf(calibration)).every((variance) => variance > 0)).toBe(true);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test('is near that of FSRS before the first review, and moves with each', () => {
    const card = cardOf({ stability: 10 });
    const at = later(monday, 10);
    const first = predictRecall(beginCalibration(), card, at);
    expect(Math.abs(first - 0.9)).toBeLessThan(0.06);
    const forgot = learnRecall(beginCalibration(), card, at, false);
    const recalled = learnRecall(beginCalibration(), card, at, true);
    expect(predictRecall(forgot, card, at)).toBeLessThan(first - 0.05);
    expect(predictRecall(recalled, card, at)).toBeGreaterThan(first);
  });

  test.each([
    ['forgets more than FSRS says', -1.5],
    ['forgets less than FSRS says', 1.5],
  ])('finds out one who %s', (_, shift) => {
    const { missed } = lifeOf(shift, 600);
    const late = missed.slice(-300);
    const mean = (of: (it: (typeof late)[number]) => number) => late.reduce((sum, it) => sum + of(it), 0) / late.length;
    expect(mean(({ calibrated }) => calibrated)).toBeLessThan(0.6 * mean(({ fsrs }) => fsrs));
  });

  test('what was seen minutes ago does not count as an answer, but how long they thought does, and that they stumbled', () => {
    const card = cardOf({ stability: 2 });
    const after = learnPress(beginCalibration(), card, { at: later(monday, 0.01), grade: 'again', durationMs: 5000 });
    expect(after).toEqual({ ...beginCalibration(), stumbled: 1, usualThought: Math.log(5000), thoughts: 1 });
    const drilled = learnPress(beginCalibration('minutes'), card, { at: later(monday, 0.01), grade: 'again' });
    expect(drilled.answers).toBe(1);
  });

  test('kept as numbers it goes on as it was; numbers of another version begin anew', () => {
    fc.assert(
      fc.property(someStory(), ({ calibration }) => {
        const numbers: number[] = JSON.parse(JSON.stringify(numbersOf(calibration)));
        expect(calibrationFrom(numbers)).toEqual(calibration);
        expect(calibrationFrom(numbers.slice(1))).toEqual(beginCalibration());
      }),
      { seed: 3, numRuns: 30 },
    );
    expect(calibrationFrom(null)).toEqual(beginCalibration());
    expect(recallPriors.days).toHaveLength(recallTerms.length);
    expect(recallPriors.minutes).toHaveLength(recallTerms.length);
  });
});

describe('the schedule that follows', () => {
  const learnedOf = ({
    calibration,
    facts,
  }: {
    calibration: ReturnType<typeof beginCalibration>;
    facts: RecallFacts;
  }) => ({
    calibration,
    history: facts.history,
  });

  test('keeps the four dates in order, and pressing gives what the preview said', () => {
    for (const settings of [defaultSpacing, { ...defaultSpacing, relearningMinutes: [], learningMinutes: [] }])
      fc.assert(
        fc.property(someStory(), fc.double({ min: 0, max: 400, noNaN: true }), fc.string(), (story, days, id) => {
          const learned = learnedOf(story);
          const { memory } = story.facts;
          const at = later(memory.lastReviewAt, days);
          const dates = preview(memory, at, settings, id, learned);
          const inOrder = grades.map((grade) => dates[grade].getTime());
          expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
          for (const grade of grades)
            expect(review(memory, grade, at, settings, id, learned).memory.dueAt).toEqual(dates[grade]);
        }),
        { seed: 4, numRuns: 150 },
      );
  });

  test('stays within the rest and the wait that were set', () => {
    const bounds = { ...defaultSpacing, minimumRestDays: 3, maximumDays: 20 };
    fc.assert(
      fc.property(someStory(), fc.constantFrom(...grades), (story, grade) => {
        const at = later(story.facts.memory.lastReviewAt, 9);
        const { memory } = review(story.facts.memory, grade, at, bounds, 'a card', learnedOf(story));
        if (memory.state !== 'review') return;
        expect(memory.dueAt.getTime()).toBeGreaterThanOrEqual(later(at, 3).getTime());
        expect(memory.dueAt.getTime()).toBeLessThanOrEqual(later(at, 20).getTime());
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test('is that of FSRS before the first answer, and never more than three times off', () => {
    const { memory } = cardOf({ stability: 40 });
    const learned = { calibration: beginCalibration(), history: noHistory };
    expect(preview(memory, later(monday, 40), defaultSpacing, 'x', learned)).toEqual(
      preview(memory, later(monday, 40), defaultSpacing, 'x'),
    );
    fc.assert(
      fc.property(someStory(), ({ calibration, facts }) => {
        const fsrs = daysUntilRecall(facts.memory.stability, defaultSpacing.retention);
        const days = daysToRest(calibration, facts, defaultSpacing);
        expect(days / fsrs).toBeGreaterThan(0.333);
        expect(days / fsrs).toBeLessThan(3.001);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test('is when the prediction will have fallen to the retention, where that is within reach', () => {
    const { person } = lifeOf(0.5, 900);
    const facts = cardOf({ stability: 12 });
    const days = daysToRest(person.calibration(), facts, defaultSpacing);
    expect(expectRecall(person.calibration(), facts, later(monday, days))).toBeCloseTo(0.9, 3);
  });

  test.each([
    ['sooner for one who forgets more', -1.5, (days: number, fsrs: number) => days < 0.6 * fsrs],
    ['later for one who forgets less', 1.5, (days: number, fsrs: number) => days > 1.6 * fsrs],
  ])('comes %s', (_, shift, isSo) => {
    const { person } = lifeOf(shift, 600);
    const { memory, history } = cardOf({ stability: 12 });
    const at = later(monday, 12);
    const dueIn = (learned?: Parameters<typeof review>[5]) =>
      review(memory, 'good', at, defaultSpacing, 'x', learned).memory.dueAt.getTime() - at.getTime();
    expect(isSo(dueIn({ calibration: person.calibration(), history }), dueIn())).toBe(true);
  });

  test.each([-0.6, 0.8])(
    'brings the share that is recalled near to what was wished, for one who is %d off the curve',
    (shift) => {
      const off = (isLearning: boolean) => Math.abs(shareRecalled(shift, isLearning) - defaultSpacing.retention);
      expect(off(true)).toBeLessThan(0.035);
      expect(off(true)).toBeLessThan(off(false) / 2);
    },
  );

  test('the log keeps the calibrated prediction', () => {
    const { person, at } = lifeOf(-1.5, 200);
    const facts = knownOf(person.factsOf('card 5'));
    const learned = { calibration: person.calibration(), history: facts.history };
    const { log } = review(facts.memory, 'good', at, defaultSpacing, 'x', learned);
    expect(log.recall).toBe(predictRecall(learned.calibration, facts, at));
    expect(log.recall).not.toBeCloseTo(retrievability(facts.memory, at), 2);
  });
});

test('the golden run: two cards, each pressed when it is due', () => {
  const person = learner();
  const run: string[] = [];
  const dueAt = { a: monday, b: later(monday, 0.001) };
  const turns = [
    'good',
    'easy',
    'good',
    'good',
    'again',
    'good',
    'hard',
    'again',
    'good',
    'good',
    'good',
    'easy',
  ] as const;
  for (const [i, grade] of turns.entries()) {
    const card = i % 2 === 0 ? 'a' : 'b';
    const at = dueAt[card];
    const known = person.factsOf(card);
    const learned = { calibration: person.calibration(), history: known?.history ?? noHistory };
    const { memory, log } = review(known?.memory ?? null, grade, at, defaultSpacing, card, learned);
    person.presses(card, { at, grade, durationMs: 4000 + 500 * i });
    dueAt[card] = memory.dueAt;
    const days = (memory.dueAt.getTime() - at.getTime()) / 86_400_000;
    run.push(`${card} ${log.recall?.toFixed(3) ?? 'new'} ${grade} → ${days.toFixed(3)} days`);
  }
  expect(run).toMatchInlineSnapshot(`
    [
      "a new good → 0.007 days",
      "b new easy → 10.000 days",
      "a 0.985 good → 2.000 days",
      "b 0.904 good → 45.000 days",
      "a 0.936 again → 0.007 days",
      "b 0.860 good → 168.000 days",
      "a 0.920 hard → 0.010 days",
      "b 0.893 again → 0.007 days",
      "a 0.925 good → 1.000 days",
      "b 0.927 good → 4.000 days",
      "a 0.714 good → 2.000 days",
      "b 0.803 easy → 13.000 days",
    ]
  `);
});

describe('a card’s history', () => {
  test('is folded from its presses', () => {
    const presses = [
      { at: monday, grade: 'again', durationMs: 9000 },
      { at: later(monday, 0.01), grade: 'good', durationMs: 1 },
      { at: later(monday, 3), grade: 'good', durationMs: null },
      { at: later(monday, 20), grade: 'again', durationMs: 999_999 },
      { at: later(monday, 20.01), grade: 'again' },
    ] as const;
    expect(historyOf(presses.slice(0, 3))).toEqual({
      longestRecalledMs: 258_336_000,
      streak: 2,
      failsThatDay: 0,
      fadedFails: 0.5 ** (3 / 14),
      isForgotten: false,
      lastThought: Math.log(300),
      thoughts: 2,
      thoughtSum: Math.log(9000) + Math.log(300),
      firstAt: monday,
      lastAt: later(monday, 3),
    });
    expect(historyOf(presses)).toMatchObject({
      streak: 0,
      failsThatDay: 2,
      isForgotten: true,
      firstAt: monday,
      thoughts: 3,
      lastThought: Math.log(60_000),
    });
    expect(withPress(noHistory, { at: monday, grade: 'easy' })).toEqual({
      ...noHistory,
      firstAt: monday,
      lastAt: monday,
    });
  });
});

function cardOf({ stability }: { stability: number }): { memory: Memory; history: typeof noHistory } {
  const memory = review(null, 'easy', monday, defaultSpacing, 'x').memory;
  return { memory: { ...memory, stability, reps: 3 }, history: { ...noHistory, streak: 2, longestRecalledMs: 4e8 } };
}

/** The diagonal of the triangle at the end of the numbers. */
function variancesOf(numbers: readonly number[]): number[] {
  const terms = recallTerms.length;
  const triangle = numbers.slice(-(terms * (terms + 1)) / 2);
  return Array.from({ length: terms }, (_, i) => triangle[(i * (i + 3)) / 2] ?? 0);
}
