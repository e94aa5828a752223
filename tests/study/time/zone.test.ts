import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayIn } from '../../../src/study/time/day.ts';
import { readZone, suggestZones } from '../../../src/study/time/zone.ts';
import { abbreviations, citiesByZone, renamedZones } from '../../../src/study/time/zone-names.ts';
import { seeded } from './times.ts';

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['  New   York ', 'America/New_York'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['Munich', 'Europe/Berlin'],
  ['Port-au-Prince', 'America/Port-au-Prince'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Kiev', 'Europe/Kyiv'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Kathmandu', 'Asia/Kathmandu'],
  ['asia/katmandu', 'Asia/Kathmandu'],
  ['Chatham', 'Pacific/Chatham'],
  ['Kiritimati', 'Pacific/Kiritimati'],
  ['US/Eastern', 'US/Eastern'],
  ['Etc/GMT+3', 'Etc/GMT+3'],
])('%j is %s', (typed, zone) => {
  expect(readZone(typed)).toEqual({ zone });
});

test.each([
  ['GMT+3', '+03:00'],
  ['utc+5:30', '+05:30'],
  ['UTC +0545', '+05:45'],
  ['-11', '-11:00'],
  ['UTC−3', '-03:00'],
  ['GMT', 'UTC'],
  ['utc-0', 'UTC'],
])('the offset %j is %s, and is told to be the same all year', (typed, zone) => {
  expect(readZone(typed)).toEqual({ zone, note: expect.stringContaining('the same all year') });
});

test.each([
  ['EST', 'America/New_York'],
  ['pst', 'America/Los_Angeles'],
  ['CET', 'Europe/Berlin'],
])('%s is a habit of clocks: %s is taken, and it is said', (typed, zone) => {
  expect(readZone(typed)).toEqual({ zone, note: expect.stringContaining(zone) });
});

test('EST is not the zone of that name, which is at -05:00 in summer too', () => {
  const summer = Temporal.Instant.from('2026-07-01T12:00:00Z');
  const reading = readZone('EST');
  expect('zone' in reading && summer.toZonedDateTimeISO(reading.zone).offset).toBe('-04:00');
  expect(summer.toZonedDateTimeISO('EST').offset).toBe('-05:00');
});

describe('what is not clear', () => {
  test.each([
    ['Berln', 'Europe/Berlin'],
    ['Nwe York', 'America/New_York'],
    ['europe/berlim', 'Europe/Berlin'],
    ['Kathmndu', 'Asia/Kathmandu'],
    ['IST', 'Asia/Kolkata'],
    ['CST', 'America/Chicago'],
  ])('%j offers %s first', (typed, zone) => {
    const reading = readZone(typed);
    expect('nearest' in reading && reading.nearest[0]).toBe(zone);
  });

  test('a word that is like no place offers none', () => {
    expect(readZone('Atlantis')).toEqual({ nearest: ['America/New_York'] });
    expect(readZone('the moon')).toEqual({ nearest: [] });
  });

  test('an offset that no place has offers nothing', () => {
    expect(readZone('GMT+15')).toEqual({ nearest: [] });
    expect(readZone('UTC-13')).toEqual({ nearest: [] });
  });

  test('whatever is typed, a zone that comes out can be used, and at most 5 are offered', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.constantFrom('constructor', '__proto__', 'PST8PDT', '2026-01-01T00:00Z', '🕰', '/'),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const reading = readZone(text);
        if ('zone' in reading) expect(dayIn(reading.zone, new Date('2026-11-23T12:00:00Z'))).toMatch(/^2026-11-2[34]$/);
        else expect(reading.nearest.length).toBeLessThanOrEqual(5);
      }),
      seeded,
    );
  });
});

describe('suggestions', () => {
  test('names that begin so come first, then words within, then near ones', () => {
    expect(suggestZones('new')[0]).toBe('America/New_York');
    expect(suggestZones('york')).toEqual(['America/New_York']);
    expect(suggestZones('europe/').every((zone) => zone.startsWith('Europe/'))).toBe(true);
    expect(suggestZones('Berlim')[0]).toBe('Europe/Berlin');
    expect(suggestZones('mumb')).toEqual(['Asia/Kolkata']);
  });

  test('each zone once, at most 25, something for nothing typed, and each can be read back', () => {
    for (const typed of ['', 'a', 'america', 'zzz', 'x'.repeat(10_000)]) {
      const zones = suggestZones(typed);
      expect(zones.length).toBeGreaterThan(0);
      expect(zones.length).toBeLessThanOrEqual(25);
      expect(new Set(zones).size).toBe(zones.length);
      for (const zone of zones) expect(readZone(zone)).toEqual({ zone });
    }
  });
});

test('every zone in our own tables exists', () => {
  const named = [...Object.keys(citiesByZone), ...Object.values(abbreviations).flat(), ...Object.values(renamedZones)];
  for (const zone of named) expect(readZone(zone), zone).toEqual({ zone });
});

test('every zone of this machine can be read, and means the same hours under the name it gets', () => {
  const at = Temporal.Instant.from('2026-07-01T12:00:00Z');
  for (const listed of Intl.supportedValuesOf('timeZone')) {
    const reading = readZone(listed);
    const zone = 'zone' in reading ? reading.zone : '';
    expect(at.toZonedDateTimeISO(zone).offset, listed).toBe(at.toZonedDateTimeISO(listed).offset);
  }
});
