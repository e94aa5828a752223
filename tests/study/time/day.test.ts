import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  clockIn,
  dayIn,
  daysBetween,
  endOfDay,
  formatDay,
  formatDayWithYear,
  instantOf,
  isDay,
  readClock,
  startOfDay,
  weekdayOf,
} from '../../../src/study/time/day.ts';
import { seeded, someClock, someDay, someInstant, someZone } from './times.ts';

describe('a day in a zone', () => {
  test('every instant lies in exactly the day that the zone shows', () => {
    fc.assert(
      fc.property(someZone, someInstant, (zone, at) => {
        const day = dayIn(zone, at);
        expect(startOfDay(zone, day) <= at && at < endOfDay(zone, day)).toBe(true);
      }),
      seeded,
    );
  });

  test('days follow each other without a gap', () => {
    fc.assert(
      fc.property(someZone, someDay, (zone, day) => {
        expect(endOfDay(zone, day)).toEqual(startOfDay(zone, addDays(day, 1)));
        expect(dayIn(zone, startOfDay(zone, day))).toBe(day);
      }),
      seeded,
    );
  });

  test('the instant of a clock shows that clock for the first time, or the one moved on by the gap', () => {
    fc.assert(
      fc.property(someZone, someDay, someClock, (zone, day, clock) => {
        const at = instantOf(zone, day, clock);
        const wall = `${dayIn(zone, at)}T${clockIn(zone, at)}`;
        if (wall === `${day}T${clock}`) {
          const dayBefore = new Date(at.getTime() - 1000);
          expect(`${dayIn(zone, dayBefore)}T${clockIn(zone, dayBefore)}` < wall).toBe(true);
          return;
        }
        // No instant within a day shows the wall asked for; the one given is on by what the clock jumped.
        const jumpMs = Date.parse(`${wall}Z`) - Date.parse(`${day}T${clock}Z`);
        const before = new Date(at.getTime() - jumpMs);
        expect(jumpMs).toBeGreaterThan(0);
        expect(Date.parse(`${dayIn(zone, before)}T${clockIn(zone, before)}Z`)).toBe(
          Date.parse(`${wall}Z`) - 2 * jumpMs,
        );
      }),
      seeded,
    );
  });
});

describe('counting days', () => {
  test('goes there and back', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
      }),
      seeded,
    );
  });

  test('knows the calendar', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([1, 7]);
    expect(['2028-02-29', '2026-02-29', '2026-13-01', '2026-1-1', 'tomorrow', ''].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('says days in English', () => {
    expect(formatDay('2026-01-12')).toBe('Mon 12 Jan');
    expect(formatDay('2026-01-12', '2026-11-23')).toBe('Mon 12 Jan');
    expect(formatDay('2027-01-12', '2026-11-23')).toBe('Tue 12 Jan 2027');
    expect(formatDayWithYear('2026-11-01')).toBe('Sun 1 Nov 2026');
  });
});

test.each([
  ['18:30', '18:30'],
  [' 6pm ', '18:00'],
  ['7.15 pm', '19:15'],
  ['7.15', '07:15'],
  ['12am', '00:00'],
  ['12 p.m.', '12:00'],
  ['noon', '12:00'],
  ['Midnight', '00:00'],
  ['7', '07:00'],
  ["7 o'clock", '07:00'],
  ['1830', '18:30'],
  ['18h30', '18:30'],
  ['24:00', null],
  ['7:60', null],
  ['13pm', null],
  ['0am', null],
  ['6:5', null],
  ['soon', null],
  ['', null],
])('reads the clock %j as %j', (text, clock) => {
  expect(readClock(text)).toBe(clock);
});
