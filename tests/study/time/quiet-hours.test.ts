import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockIn, instantOf } from '../../../src/study/time/day.ts';
import { afterQuiet, type QuietHours } from '../../../src/study/time/quiet-hours.ts';
import { seeded, someClock, someInstant, someZone } from './times.ts';

const isQuiet = (quiet: QuietHours, zone: string, at: Date) => afterQuiet(quiet, zone, at) > at;
const night = { from: '22:00', to: '07:00' };
const berlin = 'Europe/Berlin';

test.each([
  ['21:59', false],
  ['22:00', true],
  ['23:59', true],
  ['00:00', true],
  ['06:59', true],
  ['07:00', false],
])('at %s the night is quiet: %s', (clock, quiet) => {
  expect(isQuiet(night, berlin, instantOf(berlin, '2026-11-23', clock))).toBe(quiet);
});

test('what falls in the night comes in the morning, the same or the next day', () => {
  const morning = instantOf(berlin, '2026-11-24', '07:00');
  expect(afterQuiet(night, berlin, instantOf(berlin, '2026-11-23', '23:30'))).toEqual(morning);
  expect(afterQuiet(night, berlin, instantOf(berlin, '2026-11-24', '03:30'))).toEqual(morning);
  const midday = instantOf(berlin, '2026-11-24', '12:00');
  expect(afterQuiet(night, berlin, midday)).toBe(midday);
});

test('a span within one day', () => {
  const lesson = { from: '09:00', to: '12:30' };
  const inside = instantOf(berlin, '2026-11-23', '10:00');
  expect(afterQuiet(lesson, berlin, inside)).toEqual(instantOf(berlin, '2026-11-23', '12:30'));
  expect(isQuiet(lesson, berlin, instantOf(berlin, '2026-11-23', '22:00'))).toBe(false);
});

test('no hours, or equal ends, are never quiet', () => {
  const at = instantOf(berlin, '2026-11-23', '23:30');
  expect(isQuiet(null, berlin, at)).toBe(false);
  expect(isQuiet({ from: '23:30', to: '23:30' }, berlin, at)).toBe(false);
});

describe('when the clock is moved in the night', () => {
  test('an end inside the gap is on by the gap', () => {
    const short = { from: '22:00', to: '02:30' };
    const at = instantOf('America/New_York', '2026-03-08', '01:00');
    expect(afterQuiet(short, 'America/New_York', at)).toEqual(new Date('2026-03-08T03:30:00-04:00'));
  });

  test('an end that comes twice is the first, and the hour that comes again is not quiet again', () => {
    const short = { from: '22:00', to: '01:30' };
    const zone = 'America/New_York';
    const at = instantOf(zone, '2026-11-01', '00:30');
    expect(afterQuiet(short, zone, at)).toEqual(new Date('2026-11-01T05:30:00Z'));
    const again = new Date('2026-11-01T06:15:00Z');
    expect([clockIn(zone, again), isQuiet(short, zone, again)]).toEqual(['01:15', false]);
  });

  test('an end that the gap moved into the next span is the end of that one', () => {
    const nearlyAlways = { from: '03:10', to: '02:30' };
    const at = instantOf('America/New_York', '2026-03-08', '01:00');
    expect(afterQuiet(nearlyAlways, 'America/New_York', at)).toEqual(
      instantOf('America/New_York', '2026-03-09', '02:30'),
    );
  });

  test('a night over a skipped date lasts until the morning', () => {
    const morning = new Date('2011-12-31T07:00:00+14:00');
    const beforeMidnight = new Date('2011-12-30T08:30:00Z');
    const afterMidnight = new Date('2011-12-30T10:30:00Z');
    expect([beforeMidnight, afterMidnight].map((at) => clockIn('Pacific/Apia', at))).toEqual(['22:30', '00:30']);
    expect(afterQuiet(night, 'Pacific/Apia', beforeMidnight)).toEqual(morning);
    expect(afterQuiet(night, 'Pacific/Apia', afterMidnight)).toEqual(morning);
  });
});

test('nothing is dropped, nothing comes early, and what comes is not quiet', () => {
  const someHours = fc.record({ from: someClock, to: someClock });
  fc.assert(
    fc.property(someHours, someZone, someInstant, (quiet, zone, at) => {
      const then = afterQuiet(quiet, zone, at);
      expect(then >= at).toBe(true);
      expect(isQuiet(quiet, zone, then)).toBe(false);
      if (then > at) expect(isQuiet(quiet, zone, new Date(then.getTime() - 1))).toBe(true);
      else expect(isQuiet(quiet, zone, at)).toBe(false);
    }),
    seeded,
  );
});
