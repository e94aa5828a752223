import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { clockIn, dayIn } from '../../../src/study/time/day.ts';
import { readWhen } from '../../../src/study/time/plain-time.ts';
import { describeRule, isRule, nextOccurrence } from '../../../src/study/time/recurrence.ts';
import { seeded, someDay, someInstant, someRule, someZone } from './times.ts';

const zone = 'Europe/Berlin';
/** Monday 23 November 2026, 14:32 in Berlin. */
const now = new Date('2026-11-23T13:32:10Z');

/** What was read, as one line: "2026-11-24 07:00 | read graphs" or "every day at 09:00 | walk". */
function read(text: string): string {
  const when = readWhen(text, zone, now);
  if (when.kind === 'problem') return `? ${when.says}`;
  const time = when.kind === 'once' ? `${dayIn(zone, when.at)} ${clockIn(zone, when.at)}` : describeRule(when.rule);
  return when.rest === '' ? time : `${time} | ${when.rest}`;
}

describe('once', () => {
  test.each([
    ['tomorrow 7pm read ch. 3', '2026-11-24 19:00 | read ch. 3'],
    ['read graphs tomorrow at 7', '2026-11-24 07:00 | read graphs'],
    ['Remind me tomorrow at 7 to read Graphs', '2026-11-24 07:00 | read Graphs'],
    ['please remind me to read graphs tomorrow at 7', '2026-11-24 07:00 | read graphs'],
    ['12 June 14:00', '2027-06-12 14:00'],
    ['June 12 at 2pm', '2027-06-12 14:00'],
    ['12 june 20 pages', '2027-06-12 09:00 | 20 pages'],
    ['2026-12-01 14:00 exam', '2026-12-01 14:00 | exam'],
    ['2026-12-01T14:00', '2026-12-01 14:00'],
    ['31/12 10:00', '2026-12-31 10:00'],
    ['29 february 9:00', '2028-02-29 09:00'],
    ['on the 12th at 9:00', '2026-12-12 09:00'],
    ['end of the month', '2026-11-30 09:00'],
    ['next tuesday', '2026-12-01 09:00'],
    ['friday 18:00', '2026-11-27 18:00'],
    ['finish the essay on Kant by friday 6.30pm', '2026-11-27 18:30 | finish the essay on Kant'],
    ['monday 15:00', '2026-11-23 15:00'],
    ['monday 9:00', '2026-11-30 09:00'],
    ['the day after tomorrow at noon', '2026-11-25 12:00'],
    ['in 2 days at 9pm read', '2026-11-25 21:00 | read'],
    ['in 2 months', '2027-01-23 09:00'],
    ['tomorrow 14:00-15:00 study group', '2026-11-24 14:00 | 15:00 study group'],
    ['midnight', '2026-11-24 00:00'],
    ['12.6.', '2027-06-12 09:00'],
    ['12.6. 14:00', '2027-06-12 14:00'],
    ['exam 12. 6. at 9', '2027-06-12 09:00 | exam'],
    ['call on 24.12. 18:30', '2026-12-24 18:30 | call'],
    ['23.11. 15:00', '2026-11-23 15:00'],
    ['29.2. 9:00', '2028-02-29 09:00'],
    ['12.6.2027 14:00', '2027-06-12 14:00'],
    ['31.12', '2026-12-31 09:00'],
    ['30.11, 18:00', '2026-11-30 18:00'],
    ['30.11, 18:00 hand in the essay', '2026-11-30 18:00 | hand in the essay'],
    ['24.12, 6pm', '2026-12-24 18:00'],
    ['12.11, 18:00', '2027-11-12 18:00'],
    ['12.12,18:00 hand in the essay', '2026-12-12 18:00 | hand in the essay'],
    ['hand in the essay 12.12, 6pm', '2026-12-12 18:00 | hand in the essay'],
    ['7.8, at 6:30 pm', '2027-08-07 18:30'],
    ['31.12 read chapter 3', '2026-12-31 09:00 | read chapter 3'],
    ['hand it in on 31.12 at 18:00', '2026-12-31 18:00 | hand it in'],
    ['finish the essay by 24.12', '2026-12-24 09:00 | finish the essay'],
    ['call 30.11 18:00', '2026-11-30 18:00 | call'],
    ['tomorrow at 7.15', '2026-11-24 07:15'],
    ['at 12.30 tomorrow', '2026-11-24 12:30'],
    ['tomorrow at half past six read', '2026-11-24 06:30 | read'],
    ['quarter to 7pm tomorrow', '2026-11-24 18:45'],
    ['tomorrow at a quarter to one in the afternoon', '2026-11-24 12:45'],
    ['tomorrow at seven', '2026-11-24 07:00'],
  ])('%j is %s', (text, reading) => {
    expect(read(text)).toBe(reading);
  });

  test.each([
    ['at 16:00 call', '2026-11-23 16:00 | call'],
    ['at 9:00 call', '2026-11-24 09:00 | call'],
    ['at 7 call', '2026-11-23 19:00 | call'],
    ['today at 7', '2026-11-23 19:00'],
    ['tonight', '2026-11-23 19:00'],
    ['half past 6', '2026-11-23 18:30'],
    ['at ten past nine call', '2026-11-23 21:10 | call'],
    ['this evening at twenty-five past eight', '2026-11-23 20:25'],
    ['at seven in the evening', '2026-11-23 19:00'],
    ['tonight at 8 read', '2026-11-23 20:00 | read'],
    ['this evening at 7:30', '2026-11-23 19:30'],
    ['tomorrow morning', '2026-11-24 09:00'],
    ['friday evening at 6 party', '2026-11-27 18:00 | party'],
  ])('a time alone is the next one: %j is %s', (text, reading) => {
    expect(read(text)).toBe(reading);
  });

  test.each([
    ['in 20 minutes', 20],
    ['in an hour', 60],
    ['in half an hour', 30],
    ['in 1h30', 90],
    ['in 1.5 hours', 90],
    ['in 2 hours and 30 minutes', 150],
    ['an hour from now', 60],
  ])('%j is so many minutes from now, to the second', (text, minutes) => {
    const at = new Date(now.getTime() + minutes * 60_000);
    expect(readWhen(text, zone, now)).toEqual({ kind: 'once', at, isDelay: true, rest: '' });
  });

  test('an hour from now passes by while the clock jumps', () => {
    const beforeGap = new Date('2026-03-29T00:30:00Z');
    const when = readWhen('in 1 hour stretch', zone, beforeGap);
    expect(when).toEqual({ kind: 'once', at: new Date('2026-03-29T01:30:00Z'), isDelay: true, rest: 'stretch' });
  });
});

