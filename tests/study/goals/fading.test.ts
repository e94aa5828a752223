import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CheckIn,
  commitment,
  defaultFading,
  goalDueAt,
  goalMemory,
  longestFaded,
} from '../../../src/study/goals/fading.ts';
import { later, monday } from '../memory/memories.ts';

const goal = { id: 'goal 1', madeAt: monday };

const someCheckIns = fc
  .array(
    fc.record({
      outcome: fc.constantFrom<CheckIn['outcome'][]>('done', 'partly', 'not-yet', 'skip'),
      gapDays: fc.double({ min: 0.1, max: 9, noNaN: true }),
    }),
    { maxLength: 10 },
  )
  .map((list) => {
    let at = monday;
    return list.map(({ outcome, gapDays }): CheckIn => {
      at = later(at, gapDays);
      return { outcome, at };
    });
  });

const daysUntilAsked = (checkIns: readonly CheckIn[], last: Date) =>
  (goalDueAt(goal, checkIns).getTime() - last.getTime()) / (later(monday, 1).getTime() - monday.getTime());

describe('a goal comes back', () => {
  test('a day after it was made, and never within a day of its last check-in', () => {
    expect(goalDueAt(goal, [])).toEqual(later(monday, 1));
    fc.assert(
      fc.property(someCheckIns, fc.option(fc.double({ min: -5, max: 60, noNaN: true })), (checkIns, deadlineIn) => {
        const last = checkIns.at(-1)?.at ?? monday;
        const dated = deadlineIn === null ? goal : { ...goal, deadlineAt: later(monday, deadlineIn) };
        const dueAt = goalDueAt(dated, checkIns);
        expect(dueAt.getTime()).toBeGreaterThanOrEqual(later(last, 1).getTime());
        expect(dueAt.getTime()).toBeLessThanOrEqual(later(last, 7).getTime());
      }),
      { seed: 1 },
    );
  });

  test('later the more often it was kept, at most a week later', () => {
    const waits: number[] = [];
    const checkIns: CheckIn[] = [];
    for (let at = later(monday, 1), i = 0; i < 5; i += 1) {
      checkIns.push({ outcome: 'done', at });
      waits.push(daysUntilAsked(checkIns, at));
      at = goalDueAt(goal, checkIns);
    }
    const [first, ...others] = waits;
    expect(first).toBeLessThan(4);
    for (const wait of others) expect(wait > 5 && wait <= 7).toBe(true);
  });

  test('sooner after "not yet" than after "partly" than after "done"', () => {
    const kept: CheckIn[] = [1, 3].map((day) => ({ outcome: 'done', at: later(monday, day) }));
    const at = later(monday, 9);
    const [done, partly, notYet] = (['done', 'partly', 'not-yet'] as const).map((outcome) =>
      daysUntilAsked([...kept, { outcome, at }], at),
    );
    expect(notYet).toBeLessThanOrEqual(partly ?? 0);
    expect(partly).toBeLessThanOrEqual(done ?? 0);
    expect(notYet).toBeLessThan(done ?? 0);
  });

  test('a skipped day leaves the memory alone and only asks for a rest', () => {
    fc.assert(
      fc.property(someCheckIns, (checkIns) => {
        const kept = checkIns.filter(({ outcome }) => outcome !== 'skip');
        expect(goalMemory(checkIns, defaultFading, goal.id)).toEqual(goalMemory(kept, defaultFading, goal.id));
      }),
      { seed: 2 },
    );
    const skipped = later(monday, 5);
    expect(goalDueAt(goal, [{ outcome: 'skip', at: skipped }])).toEqual(later(skipped, 1));
  });

  test('a day before its deadline at the latest', () => {
    const checkIns: CheckIn[] = [1, 3, 8].map((day) => ({ outcome: 'done', at: later(monday, day) }));
    expect(goalDueAt({ ...goal, deadlineAt: later(monday, 11) }, checkIns)).toEqual(later(monday, 10));
    expect(goalDueAt(goal, checkIns).getTime()).toBeGreaterThan(later(monday, 10).getTime());
  });
});

test('commitment is whole at a check-in and fades until the next', () => {
  const checkIns: CheckIn[] = [{ outcome: 'done', at: monday }];
  const memory = goalMemory(checkIns, defaultFading, goal.id);
  const course = [0, 1, 2, 4, 8].map((day) => commitment(memory, later(monday, day)));
  expect(course[0]).toBe(1);
  expect(course).toEqual(course.toSorted((a, b) => b - a));
  expect(course.at(-1)).toBeLessThan(0.85);
  expect(commitment(null, monday)).toBe(1);
});

test('of several goals the one that has faded longest is the first; a near deadline counts, in the zone', () => {
  const said = (day: number): CheckIn[] => [{ outcome: 'done', at: later(monday, day) }];
  const goals = [
    { id: 'yesterday', madeAt: monday, deadline: null, checkIns: said(9) },
    { id: 'exam', madeAt: monday, deadline: '2026-03-12', checkIns: said(6) },
    { id: 'long ago', madeAt: monday, deadline: null, checkIns: said(1) },
  ];
  const order = longestFaded(goals, 'Asia/Tokyo');
  expect(order.map(({ goal: it }) => it.id)).toEqual(['long ago', 'exam', 'yesterday']);
  // A day before the deadline begins in Tokyo.
  expect(order[1]?.at).toEqual(new Date('2026-03-10T15:00:00Z'));
});
