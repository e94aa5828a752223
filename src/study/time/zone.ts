import { distance } from 'fastest-levenshtein';
import { Temporal } from 'temporal-polyfill';
import { abbreviations, citiesByZone, renamedZones } from './zone-names.ts';

/**
 * A time zone as Temporal takes it, with a sentence for the member where the reading was a choice; or, when it is not
 * clear, the zones that may have been meant, best first (at most 5).
 */
export type ZoneReading = { readonly zone: string; readonly note?: string } | { readonly nearest: readonly string[] };

const MOST_SUGGESTED = 25;
const MOST_NEAREST = 5;

/** Reads an IANA name in any case, old or new, a city, an offset ("GMT+3"), or an abbreviation ("EST"). */
export function readZone(text: string): ZoneReading {
  const typed = text.trim().slice(0, 60);
  return (
    readOffset(typed) ?? readAbbreviation(typed) ?? readName(typed) ?? { nearest: nearestZones(typed, typosIn(typed)) }
  );
}

/** Zones for what is typed so far, best first, at most 25: names that begin with it, then that hold it, then like it. */
export function suggestZones(typed: string): string[] {
  const start = plain(typed.slice(0, 60));
  if (start === '') return Object.keys(citiesByZone).slice(0, MOST_SUGGESTED);
  const found = [...zonesByName()].filter(([name]) => name.includes(start));
  const rank = (name: string) =>
    name.startsWith(start) ? 0 : /[ /]/.test(name.charAt(name.indexOf(start) - 1)) ? 1 : 2;
  const ranked = found.sort(([one], [other]) => rank(one) - rank(other)).map(([, zone]) => zone);
  return [...new Set(ranked.length > 0 ? ranked : nearestZones(typed))].slice(0, MOST_SUGGESTED);
}

function readOffset(typed: string): ZoneReading | null {
  if (/^(utc|gmt|z|zulu)$/i.test(typed)) return { zone: 'UTC', note: fixedNote('UTC') };
  const parts = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?$/i.exec(typed);
  if (!parts) return null;
  const [, sign, hours = '', minutes = '00'] = parts;
  const offset = `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
  // No place on Earth is further from UTC than these.
  if (sign === '+' ? offset > '+14:00' : offset > '-12:00') return { nearest: [] };
  return Number(hours) + Number(minutes) === 0
    ? { zone: 'UTC', note: fixedNote('UTC') }
    : { zone: offset, note: fixedNote(`UTC${offset}`) };
}

function fixedNote(offset: string): string {
  return `${offset} stays the same all year. If your clock changes for summer, write your city instead, such as "London".`;
}

function readAbbreviation(typed: string): ZoneReading | null {
  const zones = abbreviations[typed.toUpperCase()];
  if (!zones) return null;
  const [zone] = zones;
  if (zones.length > 1) return { nearest: zones };
  return { zone, note: `"${typed}" is no place, so I took ${zone}. If your clock differs, write your city.` };
}

function readName(typed: string): ZoneReading | null {
  const zone = zonesByName().get(plain(typed)) ?? otherZone(typed);
  return zone === null ? null : { zone };
}

/** Names that the list leaves out and the runtime still knows, such as US/Eastern. */
function otherZone(typed: string): string | null {
  const name = typed.replaceAll(' ', '_');
  if (!/^[a-z]+(\/[a-z0-9_+-]+)+$/i.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}

/** How many letters may be wrong; with more of them it is another word. */
const typosIn = (typed: string) => Math.max(2, Math.ceil(typed.length / 3));

function nearestZones(typed: string, furthest = Number.POSITIVE_INFINITY): string[] {
  const wanted = plain(typed);
  const closest = new Map<string, number>();
  for (const [name, zone] of zonesByName()) {
    closest.set(zone, Math.min(distance(wanted, name), closest.get(zone) ?? Number.POSITIVE_INFINITY));
  }
  const ranked = [...closest].filter(([, away]) => away <= furthest).sort(([, one], [, other]) => one - other);
  return ranked.slice(0, MOST_NEAREST).map(([zone]) => zone);
}

let names: ReadonlyMap<string, string> | undefined;

/** Every plain name with its zone: first the IANA names, whole and city alone, old and new; then the other cities. */
function zonesByName(): ReadonlyMap<string, string> {
  names ??= new Map([...ianaNames(), ...cityNames()].map(([name, zone]) => [plain(name), zone]));
  return names;
}

function ianaNames(): [name: string, zone: string][] {
  return Intl.supportedValuesOf('timeZone').flatMap((listed) => {
    const zone = renamedZones[listed] ?? listed;
    const whole = [listed, zone];
    const cities = whole.map((name) => name.slice(name.lastIndexOf('/') + 1));
    return [...whole, ...cities].map((name): [string, string] => [name, zone]);
  });
}

function cityNames(): [name: string, zone: string][] {
  return Object.entries(citiesByZone).flatMap(([zone, cities]) => cities.map((city): [string, string] => [city, zone]));
}

/** Lower case, no accents, one space for anything between words; the slash stays. */
function plain(name: string): string {
  const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[\s_.,-]+/g, ' ').trim();
}
