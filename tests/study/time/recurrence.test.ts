import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Day, instantOf } from '../../../src/study/time/day.ts';
import { describeRule, isRule, nextOccurrence, type Rule } from '../../../src/study/time/recurrence.ts';
import { seeded, someInstant, someRule, someZone } from './times.ts';

/** Every wall of the rule between two days, by trying each day, or each step of hours, from the first. */
function wallsByTrying(rule: Rule, first: Day, last: Day): { day: Day; clock: string }[] {
  const from = Temporal.PlainDate.from(rule.from);
  const end = rule.until !== undefined && rule.until < last ? rule.until : last;
  const walls: { day: Day; clock: string }[] = [];
  if (rule.unit === 'hours') {
    let wall = from.toPlainDateTime(rule.start);
    for (; wall.toPlainDate().toString() <= end; wall = wall.add({ hours: rule.every })) {
      walls.push({ day: wall.toPlainDate().toString(), clock: wall.toPlainTime().toString().slice(0, 5) });
    }
    return walls.filter(({ day }) => day >= first);
  }
  for (let date = from; date.toString() <= end; date = date.add({ days: 1 })) {
    if (date.toString() >= first && comesOn(rule, from, date)) {
      walls.push(...rule.at.map((clock) => ({ day: date.toString(), clock })));
    }
  }
  return walls;
}

function comesOn(rule: Exclude<Rule, { unit: 'hours' }>, from: Temporal.PlainDate, date: Temporal.PlainDate): boolean {
  switch (rule.unit) {
    case 'days':
      return from.until(date).days % rule.every === 0;
    case 'weeks': {
      const monday = from.subtract({ days: from.dayOfWeek - 1 });
      return (
        Math.floor(monday.until(date).days / 7) % rule.every === 0 && rule.on.some((day) => day === date.dayOfWeek)
      );
    }
    case 'months': {
      const months = (date.year - from.year) * 12 + date.month - from.month;
      const isLast = date.day === date.daysInMonth;
      return months % rule.every === 0 && rule.on.some((on) => (on === 'last' ? isLast : on === date.day));
    }
  }
}

function sortedOnce(instants: Date[]): string[] {
  return [...new Set(instants.map((at) => at.toISOString()))].sort();
}

test('next, next, next gives each occurrence once and in order, as trying every day does', () => {
  fc.assert(
    fc.property(someRule, someZone, fc.integer({ min: -3, max: 40 }), (rule, zone, days) => {
      const start = Temporal.PlainDate.from(rule.from).add({ days });
      const end = start.add({ days: 6 });
      const after = instantOf(zone, start.toString(), '00:30');
      const upTo = instantOf(zone, end.toString(), '00:30');
      const found: Date[] = [];
      for (let at = nextOccurrence(rule, zone, after); at !== null && at <= upTo; at = nextOccurrence(rule, zone, at)) {
        found.push(at);
      }
      const tried = wallsByTrying(rule, start.subtract({ days: 3 }).toString(), end.add({ days: 3 }).toString());
      const instants = tried.map(({ day, clock }) => instantOf(zone, day, clock));
      const expected = sortedOnce(instants.filter((at) => at > after && at <= upTo));
      expect(found.map((at) => at.toISOString())).toEqual(expected);
    }),
    seeded,
  );
});

test('what comes next comes strictly after, and nothing of the rule lies between', () => {
  fc.assert(
    fc.property(someRule, someZone, someInstant, someInstant, (rule, zone, one, other) => {
      const [early, late] = one < other ? [one, other] : [other, one];
      const fromEarly = nextOccurrence(rule, zone, early);
      const fromLate = nextOccurrence(rule, zone, late);
      if (fromEarly !== null) expect(fromEarly > early).toBe(true);
      // Asked later, it is the same one while that is still ahead, and a later one afterwards.
      if (fromEarly !== null && fromEarly > late) expect(fromLate).toEqual(fromEarly);
      else if (fromEarly !== null && fromLate !== null) expect(fromLate > fromEarly).toBe(true);
    }),
    seeded,
  );
});