describe('again and again', () => {
  test.each([
    ['every weekday at 18:30', 'every weekday at 18:30'],
    ['daily at 9', 'every day at 09:00'],
    ['every day', 'every day at 09:00'],
    ['every other day 8:00', 'every other day at 08:00'],
    ['every three days at 7.15 am', 'every 3 days at 07:15'],
    ['mondays and thursdays at 17:00', 'every Monday and Thursday at 17:00'],
    [
      'every Tuesday and Thursday 6pm: maths, then physics',
      'every Tuesday and Thursday at 18:00 | maths, then physics',
    ],
    ['mon-fri 8:00', 'every weekday at 08:00'],
    ['friday to monday at 8:00', 'every Monday, Friday, Saturday and Sunday at 08:00'],
    ['weekends at 10', 'every weekend at 10:00'],
    ['every day except sundays at 9', 'every Monday, Tuesday, Wednesday, Thursday, Friday and Saturday at 09:00'],
    ['every 2 weeks on friday 9am', 'every other week on Friday at 09:00'],
    ['every second monday at 18:00', 'every other week on Monday at 18:00'],
    ['fortnightly on mondays at 9', 'every other week on Monday at 09:00'],
    ['weekly', 'every Monday at 09:00'],
    ['on the 1st of every month at noon', 'on the 1st of every month at 12:00'],
    ['monthly on the 1st and 15th at 9am', 'on the 1st and 15th of every month at 09:00'],
    ['on the last day of every month at 20:00', 'on the last day of every month at 20:00'],
    ['every 31st at 9', 'on the 31st of every month at 09:00'],
    ['every month', 'on the 23rd of every month at 09:00'],
    ['every 3 hours', 'every 3 hours from 14:32'],
    ['every 3 hours starting at 9:00 walk', 'every 3 hours from 09:00 | walk'],
    ['every 4 hours between 9 and 17', 'every day at 09:00, 13:00 and 17:00'],
    ['every 2 hours from 20:00 to 2:00', 'every day at 00:00, 02:00, 20:00 and 22:00'],
    ['every evening at 7', 'every day at 19:00'],
    ['every night', 'every day at 21:00'],
    ['every day at quarter past 8', 'every day at 08:15'],
    ['every day until 31.12. at 9', 'every day at 09:00 until Thu 31 Dec 2026'],
    ['every day until 31.12 at 9', 'every day at 09:00 until Thu 31 Dec 2026'],
    ['daily at 9 and 17:30', 'every day at 09:00 and 17:30'],
    ['read for 2 hours every day at 9', 'every day at 09:00 | read for 2 hours'],
    ['every day at 9 until 12 june', 'every day at 09:00 until Sat 12 Jun 2027'],
    ['every friday until the 20th at 9:00 read', 'every Friday at 09:00 until Sun 20 Dec 2026 | read'],
    ['every day at 9 for 2 weeks', 'every day at 09:00 until Sun 6 Dec 2026'],
  ])('%j is %s', (text, reading) => {
    expect(read(text)).toBe(reading);
  });

  test('steps are counted from the first chance, not from a day that has passed', () => {
    const when = readWhen('every other day at 8:00', zone, now);
    expect(when).toMatchObject({ kind: 'rule', rule: { from: '2026-11-24' } });
    const saturday = new Date('2026-11-28T12:00:00Z');
    expect(readWhen('every 2 weeks on friday', zone, saturday)).toMatchObject({ rule: { from: '2026-12-04' } });
  });

  test('a start that is said is the first day', () => {
    const when = readWhen('every weekday 9am starting next monday', zone, now);
    expect(when).toMatchObject({ kind: 'rule', rule: { from: '2026-11-30' }, rest: '' });
  });

  test("a day without a time has the member's usual hour", () => {
    expect(readWhen('every day', zone, now, '17:15')).toMatchObject({ rule: { at: ['17:15'] } });
  });

  test('what describeRule says is read back as the same rule', () => {
    fc.assert(
      fc.property(someRule, fc.option(someDay, { nil: undefined }), (someRhythm, until) => {
        const early = new Date('2024-01-01T00:00:00Z');
        const words = describeRule({ ...someRhythm, ...(until === undefined ? {} : { until }) });
        const when = readWhen(words, zone, early);
        fc.pre(when.kind !== 'problem' || !/shortest|ends before/.test(when.says));
        expect(when).toMatchObject({ kind: 'rule', rest: '' });
        if (when.kind === 'rule') expect(describeRule(when.rule)).toBe(words);
      }),
      seeded,
    );
  });
});

