import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { instantOf, startOfDay, wallIn } from '../../../src/study/time/day.ts';
import { steadyAround } from '../../../src/study/time/steady.ts';
import { seeded, someClock, someDay, someInstant, someZone } from './times.ts';

// Temporal says what is right; the sums must say the same.
const zoned = (zone: string, at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** The zones whose clocks are changed, at the very instants of their changes, and a millisecond before. */
const someChange = fc.tuple(someZone, someInstant, fc.constantFrom(0, -1)).map(([zone, at, ms]) => {
  const change = zoned(zone, at).getTimeZoneTransition('next')?.epochMilliseconds ?? at.getTime();
  return { zone, at: new Date(change + ms) };
});

test('walls are those of Temporal, at a change of the clock and far from it', () => {
  const anyDate = fc.date({ noInvalidDate: true, min: new Date('1850-01-01'), max: new Date('2900-01-01') });
  const anywhere = fc.record({ zone: someZone, at: fc.oneof(someInstant, anyDate) });
  fc.assert(
    fc.property(fc.oneof(anywhere, someChange), ({ zone, at }) => {
      expect(wallIn(zone, at)).toBe(zoned(zone, at).toPlainDateTime().toString({ smallestUnit: 'minute' }));
    }),
    seeded,
  );
});

test('instants and beginnings of days are those of Temporal', () => {
  fc.assert(
    fc.property(someZone, someDay, someClock, (zone, day, clock) => {
      const wall = Temporal.PlainDateTime.from(`${day}T${clock}`);
      expect(instantOf(zone, day, clock).getTime()).toBe(wall.toZonedDateTime(zone).epochMilliseconds);
      const begin = Temporal.PlainDate.from(day).toZonedDateTime(zone);
      expect(startOfDay(zone, day).getTime()).toBe(begin.epochMilliseconds);
    }),
    seeded,
  );
});

test('a span begins with its change, whichever of its instants was asked first', () => {
  const change = Date.parse('2031-10-26T01:00:00Z');
  expect(steadyAround('Europe/Vienna', change)).toEqual({
    fromMs: change,
    toMs: Date.parse('2032-03-28T01:00:00Z'),
    offsetMs: 3_600_000,
  });
  expect(steadyAround('Europe/Vienna', change - 1)).toMatchObject({ toMs: change, offsetMs: 7_200_000 });
});

test('what is no date, no clock or no zone is an error', () => {
  expect(() => instantOf('Europe/Berlin', '2026-02-30', '10:00')).toThrow(RangeError);
  expect(() => instantOf('Europe/Berlin', '2026-02-03', '25:00')).toThrow(RangeError);
  expect(() => wallIn('Europe/Nowhere', new Date('2026-02-03T10:00:00Z'))).toThrow(RangeError);
});
