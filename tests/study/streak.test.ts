import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainStreak, streakOf } from '../../src/study/streak.ts';
import { addDays, type Day } from '../../src/study/time/day.ts';
import { seeded } from './time/times.ts';

const zone = 'Europe/Berlin';
const today = '2026-11-23';

/** The days from so many days before today to so many, each once: daysAgo(3, 1) is three days. */
function daysAgo(first: number, last: number): Day[] {
  return Array.from({ length: first - last + 1 }, (_, index) => addDays(today, index - first));
}

describe('the number', () => {
  test('counts the study days up to today', () => {
    expect(streakOf(daysAgo(2, 0), today, zone)).toEqual({ length: 3, frozen: [], freezesLeft: 0, atRisk: false });
    expect(streakOf([], today, zone)).toEqual({ length: 0, frozen: [], freezesLeft: 0, atRisk: false });
  });

  test('a today without study yet is not a streak of 0; it is one at risk', () => {
    expect(streakOf(daysAgo(3, 1), today, zone)).toMatchObject({ length: 3, atRisk: true });
  });

  test('a missed day without a freeze ends it', () => {
    expect(streakOf(daysAgo(4, 2), today, zone)).toMatchObject({ length: 0, atRisk: false });
    expect(streakOf([...daysAgo(4, 2), today], today, zone).length).toBe(1);
  });

  test('the first of a month and of a year reset nothing', () => {
    expect(streakOf(['2026-12-30', '2026-12-31', '2027-01-01'], '2027-01-01', zone).length).toBe(3);
  });

  test('order and doubles do not matter', () => {
    const days = [...daysAgo(5, 0), ...daysAgo(5, 0)].reverse();
    expect(streakOf(days, today, zone)).toEqual(streakOf(daysAgo(5, 0), today, zone));
  });

  test('a day ahead, studied before a flight west, counts and hurts nothing', () => {
    const ahead = addDays(today, 1);
    expect(streakOf([...daysAgo(2, 0), ahead], today, zone).length).toBe(4);
    expect(streakOf([...daysAgo(2, 1), ahead], today, zone)).toMatchObject({ length: 3, atRisk: true });
  });
});

describe('freezes', () => {
  test('the seventh study day earns one, and a missed day takes it by itself', () => {
    expect(streakOf(daysAgo(5, 0), today, zone).freezesLeft).toBe(0);
    expect(streakOf(daysAgo(6, 0), today, zone).freezesLeft).toBe(1);
    expect(streakOf([...daysAgo(8, 2), today], today, zone)).toEqual({
      length: 8,
      frozen: [addDays(today, -1)],
      freezesLeft: 0,
      atRisk: false,
    });
  });

  test('with a freeze left, a today without study is not at risk', () => {
    expect(streakOf(daysAgo(7, 1), today, zone)).toMatchObject({ length: 7, freezesLeft: 1, atRisk: false });
  });

  test('two are held at most, and bridge two days in a row but not three', () => {
    expect(streakOf(daysAgo(40, 1), today, zone).freezesLeft).toBe(2);
    expect(streakOf([...daysAgo(40, 3), today], today, zone)).toMatchObject({ length: 39, freezesLeft: 0 });
    expect(streakOf([...daysAgo(40, 4), today], today, zone)).toMatchObject({ length: 1, frozen: [] });
  });

  test('the rules can be set', () => {
    expect(streakOf(daysAgo(2, 0), today, zone, { freezes: { every: 1, held: 3 } }).freezesLeft).toBe(3);
    expect(streakOf(daysAgo(20, 0), today, zone, { freezes: { every: 7, held: 0 } }).freezesLeft).toBe(0);
  });
});

describe('the story behind it', () => {
  test('tells the last 14 days, oldest first', () => {
    const history = { studied: [...daysAgo(12, 6), ...daysAgo(4, 4), ...daysAgo(1, 1)], mended: daysAgo(3, 3) };
    const story = explainStreak(history, today, zone, { count: 14 });
    expect(story.map(({ day }) => day)).toEqual(daysAgo(13, 0));
    expect(story.map(({ was }) => was)).toEqual([
      'before',
      ...Array.from({ length: 7 }, () => 'studied'),
      'frozen',
      'studied',
      'mended',
      'missed',
      'studied',
      'open',
    ]);
  });

  test('for someone new every day lies before, and today is open', () => {
    const story = explainStreak({ studied: [], mended: [] }, today, zone, { count: 14 });
    expect(story.map(({ was }) => was)).toEqual([...Array.from({ length: 13 }, () => 'before'), 'open']);
  });

  test('leaves out the date that was not', () => {
    const story = explainStreak({ studied: ['2011-12-29', '2011-12-31'], mended: [] }, '2011-12-31', 'Pacific/Apia', {
      count: 2,
    });
    expect(story).toEqual([
      { day: '2011-12-29', was: 'studied' },
      { day: '2011-12-31', was: 'studied' },
    ]);
  });

  test('agrees with the number: counted back from today to the last day that was missed', () => {
    const someDays = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(someDays, someDays, (studied, mended) => {
        const history = {
          studied: studied.flatMap((ago) => daysAgo(ago, ago)),
          mended: mended.flatMap((ago) => daysAgo(ago, ago)),
        };
        const streak = streakOf([...history.studied, ...history.mended], today, zone);
        const story = explainStreak(history, today, zone, { count: 50 });
        const lastBreak = story.findLastIndex(({ was }) => was === 'missed' || was === 'before');
        const kept = story.slice(lastBreak + 1);
        expect(kept.filter(({ was }) => was === 'studied' || was === 'mended')).toHaveLength(streak.length);
        expect(kept.filter(({ was }) => was === 'frozen').map(({ day }) => day)).toEqual(streak.frozen);
      }),
      seeded,
    );
  });
});
