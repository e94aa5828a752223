import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deckLookAhead, type ExamCard, lookAhead, pullInForExam } from '../../../src/study/memory/exam.ts';
import { defaultSpacing, type Memory, retrievability, review } from '../../../src/study/memory/spacing.ts';
import { later, monday, someMemory, someWaiting, waitingMemory } from './memories.ts';

const days = (max: number) => fc.double({ min: 0.5, max, noNaN: true });

describe('looking ahead to the exam', () => {
  test('a review now is never worth less than none', () => {
    fc.assert(
      fc.property(fc.oneof(someWaiting, someMemory), days(400), (memory, ahead) => {
        const { reviewNow, skip } = lookAhead(memory, monday, later(monday, ahead));
        expect(reviewNow).toBeGreaterThanOrEqual(skip);
        expect(reviewNow).toBeLessThanOrEqual(1);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('both fall as the exam moves away', () => {
    fc.assert(
      fc.property(someWaiting, days(400), days(400), (memory, one, other) => {
        const near = lookAhead(memory, monday, later(monday, Math.min(one, other)));
        const far = lookAhead(memory, monday, later(monday, Math.max(one, other)));
        expect(far.skip).toBeLessThanOrEqual(near.skip);
        expect(far.reviewNow).toBeLessThanOrEqual(near.reviewNow);
      }),
      { seed: 2 },
    );
  });

  test('says what pressing Good would leave, when recall is certain', () => {
    const memory: Memory = { ...waitingMemory(20, 5, 0), lastReviewAt: later(monday, -0.4) };
    const pressed = review(memory, 'good', monday, defaultSpacing, 'x').memory;
    const ahead = lookAhead(memory, monday, later(monday, 30));
    expect(ahead.reviewNow).toBeCloseTo(retrievability(pressed, later(monday, 30)), 2);
  });

  test('speaks for a whole deck, and not for an empty one', () => {
    const deck = [waitingMemory(4, 5, 3), waitingMemory(40, 5, 10)];
    const examAt = later(monday, 21);
    const each = deck.map((memory) => lookAhead(memory, monday, examAt));
    const whole = deckLookAhead(deck, monday, examAt);
    expect(whole?.skip).toBeCloseTo(((each[0]?.skip ?? 0) + (each[1]?.skip ?? 0)) / 2);
    expect(whole?.reviewNow).toBeGreaterThan(whole?.skip ?? 1);
    expect(deckLookAhead([], monday, examAt)).toBeNull();
  });
});

/** Cards well learnt before Monday, so that many fall due only after an exam three weeks on. */
const someDeck = fc
  .array(
    fc.record({
      stability: fc.double({ min: 2, max: 90, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      sinceDays: fc.integer({ min: 0, max: 20 }),
    }),
    { maxLength: 30 },
  )
  .map((cards) =>
    cards.map(({ stability, difficulty, sinceDays }, i): ExamCard => {
      const memory = waitingMemory(stability, difficulty, sinceDays - stability);
      return { id: `card ${i}`, memory };
    }),
  );

const examAt = later(monday, 21);

describe('pulling reviews in before the exam', () => {
  const pulledFrom = (deck: readonly ExamCard[], perDay: number) => pullInForExam(deck, monday, examAt, perDay);

  /** Expected share known at the exam, each pulled card reviewed on its day. */
  function known(deck: readonly ExamCard[], perDay: number) {
    const dueAt = new Map(pulledFrom(deck, perDay).map((pulled) => [pulled.id, pulled.dueAt]));
    const each = deck.map(({ id, memory }) => {
      const at = dueAt.get(id);
      return at ? lookAhead(memory, at, examAt).reviewNow : retrievability(memory, examAt);
    });
    return each.reduce((sum, recall) => sum + recall, 0);
  }

  test('moves only what would come too late, to a day before the exam that has room', () => {
    fc.assert(
      fc.property(someDeck, fc.integer({ min: 1, max: 6 }), (deck, perDay) => {
        const memories = new Map(deck.map(({ id, memory }) => [id, memory]));
        const pulled = pulledFrom(deck, perDay);
        const load = new Map<number, number>();
        for (const { id, dueAt } of pulled) {
          expect(memories.get(id)?.dueAt.getTime()).toBeGreaterThanOrEqual(examAt.getTime());
          expect(dueAt.getTime()).toBeLessThan(examAt.getTime());
          expect(dueAt.getTime()).toBeGreaterThanOrEqual(later(memories.get(id)?.lastReviewAt ?? examAt, 1).getTime());
          load.set(dueAt.getTime(), (load.get(dueAt.getTime()) ?? 0) + 1);
        }
        expect(new Set(pulled.map(({ id }) => id)).size).toBe(pulled.length);
        expect(Math.max(0, ...load.values())).toBeLessThanOrEqual(perDay);
      }),
      { seed: 3 },
    );
  });

  test('more is known at the exam, and more places never make it less', () => {
    fc.assert(
      fc.property(someDeck, fc.integer({ min: 1, max: 6 }), (deck, perDay) => {
        expect(known(deck, perDay)).toBeGreaterThanOrEqual(known(deck, 0));
        expect(known(deck, perDay + 1)).toBeGreaterThanOrEqual(known(deck, perDay) - 0.01);
      }),
      { seed: 4 },
    );
  });

  test('gains nearly as much as the best of all ways to place the cards', () => {
    const soon = later(monday, 3);
    const gain = (memory: Memory, at: Date) => {
      const { reviewNow, skip } = lookAhead(memory, at, soon);
      return at < later(memory.lastReviewAt, 1) ? 0 : reviewNow - skip;
    };
    let got = 0;
    let best = 0;
    for (const memories of fc.sample(fc.array(someWaiting, { minLength: 1, maxLength: 4 }), {
      seed: 5,
      numRuns: 500,
    })) {
      const deck = memories.map((memory, i) => ({ id: `${i}`, memory: { ...memory, dueAt: later(monday, 30) } }));
      for (const { id, dueAt } of pullInForExam(deck, monday, soon, 1)) {
        const card = deck[Number(id)];
        if (card) got += gain(card.memory, dueAt);
      }
      best += bestPlacing(deck.map(({ memory }) => [0, 1, 2].map((day) => gain(memory, later(monday, day)))));
    }
    expect(got).toBeLessThanOrEqual(best + 1e-9);
    expect(got).toBeGreaterThan(best * 0.99);
  });

  test('counts what is due before the exam anyway', () => {
    const duringTheWeek = [1, 2, 3].map((day) => ({ id: `due ${day}`, memory: waitingMemory(10, 5, -day - 0.1) }));
    const tooLate = { id: 'too late', memory: waitingMemory(20, 5, -8) };
    const at = later(monday, 4);
    const places = pullInForExam([...duringTheWeek, tooLate], monday, at, 1);
    expect(places).toEqual([{ id: 'too late', dueAt: monday }]);
    expect(pullInForExam(duringTheWeek, monday, at, 1)).toEqual([]);
  });

  test('asks for no card again within the rest after its last review', () => {
    const seenThisMorning = { id: 'seen', memory: { ...waitingMemory(2, 5, -2), lastReviewAt: later(monday, -0.4) } };
    expect(pullInForExam([seenThisMorning], monday, later(monday, 0.9), 5)).toEqual([]);
    expect(pullInForExam([seenThisMorning], monday, later(monday, 1.9), 5)).toEqual([
      { id: 'seen', dueAt: later(monday, 1) },
    ]);
  });

  test('a second run changes nothing, and an exam in the past neither', () => {
    fc.assert(
      fc.property(someDeck, fc.integer({ min: 1, max: 6 }), (deck, perDay) => {
        const dueAt = new Map(pulledFrom(deck, perDay).map((pulled) => [pulled.id, pulled.dueAt]));
        const moved = deck.map(({ id, memory }) => ({
          id,
          memory: { ...memory, dueAt: dueAt.get(id) ?? memory.dueAt },
        }));
        expect(pulledFrom(moved, perDay)).toEqual([]);
      }),
      { seed: 6 },
    );
    expect(pullInForExam([{ id: 'x', memory: waitingMemory(20, 5, -8) }], monday, later(monday, -1), 5)).toEqual([]);
  });
});

/** The greatest sum when each day (column) takes at most one card (row) and a card may be left out. */
function bestPlacing(gains: readonly (readonly number[])[], taken: readonly number[] = []): number {
  const [first, ...rest] = gains;
  if (first === undefined) return 0;
  const placed = first.map((gain, day) => (taken.includes(day) ? 0 : gain + bestPlacing(rest, [...taken, day])));
  return Math.max(bestPlacing(rest, taken), ...placed);
}