describe('words of the reminder that look like times stay words', () => {
  test.each([
    ['read 2 Kings 5:07 tomorrow at 18:00', '2026-11-24 18:00 | read 2 Kings 5:07'],
    ['solve 3/4 of the set tomorrow', '2026-11-24 09:00 | solve 3/4 of the set'],
    ['read about the march on Rome tomorrow', '2026-11-24 09:00 | read about the march on Rome'],
    ['read §3.10:15 tomorrow', '2026-11-24 09:00 | read §3.10:15'],
    ['study for 3 days tomorrow', '2026-11-24 09:00 | study for 3 days'],
    ['read 1984 tomorrow', '2026-11-24 09:00 | read 1984'],
    ['read 3.4. tomorrow', '2026-11-24 09:00 | read 3.4.'],
    ['read section 12.6. at 18:00', '2026-11-23 18:00 | read section 12.6.'],
    ['read section 31.12 at 18:00', '2026-11-23 18:00 | read section 31.12'],
    ['run 24.12 km at 18:00', '2026-11-23 18:00 | run 24.12 km'],
    ['raise it to 31.12 points at 18:00', '2026-11-23 18:00 | raise it to 31.12 points'],
    ['read 12.06 at 18:00', '2026-11-23 18:00 | read 12.06'],
    ['look at seven problems tomorrow', '2026-11-24 09:00 | look at seven problems'],
    ['pages 20 to 6 tomorrow', '2026-11-24 09:00 | pages 20 to 6'],
    ['read the 3rd chapter tomorrow', '2026-11-24 09:00 | read the 3rd chapter'],
    [
      'read chapters 3 and 4 every other wednesday 6.30pm',
      'every other week on Wednesday at 18:30 | read chapters 3 and 4',
    ],
    ['look at 3 problems daily at 9', 'every day at 09:00 | look at 3 problems'],
    ['daily at 9 look at 3 problems', 'every day at 09:00 | look at 3 problems'],
    ['read *bold* @everyone <b> tomorrow at 9', '2026-11-24 09:00 | read *bold* @everyone <b>'],
    ['übung 🎲 tomorrow 9:00', '2026-11-24 09:00 | übung 🎲'],
  ])('%j is %s', (text, reading) => {
    expect(read(text)).toBe(reading);
  });
});

