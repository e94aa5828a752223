import fc from 'fast-check';
import { dayMs, defaultSpacing, type Grade, grades, type Memory, replay } from '../../../src/study/memory/spacing.ts';

export const monday = new Date('2026-03-02T18:00:00Z');

export const later = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);

export const someGrade = fc.constantFrom<Grade[]>(...grades);

/** Presses with the days between them: a few minutes apart, or up to two months. */
export const somePresses = fc.array(
  fc.record({
    grade: someGrade,
    gapDays: fc.oneof(fc.double({ min: 0, max: 0.02, noNaN: true }), fc.double({ min: 0.4, max: 60, noNaN: true })),
  }),
  { minLength: 1, maxLength: 12 },
);

export function historyEndingAt(end: Date, presses: readonly { grade: Grade; gapDays: number }[]) {
  let at = end;
  return [...presses]
    .reverse()
    .map(({ grade, gapDays }) => {
      const press = { grade, at };
      at = later(at, -gapDays);
      return press;
    })
    .reverse();
}

/** A memory that a real history left, last pressed on Monday. */
export const someMemory: fc.Arbitrary<Memory> = somePresses.map((presses) => {
  const { memory } = replay(historyEndingAt(monday, presses), defaultSpacing, 'a card');
  if (memory === null) throw new Error('a history has at least one press');
  return memory;
});

/** A card in review that was last seen long enough ago to be due or overdue on Monday. */
export const someWaiting = fc
  .record({
    stability: fc.double({ min: 0.5, max: 120, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    overdueDays: fc.double({ min: 0, max: 60, noNaN: true }),
  })
  .map(({ stability, difficulty, overdueDays }) => waitingMemory(stability, difficulty, overdueDays));

export function waitingMemory(stability: number, difficulty: number, overdueDays: number): Memory {
  return {
    state: 'review',
    step: 0,
    stability,
    difficulty,
    reps: 3,
    lapses: 0,
    lastReviewAt: later(monday, -overdueDays - stability),
    dueAt: later(monday, -overdueDays),
  };
}
