import { describe, expect, test } from 'vitest';
import {
  explainOwnSkill,
  type GoalCheckIn,
  type GoalProblem,
  goalOfSkill,
  skillOfGoal,
} from '../../../src/study/goals/own-skill.ts';
import { rungs } from '../../../src/study/hints/ladder.ts';
import { nothingKept } from '../mastery/nothing-kept.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n, 18));
const checkIn = (n: number, outcome: GoalCheckIn['outcome'], confidenceAfter: number | null = null): GoalCheckIn => ({
  id: `check-in ${n}`,
  at: day(n),
  outcome,
  confidenceAfter,
});
const problem = (n: number, state: GoalProblem['state'], rung: GoalProblem['rung']): GoalProblem => ({
  id: `problem ${n}`,
  at: day(n),
  state,
  rung,
});
const explain = (checkIns: readonly GoalCheckIn[], problems: readonly GoalProblem[] = []) =>
  explainOwnSkill(nothingKept, 'g1', { checkIns, problems }, day(20));

describe('what counts', () => {
  test.each([
    ['done', checkIn(1, 'done'), 1],
    ['partly', checkIn(1, 'partly'), 0],
    ['partly, and sure of it', checkIn(1, 'partly', 4), 1],
    ['done, and unsure of it', checkIn(1, 'done', 3), 0],
  ])('a check-in: %s', (_, said, right) => expect(explain([said])).toMatchObject({ answers: 1, right }));

  test.each(rungs)('a problem that was solved after the rung %s', (rung) => {
    const right = rung === 'next-step' || rung === 'answer' ? 0 : 1;
    expect(explain([], [problem(1, 'solved', rung)])).toMatchObject({ answers: 1, right });
  });

  test('a problem that was left', () =>
    expect(explain([], [problem(1, 'left', 'locate')])).toMatchObject({ answers: 1, right: 0 }));

  test('what was not worked on, or is still open, tells nothing', () => {
    expect(explain([checkIn(1, 'not-yet'), checkIn(2, 'skip')], [problem(3, 'open', 'monitor')])).toBeNull();
  });
});

test('what goes well raises it, and a change of a check-in is as if it had been said at first', () => {
  const week = (outcome: GoalCheckIn['outcome']) => explain([1, 2, 3, 4].map((n) => checkIn(n, outcome)));
  const [well, badly] = [week('done'), week('partly')];
  expect(well?.chance.mean).toBeGreaterThan((badly?.chance.mean ?? 1) + 0.1);
  expect(well?.lastDaysAgo).toBeCloseTo(16);
});

test('the order in which they are handed in does not matter', () => {
  const all = [checkIn(1, 'partly'), checkIn(2, 'done'), checkIn(3, 'done')];
  expect(explain([...all].reverse())).toEqual(explain(all));
});

test('a goal and its skill go both ways; other skills are of no goal', () => {
  expect(goalOfSkill(skillOfGoal('g1'))).toBe('g1');
  expect(goalOfSkill('deck:g1')).toBeUndefined();
  expect(goalOfSkill('tag:d1:goal:x')).toBeUndefined();
});
