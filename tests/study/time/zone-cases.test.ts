import { describe, expect, test } from 'vitest';
import { streakOf } from '../../../src/study/streak.ts';
import { clockIn, type Day, dayExists, dayIn, endOfDay, instantOf, startOfDay } from '../../../src/study/time/day.ts';
import { nextAfterMove, nextOccurrence, type Rule } from '../../../src/study/time/recurrence.ts';

// The cases in which calendars and clocks disagree, each with the instant that the tz database gives.

const HOUR_MS = 3_600_000;

function daily(clock: string, from: Day): Rule {
  return { unit: 'days', every: 1, from, at: [clock] };
}

/** All occurrences after one instant and up to another. */
function occurrences(rule: Rule, zone: string, after: string, upTo: string): string[] {
  const found: string[] = [];
  for (let at = nextOccurrence(rule, zone, new Date(after)); at !== null && at <= new Date(upTo); ) {
    found.push(at.toISOString());
    at = nextOccurrence(rule, zone, at);
  }
  return found;
}

const moments = [
  ['1 New York, 02:30 in the gap', 'America/New_York', '2026-03-08', '02:30', '2026-03-08T03:30:00-04:00'],
  ['2 New York, 01:30 comes twice', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
  ['3 New York, 09:00 in winter', 'America/New_York', '2026-03-07', '09:00', '2026-03-07T14:00:00Z'],
  ['3 New York, 09:00 in summer', 'America/New_York', '2026-03-08', '09:00', '2026-03-08T13:00:00Z'],
  ['4 Lord Howe, a gap of 30 minutes', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:45:00+11:00'],
  ['5 Lord Howe, 30 minutes twice', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-05T01:45:00+11:00'],
  ['6 Cairo, midnight is skipped', 'Africa/Cairo', '2026-04-24', '00:00', '2026-04-24T01:00:00+03:00'],
  ['7 Santiago, midnight is skipped', 'America/Santiago', '2026-09-06', '00:00', '2026-09-06T01:00:00-03:00'],
  ['8 Nuuk, the gap moves to the next date', 'America/Nuuk', '2026-03-28', '23:30', '2026-03-29T00:30:00-01:00'],
  ['9 Apia, the whole date is skipped', 'Pacific/Apia', '2011-12-30', '12:00', '2011-12-31T12:00:00+14:00'],
  ['10 Casablanca, after Ramadan', 'Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T03:30:00+01:00'],
  ['10 Casablanca, at +00 for good', 'Africa/Casablanca', '2026-12-22', '02:30', '2026-12-22T02:30:00+00:00'],
  ['11 Vancouver, no autumn change', 'America/Vancouver', '2026-11-01', '01:30', '2026-11-01T01:30:00-07:00'],
  ['11 Vancouver, the same in winter', 'America/Vancouver', '2026-12-15', '09:00', '2026-12-15T09:00:00-07:00'],
  ['11 Edmonton, the same in winter', 'America/Edmonton', '2026-12-15', '09:00', '2026-12-15T09:00:00-06:00'],
  ['12 London, 01:30 comes twice', 'Europe/London', '2026-10-25', '01:30', '2026-10-25T01:30:00+01:00'],
  ['12 Dublin, 01:30 comes twice', 'Europe/Dublin', '2026-10-25', '01:30', '2026-10-25T01:30:00+01:00'],
  ['Kathmandu, +05:45', 'Asia/Kathmandu', '2026-11-23', '09:00', '2026-11-23T03:15:00Z'],
  ['Chatham, +12:45 in winter', 'Pacific/Chatham', '2026-07-01', '09:00', '2026-06-30T20:15:00Z'],
  ['Chatham, +13:45 in summer', 'Pacific/Chatham', '2026-12-01', '09:00', '2026-11-30T19:15:00Z'],
  ['Kiritimati, +14:00', 'Pacific/Kiritimati', '2026-11-23', '00:30', '2026-11-22T10:30:00Z'],
] as const;

test.each(moments)('%s: one instant, and a daily rule comes there once', (_, zone, day, clock, instant) => {
  const at = new Date(instant);
  expect(instantOf(zone, day, clock)).toEqual(at);
  const before = new Date(at.getTime() - 12 * HOUR_MS).toISOString();
  const behind = new Date(at.getTime() + 12 * HOUR_MS).toISOString();
  expect(occurrences(daily(clock, '2011-01-01'), zone, before, behind)).toEqual([at.toISOString()]);
});

describe('around the cases', () => {
  test('1 the gap: 02:15 moves behind 03:00, both come, in the order of the instants', () => {
    const rule: Rule = { unit: 'days', every: 1, from: '2026-03-08', until: '2026-03-08', at: ['02:15', '03:00'] };
    expect(occurrences(rule, 'America/New_York', '2026-03-08T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
      '2026-03-08T07:00:00.000Z',
      '2026-03-08T07:15:00.000Z',
    ]);
  });

  test('1 the gap: 02:30 and 03:30 fall together and ring once', () => {
    const rule: Rule = { unit: 'days', every: 1, from: '2026-03-08', until: '2026-03-08', at: ['02:30', '03:30'] };
    const found = occurrences(rule, 'America/New_York', '2026-03-08T00:00:00Z', '2026-03-10T00:00:00Z');
    expect(found).toEqual(['2026-03-08T07:30:00.000Z']);
  });

  test('2 asked between the two 01:30s, the next one is tomorrow', () => {
    const between = new Date('2026-11-01T06:00:00Z');
    expect(clockIn('America/New_York', between)).toBe('01:00');
    expect(nextOccurrence(daily('01:30', '2026-01-01'), 'America/New_York', between)).toEqual(
      new Date('2026-11-02T06:30:00Z'),
    );
  });

  test('3 09:00 stays 09:00 on every day of the year', () => {
    const found = occurrences(
      daily('09:00', '2026-01-01'),
      'America/New_York',
      '2026-01-01T05:00:00Z',
      '2027-01-01T05:00:00Z',
    );
    expect(found).toHaveLength(365);
    expect(new Set(found.map((at) => clockIn('America/New_York', new Date(at))))).toEqual(new Set(['09:00']));
  });

  test('6 and 7 the day begins at 01:00 and has 23 hours', () => {
    for (const [zone, day] of [
      ['Africa/Cairo', '2026-04-24'],
      ['America/Santiago', '2026-09-06'],
    ] as const) {
      expect(clockIn(zone, startOfDay(zone, day))).toBe('01:00');
      expect(endOfDay(zone, day).getTime() - startOfDay(zone, day).getTime()).toBe(23 * HOUR_MS);
    }
  });

  test('8 the last reminder of the 28th comes on the 29th, the study day stays the 28th, the streak holds', () => {
    const zone = 'America/Nuuk';
    const found = occurrences(daily('23:30', '2026-01-01'), zone, '2026-03-27T12:00:00Z', '2026-03-31T12:00:00Z');
    expect(found.map((at) => dayIn(zone, new Date(at)))).toEqual([
      '2026-03-27',
      '2026-03-29',
      '2026-03-29',
      '2026-03-30',
    ]);
    const lastOfThe28th = new Date(endOfDay(zone, '2026-03-28').getTime() - 1);
    expect(clockIn(zone, lastOfThe28th)).toBe('22:59');
    const days = ['2026-03-27', dayIn(zone, lastOfThe28th), '2026-03-29'];
    expect(streakOf(days, '2026-03-29', zone).length).toBe(3);
  });

  test('9 the skipped date is empty, is not missed, and what falls on it comes the day after', () => {
    const zone = 'Pacific/Apia';
    expect(dayExists(zone, '2011-12-30')).toBe(false);
    expect(startOfDay(zone, '2011-12-30')).toEqual(startOfDay(zone, '2011-12-31'));
    expect(endOfDay(zone, '2011-12-29')).toEqual(startOfDay(zone, '2011-12-31'));
    expect(streakOf(['2011-12-29', '2011-12-31'], '2011-12-31', zone)).toMatchObject({ length: 2, frozen: [] });
    expect(streakOf(['2011-12-29', '2011-12-31'], '2011-12-31', 'Europe/Berlin').length).toBe(1);
    const fridays: Rule = { unit: 'weeks', every: 1, from: '2011-12-01', on: [5], at: ['12:00'] };
    expect(nextOccurrence(fridays, zone, new Date('2011-12-30T20:00:00Z'))).toEqual(
      new Date('2011-12-31T12:00:00+14:00'),
    );
  });

  test('Kiritimati and Honolulu share the clock and not the date', () => {
    const at = new Date('2026-11-23T12:00:00Z');
    expect([dayIn('Pacific/Kiritimati', at), clockIn('Pacific/Kiritimati', at)]).toEqual(['2026-11-24', '02:00']);
    expect([dayIn('Pacific/Honolulu', at), clockIn('Pacific/Honolulu', at)]).toEqual(['2026-11-23', '02:00']);
  });

  test('day 31 of each month skips the short ones', () => {
    const rule: Rule = { unit: 'months', every: 1, from: '2026-01-01', on: [31], at: ['09:00'] };
    const found = occurrences(rule, 'UTC', '2026-01-31T10:00:00Z', '2026-12-31T23:00:00Z');
    expect(found.map((at) => at.slice(0, 10))).toEqual([
      '2026-03-31',
      '2026-05-31',
      '2026-07-31',
      '2026-08-31',
      '2026-10-31',
      '2026-12-31',
    ]);
  });

  test('Kyiv and Kiev are one place', () => {
    expect(instantOf('Europe/Kyiv', '2026-03-29', '03:30')).toEqual(instantOf('Europe/Kiev', '2026-03-29', '03:30'));
  });

  test('moving in the middle of a day repeats nothing that the old clock has shown, and keeps what is to come', () => {
    const nine = daily('09:00', '2026-01-01');
    const tenInNewYork = new Date('2026-06-10T14:00:00Z');
    const west = { from: 'America/New_York', to: 'America/Los_Angeles' };
    expect(nextAfterMove(nine, west, tenInNewYork)).toEqual(instantOf(west.to, '2026-06-11', '09:00'));
    const eightInNewYork = new Date('2026-06-10T12:00:00Z');
    expect(nextAfterMove(nine, west, eightInNewYork)).toEqual(instantOf(west.to, '2026-06-10', '09:00'));
    const east = { from: 'America/New_York', to: 'Asia/Kathmandu' };
    const noon = daily('12:00', '2026-01-01');
    expect(nextAfterMove(noon, east, tenInNewYork)).toEqual(instantOf(east.to, '2026-06-11', '12:00'));
  });
});
