import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { member } from '../../src/db/schema/index.ts';
import { nextOccurrence, type Rule } from '../../src/study/time/recurrence.ts';
import { addMember, addReminder, bookOf, type Rig, setQuiet, startRig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig('2026-01-01T00:00:00Z');
});
afterAll(() => rig.stop());

const daily = (at: string): Rule => ({ unit: 'days', every: 1, at: [at], from: '2000-01-01' });
const onThe31st: Rule = { unit: 'months', every: 1, on: [31], at: ['09:00'], from: '2000-01-01' };

/** The hard cases: a zone, a rule, a span of time, and each instant in it that must come, once and then. */
const cases: readonly [what: string, zone: string, rule: Rule, from: string, to: string, comes: readonly string[]][] = [
  [
    '1 a time that the spring skips',
    'America/New_York',
    daily('02:30'),
    '2026-03-07T12:00Z',
    '2026-03-09T12:00Z',
    ['2026-03-08T07:30Z', '2026-03-09T06:30Z'],
  ],
  [
    '2 a time that autumn shows twice',
    'America/New_York',
    daily('01:30'),
    '2026-10-31T12:00Z',
    '2026-11-02T12:00Z',
    ['2026-11-01T05:30Z', '2026-11-02T06:30Z'],
  ],
  [
    '3 nine in the morning, in spring',
    'America/New_York',
    daily('09:00'),
    '2026-03-07T12:00Z',
    '2026-03-08T18:00Z',
    ['2026-03-07T14:00Z', '2026-03-08T13:00Z'],
  ],
  [
    '3 nine in the morning, in autumn',
    'America/New_York',
    daily('09:00'),
    '2026-10-31T12:00Z',
    '2026-11-01T18:00Z',
    ['2026-10-31T13:00Z', '2026-11-01T14:00Z'],
  ],
  [
    '4 half an hour is skipped',
    'Australia/Lord_Howe',
    daily('02:15'),
    '2026-10-03T00:00Z',
    '2026-10-04T20:00Z',
    ['2026-10-03T15:45Z', '2026-10-04T15:15Z'],
  ],
  [
    '5 half an hour comes twice',
    'Australia/Lord_Howe',
    daily('01:45'),
    '2026-04-04T00:00Z',
    '2026-04-05T20:00Z',
    ['2026-04-04T14:45Z', '2026-04-05T15:15Z'],
  ],
  [
    '6 no midnight in Cairo',
    'Africa/Cairo',
    daily('00:00'),
    '2026-04-23T00:00Z',
    '2026-04-24T23:00Z',
    ['2026-04-23T22:00Z', '2026-04-24T21:00Z'],
  ],
  [
    '7 no midnight in Santiago',
    'America/Santiago',
    daily('00:00'),
    '2026-09-05T12:00Z',
    '2026-09-07T12:00Z',
    ['2026-09-06T04:00Z', '2026-09-07T03:00Z'],
  ],
  [
    '8 a gap that ends on the next date',
    'America/Nuuk',
    daily('23:30'),
    '2026-03-28T12:00Z',
    '2026-03-30T12:00Z',
    ['2026-03-29T01:30Z', '2026-03-30T00:30Z'],
  ],
  [
    '9 a date that never was',
    'Pacific/Apia',
    daily('09:00'),
    '2011-12-29T12:00Z',
    '2012-01-01T12:00Z',
    ['2011-12-29T19:00Z', '2011-12-30T19:00Z', '2011-12-31T19:00Z'],
  ],
  [
    '10 the end of Ramadan',
    'Africa/Casablanca',
    daily('02:30'),
    '2026-03-21T12:00Z',
    '2026-03-23T12:00Z',
    ['2026-03-22T02:30Z', '2026-03-23T01:30Z'],
  ],
  [
    '11 Vancouver, which turns its clocks no more',
    'America/Vancouver',
    daily('01:30'),
    '2026-10-31T12:00Z',
    '2026-11-02T12:00Z',
    ['2026-11-01T08:30Z', '2026-11-02T08:30Z'],
  ],
  [
    '11 nor does Edmonton',
    'America/Edmonton',
    daily('09:00'),
    '2026-12-01T12:00Z',
    '2026-12-02T12:00Z',
    ['2026-12-01T15:00Z'],
  ],
  [
    '12 an hour that comes twice in London',
    'Europe/London',
    daily('01:30'),
    '2026-10-24T12:00Z',
    '2026-10-26T12:00Z',
    ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ],
  [
    '12 and in Dublin',
    'Europe/Dublin',
    daily('01:30'),
    '2026-10-24T12:00Z',
    '2026-10-26T12:00Z',
    ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ],
  [
    'a quarter of an hour off',
    'Asia/Kathmandu',
    daily('09:00'),
    '2026-05-01T00:00Z',
    '2026-05-01T12:00Z',
    ['2026-05-01T03:15Z'],
  ],
  [
    'a day ahead of the rest',
    'Pacific/Kiritimati',
    daily('09:00'),
    '2026-05-01T00:00Z',
    '2026-05-02T00:00Z',
    ['2026-05-01T19:00Z'],
  ],
  ['the 31st, where there is none', 'UTC', onThe31st, '2026-04-30T00:00Z', '2026-05-01T12:00Z', []],
];

describe.each(cases)('%s', (_, zone, rule, from, to, comes) => {
  test(zone, async () => {
    const memberId = await addMember(rig.db, rig.newId(), { zone });
    await setQuiet(rig.db, memberId, '00:00', '00:00');
    const dueAt = nextOccurrence(rule, zone, new Date(from));
    if (!dueAt) throw new Error('The rule never comes');
    await addReminder(rig.db, { id: rig.newId(), memberId, rule, zone, dueAt });
    const looks = comes.flatMap((at) => [-1, 0, 61].map((minutes) => Date.parse(at) + minutes * 60_000));
    for (const at of [...looks, Date.parse(to)].toSorted((a, b) => a - b)) {
      rig.clock.to(new Date(at).toISOString());
      await rig.tick();
    }
    const { occurrences, posts } = await bookOf(rig.db, memberId);
    const expected = comes.map((at) => ({ dueAt: new Date(at), plannedAt: new Date(at) }));
    expect(occurrences.map(({ dueAt, plannedAt }) => ({ dueAt, plannedAt }))).toEqual(expected);
    expect(posts.map(({ key }) => key)).toEqual(occurrences.map(({ postKey }) => postKey));
    await rig.db.delete(member);
  });
});
