import { describe, expect, test } from 'vitest';
import { laterToday, tomorrowAt } from '../../../src/study/time/later.ts';

const berlin = { zone: 'Europe/Berlin', quiet: { from: '22:00', to: '07:00' }, pausedUntil: null };

describe('later today', () => {
  test.each([
    ['2026-03-02T09:00:00Z', '2026-03-02T11:00:00Z'],
    ['2026-03-02T09:01:00Z', '2026-03-02T11:15:00Z'],
    ['2026-03-02T19:10:00Z', '2026-03-02T20:15:00Z'], // two hours ahead it is quiet
    ['2026-03-02T20:20:00Z', null],
    ['2026-03-02T22:30:00Z', null],
  ])('at %s it is %s', (now, at) => {
    expect(laterToday(berlin, new Date(now))?.toISOString() ?? null).toBe(at && new Date(at).toISOString());
  });

  test('is none while reminders are paused, and never of another day', () => {
    const now = new Date('2026-03-02T20:30:00Z');
    expect(laterToday({ ...berlin, quiet: null, pausedUntil: new Date('2026-03-03T09:00:00Z') }, now)).toBeNull();
    expect(laterToday({ ...berlin, quiet: null }, now)?.toISOString()).toBe('2026-03-02T22:30:00.000Z');
    expect(laterToday({ ...berlin, quiet: null }, new Date('2026-03-02T22:50:00Z'))).toBeNull();
  });
});

test('tomorrow is by the clock on the wall, also where the night is an hour shorter', () => {
  const at = tomorrowAt('18:00', 'Europe/Berlin', new Date('2026-03-28T19:00:00Z'));
  expect(at.toISOString()).toBe('2026-03-29T16:00:00.000Z');
});
