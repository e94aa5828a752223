import { describe, expect, test } from 'vitest';
import { explainStreak, streakOf } from '../../../src/study/streak.ts';
import { daysAway } from '../../../src/study/time/away.ts';

const outage = (from: string, to: string) => ({ fromAt: new Date(from), toAt: new Date(to) });

describe('days on which the bot was away', () => {
  test('are those of which more than half was lost, in the zone of the member', () => {
    const weekend = [outage('2026-03-06T13:00:00Z', '2026-03-08T20:00:00Z')];
    expect(daysAway(weekend, 'Europe/Berlin')).toEqual(['2026-03-07', '2026-03-08']);
    expect(daysAway(weekend, 'America/Los_Angeles')).toEqual(['2026-03-06', '2026-03-07', '2026-03-08']); // 12 of that day's 23 hours
  });
  test('are none when a laptop sleeps at night', () => {
    expect(daysAway([outage('2026-03-06T21:00:00Z', '2026-03-07T08:00:00Z')], 'UTC')).toEqual([]);
  });
  test('add up from several outages of a day', () => {
    const two = [
      outage('2026-03-06T00:00:00Z', '2026-03-06T07:00:00Z'),
      outage('2026-03-06T12:00:00Z', '2026-03-06T18:00:00Z'),
    ];
    expect(daysAway(two, 'UTC')).toEqual(['2026-03-06']);
  });
});

test('an outage breaks no streak, takes no freeze, and is told', () => {
  const studied = ['2026-03-04', '2026-03-05'];
  const away = ['2026-03-06', '2026-03-07'];
  expect(streakOf(studied, '2026-03-08', 'UTC')).toMatchObject({ length: 0 });
  expect(streakOf(studied, '2026-03-08', 'UTC', { away })).toMatchObject({ length: 2, frozen: [] });
  const story = explainStreak({ studied, mended: [] }, '2026-03-08', 'UTC', { away, count: 5 });
  expect(story.map(({ was }) => was)).toEqual(['studied', 'studied', 'away', 'away', 'open']);
});

test('studying on such a day counts all the same', () => {
  expect(streakOf(['2026-03-06'], '2026-03-07', 'UTC', { away: ['2026-03-06'] }).length).toBe(1);
});
