import fc from 'fast-check';
import { addDays, type Clock, type Day, type Weekday } from '../../../src/study/time/day.ts';
import type { Rule } from '../../../src/study/time/recurrence.ts';

// Times to test with: zones whose clocks move in every known way, and days, many of them close to a move.

export const seeded = { seed: 20_261_123, numRuns: 500 };

export const someZone = fc.constantFrom(
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'America/Nuuk',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  '+03:00',
  'UTC',
);

const DAY_MS = 86_400_000;

const dayAround = (day: Day, days: number) => fc.integer({ min: -days, max: days }).map((count) => addDays(day, count));

const changes = ['2026-03-08', '2026-03-22', '2026-03-29', '2026-04-05', '2026-04-24', '2026-09-06', '2026-10-04'];

/** Days of 2024-2028, half of them within two days of a change of some zone above. */
export const someDay: fc.Arbitrary<Day> = fc.oneof(
  dayAround('2026-06-15', 900),
  fc.constantFrom(...changes, '2026-10-24', '2026-11-01').chain((change) => dayAround(change, 2)),
);

const twoDigits = (max: number) => fc.integer({ min: 0, max }).map((count) => String(count).padStart(2, '0'));

/** Clocks of the whole day, half of them in the small hours, where clocks are moved. */
export const someClock: fc.Arbitrary<Clock> = fc
  .tuple(fc.oneof(twoDigits(23), twoDigits(3), fc.constant('23')), twoDigits(59))
  .map(([hour, minute]) => `${hour}:${minute}`);

export const someInstant: fc.Arbitrary<Date> = fc
  .tuple(someDay, fc.integer({ min: 0, max: DAY_MS - 1 }))
  .map(([day, ms]) => new Date(Date.parse(day) + ms));

const someClocks = fc.uniqueArray(someClock, { minLength: 1, maxLength: 3 });
const someWeekdays = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
const someDates = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)), {
  minLength: 1,
  maxLength: 3,
});

const someRhythm: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ unit: fc.constant('hours'), every: fc.integer({ min: 1, max: 50 }), from: someDay, start: someClock }),
  fc.record({ unit: fc.constant('days'), every: fc.integer({ min: 1, max: 9 }), from: someDay, at: someClocks }),
  fc.record({
    unit: fc.constant('weeks'),
    every: fc.integer({ min: 1, max: 4 }),
    from: someDay,
    on: someWeekdays,
    at: someClocks,
  }),
  fc.record({
    unit: fc.constant('months'),
    every: fc.integer({ min: 1, max: 5 }),
    from: someDay,
    on: someDates,
    at: someClocks,
  }),
);

/** Rules of every kind, a third of them with a last day, up to 50 days after the first. */
export const someRule: fc.Arbitrary<Rule> = fc
  .tuple(someRhythm, fc.option(fc.integer({ min: 0, max: 50 }), { freq: 2 }))
  .map(([rule, days]) => (days === null ? rule : { ...rule, until: addDays(rule.from, days) }));