describe('what cannot be had gets a sentence with an example', () => {
  test.each([
    ['', 'no time'],
    ['asdf ghjk', 'no time'],
    ['twice a week', 'no time'],
    ['yesterday', 'has passed'],
    ['last friday', 'has passed'],
    ['12 june 2020 9:00', 'Fri 12 Jun 2020 at 09:00 has passed'],
    ['today at 7:00', 'has passed'],
    ['today', 'At what time today?'],
    ['1 jan 2040', 'more than 5 years'],
    ['in 99999999999999999999 hours', 'more than 5 years'],
    ['every day at 9 starting 1 jan 2040', 'over 5 years'],
    ['in 0 minutes', 'at least a minute'],
    ['every 10 minutes', 'every hour'],
    ['every 30 seconds', 'every hour'],
    ['daily at 9:00 and 9:30', 'every hour'],
    ['daily at 23:45 and 0:15', 'every hour'],
    ['every 0 days', '1 to 1000'],
    ['every 5000 days', '1 to 1000'],
    ['every day for 99999999999 weeks', 'count to 1000'],
    ['every day until 12 june 5000', 'too far away'],
    ['every year on 12 june', 'hours, days, weeks or months'],
    ['first monday of every month', 'months by date'],
    ['every month on monday', 'months by date'],
    ['every monday at 9 and every thursday at 17', 'two ways'],
    ['every 3 hours at 9:00 and 10:00', 'begin at one time'],
    ['every day until yesterday', 'ends before it comes'],
    ['tomorrow at 9 and 17', 'several times'],
    ['tomorrow at 9.10, 17:00', 'several times'],
    ['read 9.40, 17:00', 'several times'],
    ['12/06 at 9:00', 'may be two days'],
    ['31 november 9:00', 'not in the calendar'],
    ['31.2. 9:00', 'not in the calendar'],
    ['25:00 tomorrow', '"25:00" is no time of day'],
    ['every day at 26', '"26" is no time of day'],
    ['tomorrow 7pm EST', 'your own clock'],
    ['every day at 9:00 GMT+3', 'your own clock'],
    ['x'.repeat(10_000_000), 'characters at most'],
  ])('%.30j: %s', (text, says) => {
    const when = readWhen(text, zone, now);
    const isTimeless = when.kind === 'problem' && when.says.startsWith('I found no time') && { isTimeless: true };
    expect(when).toEqual({ kind: 'problem', says: expect.stringContaining(says), ...isTimeless });
    expect(when.kind === 'problem' && when.says).toMatch(/["?].*[".]$|like 18:30\.$/);
  });
});

test('whatever is written: an instant ahead, a rule that comes, or a sentence; never a crash', () => {
  const somePiece = fc.constantFrom(
    ...[
      'every',
      'each',
      'other',
      'day',
      'days',
      'weeks',
      'hours',
      'month',
      'weekday',
      'monday',
      'fri',
      'and',
      ',',
      '-',
    ],
    ...['at', 'on', 'the', 'of', 'in', 'for', 'from', 'until', 'starting', 'between', 'to', 'next', 'last', 'except'],
    ...[
      '9',
      '31',
      '99999999999',
      '1st',
      '30th',
      'second',
      '18:30',
      '25:00',
      '6pm',
      '7.15',
      'noon',
      'EST',
      '12/06',
      '1h30',
      '12.6.',
      '31.12',
      'half past',
      'quarter to',
      'seven',
    ],
    ...[
      'tomorrow',
      'tonight',
      'morning',
      'june',
      'february',
      '29',
      '2040',
      '2026-12-01',
      'minutes',
      'from now',
      'read',
    ],
  );
  const someText = fc.oneof(
    fc.array(somePiece, { maxLength: 9 }).map((pieces) => pieces.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(someText, someZone, someInstant, (text, anyZone, at) => {
      const when = readWhen(text, anyZone, at);
      if (when.kind === 'once') expect(when.at > at).toBe(true);
      if (when.kind === 'rule')
        expect(isRule(when.rule) && nextOccurrence(when.rule, anyZone, at)).toBeInstanceOf(Date);
      if (when.kind === 'problem') expect(when.says.length).toBeGreaterThan(20);
    }),
    { ...seeded, numRuns: 1500 },
  );
});

describe('the zone of the machine has no say', () => {
  const own = process.env.TZ;
  afterEach(() => {
    if (own === undefined) delete process.env.TZ;
    else process.env.TZ = own;
  });

  test.each([
    ['Pacific/Auckland', -780],
    ['America/New_York', 300],
    ['Pacific/Kiritimati', -840],
    ['America/Nuuk', 120],
  ])('in %s', (machine, offset) => {
    const texts = ['tomorrow at 2:30', 'today 23:30', 'friday 1:30', 'in 2 days', 'every other day', '29 march 2:30'];
    const moments = ['2026-11-23T13:32:10Z', '2026-03-28T22:30:00Z', '2026-03-08T06:59:00Z', '2026-11-01T05:30:00Z'];
    const everything = () =>
      ['Europe/Berlin', 'America/New_York', 'Pacific/Chatham', 'Pacific/Kiritimati'].flatMap((member) =>
        moments.flatMap((at) => texts.map((text) => readWhen(text, member, new Date(at)))),
      );
    process.env.TZ = 'UTC';
    const atHome = everything();
    process.env.TZ = machine;
    expect(new Date('2026-01-01T12:00:00Z').getTimezoneOffset()).toBe(offset);
    expect(everything()).toEqual(atHome);
  });
});