describe('the ends of a rule', () => {
  const noon: Rule = { unit: 'days', every: 1, from: '2026-11-23', until: '2026-11-24', at: ['12:00'] };

  test('it comes on its first and on its last day, and never outside', () => {
    const first = nextOccurrence(noon, 'UTC', new Date('2020-01-01T00:00:00Z'));
    expect(first).toEqual(new Date('2026-11-23T12:00:00Z'));
    expect(nextOccurrence(noon, 'UTC', new Date('2026-11-23T12:00:00Z'))).toEqual(new Date('2026-11-24T12:00:00Z'));
    expect(nextOccurrence(noon, 'UTC', new Date('2026-11-24T12:00:00Z'))).toBeNull();
  });

  test('an hour rule ends with its last day too', () => {
    const hours: Rule = { unit: 'hours', every: 5, from: '2026-11-23', until: '2026-11-23', start: '09:00' };
    expect(nextOccurrence(hours, 'UTC', new Date('2026-11-23T19:00:00Z'))).toBeNull();
    expect(nextOccurrence(hours, 'UTC', new Date('2026-11-23T14:00:00Z'))).toEqual(new Date('2026-11-23T19:00:00Z'));
  });

  test('a date that never is, is never', () => {
    const never: Rule = { unit: 'months', every: 12, from: '2026-04-01', on: [31], at: ['09:00'] };
    expect(nextOccurrence(never, 'UTC', new Date('2026-01-01T00:00:00Z'))).toBeNull();
  });

  test('29 February of every year is the next leap day, over 2100 as well', () => {
    const leap: Rule = { unit: 'months', every: 12, from: '2024-02-01', on: [29], at: ['09:00'] };
    expect(nextOccurrence(leap, 'UTC', new Date('2026-01-01T00:00:00Z'))).toEqual(new Date('2028-02-29T09:00:00Z'));
    expect(nextOccurrence(leap, 'UTC', new Date('2097-01-01T00:00:00Z'))).toEqual(new Date('2104-02-29T09:00:00Z'));
  });

  test('far away in time it still ends: at the end of the calendar, and for what is no rule', () => {
    const always: Rule = { unit: 'hours', every: 1, from: '2026-01-01', start: '00:00' };
    expect(nextOccurrence(always, 'UTC', new Date('2999-12-31T23:00:00Z'))).toBeNull();
    expect(nextOccurrence(always, 'UTC', new Date('+009999-01-01T00:00:00Z'))).toBeNull();
    expect(nextOccurrence({ ...always, every: 0 }, 'UTC', new Date('2026-01-01T00:00:00Z'))).toBeNull();
  });
});

describe('a rule from outside', () => {
  test('every rule survives JSON', () => {
    fc.assert(
      fc.property(someRule, (rule) => {
        expect(isRule(JSON.parse(JSON.stringify(rule)))).toBe(true);
      }),
      seeded,
    );
  });

  const good = { unit: 'weeks', every: 1, from: '2026-11-23', on: [1], at: ['09:00'] };

  test.each([
    ['nothing', null],
    ['text', 'every day'],
    ['no unit', { ...good, unit: undefined }],
    ['years', { ...good, unit: 'years' }],
    ['every 0', { ...good, every: 0 }],
    ['every half', { ...good, every: 0.5 }],
    ['every 1001', { ...good, every: 1001 }],
    ['no first day', { ...good, from: undefined }],
    ['30 February', { ...good, from: '2026-02-30' }],
    ['until soon', { ...good, until: 'soon' }],
    ['no weekday', { ...good, on: [] }],
    ['weekday 8', { ...good, on: [8] }],
    ['no clock', { ...good, at: [] }],
    ['25:00', { ...good, at: ['25:00'] }],
    ['date 32', { ...good, unit: 'months', on: [32] }],
    ['hours without a start', { ...good, unit: 'hours' }],
  ])('%s is none', (_, value) => {
    expect(isRule(good)).toBe(true);
    expect(isRule(value)).toBe(false);
  });
});

const from = '2026-11-23';

test.each<[string, Rule]>([
  ['every weekday at 18:30', { unit: 'weeks', every: 1, from, on: [5, 4, 3, 2, 1], at: ['18:30'] }],
  ['every weekend at 10:00', { unit: 'weeks', every: 1, from, on: [6, 7], at: ['10:00'] }],
  ['every other week on weekdays at 10:00', { unit: 'weeks', every: 2, from, on: [1, 2, 3, 4, 5], at: ['10:00'] }],
  ['every Monday and Thursday at 17:00', { unit: 'weeks', every: 1, from, on: [4, 1], at: ['17:00'] }],
  ['every 3 weeks on Friday at 09:00', { unit: 'weeks', every: 3, from, on: [5], at: ['09:00'] }],
  ['every day at 09:00, 12:00 and 18:00', { unit: 'days', every: 1, from, at: ['18:00', '09:00', '12:00'] }],
  [
    'every other day at 08:00 until Sat 12 Jun 2027',
    { unit: 'days', every: 2, from, until: '2027-06-12', at: ['08:00'] },
  ],
  ['on the 1st of every month at 12:00', { unit: 'months', every: 1, from, on: [1], at: ['12:00'] }],
  [
    'on the 2nd, 11th, 22nd and last day of every 3 months at 12:00',
    { unit: 'months', every: 3, from, on: ['last', 22, 11, 2], at: ['12:00'] },
  ],
  ['every hour from 09:00', { unit: 'hours', every: 1, from, start: '09:00' }],
])('says "%s"', (words, rule) => {
  expect(describeRule(rule)).toBe(words);
});
