import { type Cut, cutAt, HOLE, Unclear } from '../text/plain-cut.ts';
import { type Clock, readClock } from './day.ts';
import { abbreviations } from './zone-names.ts';

/** A time of day as it was written. `isHalf`: before noon and without am or pm, so the evening may be meant. */
export interface SaidClock {
  readonly clock: Clock;
  readonly isHalf: boolean;
}

export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** When it is, where only the part of the day is said. */
export const usualClock: Readonly<Record<DayPart, Clock>> = {
  morning: '09:00',
  afternoon: '15:00',
  evening: '19:00',
  night: '21:00',
};

// A time with a mark of its own stands anywhere; a bare number is one only after "at", or last behind a day.
const MARKED = String.raw`(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?|\d{1,2}[:h]\d\d|noon\b|midday\b|midnight\b)`;
// No clock shows 30.11: it is a day.
const DOTTED_DAY = String.raw`(?:2[4-9]|3[01])\.(?:0[1-9]|1[0-2])(?!\d)`;
const BARE = String.raw`(?!${DOTTED_DAY})\d{1,2}(?:[:.]\d\d)?(?:\s?o['’]?clock)?`;
const ITEM = String.raw`(?:${MARKED}|${BARE})(?![\w/%]|[.,:]\d)`;
const JOIN = String.raw`(?:\s*,?\s*(?:and|&)\s+(?:at\s+)?|\s*,\s*(?=${MARKED}))`;
const AT = String.raw`(?<at>\b(?:at|by|around|from)\s+|@\s*)`;
const ITEMS = new RegExp(ITEM, 'giu');
const HAS_MARK = new RegExp(MARKED, 'iu');
const LIST = new RegExp(String.raw`${AT}?(?<![\w:/.,-])(?<list>${ITEM}(?:${JOIN}${ITEM})*)`, 'giu');

/**
 * The times of day in a text: the `marked` ones that show it by themselves ("18:30", "6pm", "noon"), or the `bare` hours
 * ("at 7"). Null when there are none. Throws Unclear when one is no time of day, or is given for another zone.
 */
export function cutClocks(text: string, kind: 'marked' | 'bare'): Cut<SaidClock[]> | null {
  const rank = kind === 'marked' ? rankMarked : rankBare;
  const lists = [...text.matchAll(LIST)].map((match) => ({ match, rank: rank(match, text) }));
  const best = lists.filter((list) => list.rank > 0).sort((one, other) => other.rank - one.rank)[0]?.match;
  if (!best) return null;
  const zone = zoneBehind(text.slice(best.index + best[0].length));
  if (zone) {
    throw new Unclear(`Times are by your own clock: leave out "${zone}" and write it as it is for you, like 18:30.`);
  }
  const found: SaidClock[] = [];
  for (const item of itemsOf(best)) {
    const clock = readClock(item);
    if (clock === null) throw new Unclear(`"${item}" is no time of day. Write it like 18:30 or 6pm.`);
    found.push({ clock, isHalf: clock >= '01:00' && clock < '12:00' && /\d$|clock$/i.test(item) });
  }
  return { found, left: cutAt(text, best.index, best[0].length) };
}

const PART = '(morning|afternoon|evening|night)s?';
const DAY_PART = new RegExp(`\\b(?:tonight|(this|in the|at|every|each) ${PART}|(?<=day |tomorrow )${PART})\\b`, 'i');

/** The part of the day that is said ("tomorrow evening", "every night"), with the text left saying only its day. */
export function cutDayPart(text: string): Cut<DayPart> | null {
  const match = DAY_PART.exec(text);
  if (!match) return null;
  const [said, lead = '', part, partOfDay] = match;
  const found = (part ?? partOfDay ?? 'evening').toLowerCase() as DayPart;
  const day = /every|each/i.test(lead) ? 'every day' : /this/i.test(lead) || /^tonight/i.test(said) ? 'today' : HOLE;
  return { found, left: text.slice(0, match.index) + day + text.slice(match.index + said.length) };
}

/** The clock meant where the part of the day was said too: "evening at 7" is 19:00. */
export function clockInPart({ clock, isHalf }: SaidClock, part: DayPart | null): Clock {
  const isLate = part === 'afternoon' || part === 'evening' || (part === 'night' && clock >= '06:00');
  return isHalf && isLate ? twelveLater(clock) : clock;
}

/** "07:30" → "19:30". */
export function twelveLater(clock: Clock): Clock {
  return `${Number(clock.slice(0, 2)) + 12}${clock.slice(2)}`;
}

function itemsOf(list: RegExpMatchArray): string[] {
  return (list.groups?.list ?? '').match(ITEMS) ?? [];
}

function rankMarked(list: RegExpMatchArray): number {
  if (!HAS_MARK.test(list.groups?.list ?? '')) return 0;
  // A wrong one is worth a sentence, but not where a right one is there too.
  if (itemsOf(list).some((item) => readClock(item) === null)) return 1;
  return list.groups?.at ? 3 : 2;
}

// "look at 3 problems daily at 9": the "at" beside the day is the one about time. A wrong hour is only worth a sentence
// where it can be nothing else: "daily at 26".
function rankBare(list: RegExpMatchArray, text: string): number {
  const before = text.slice(0, list.index).trimEnd();
  const after = text.slice((list.index ?? 0) + list[0].length).trimStart();
  const sides = Number(before === '' || before.endsWith(HOLE)) + Number(after === '' || after.startsWith(HOLE));
  const isSaid = /at|around|@/i.test(list.groups?.at ?? '') || (before.endsWith(HOLE) && after === '');
  const isRead = itemsOf(list).every((item) => readClock(item) !== null);
  if (!isSaid || (!isRead && sides < 2)) return 0;
  return isRead ? 2 + sides : 1;
}

function zoneBehind(text: string): string | undefined {
  const [, word = ''] = /^\s?\(?((?:UTC|GMT)(?:[+-]\d{1,2})?|[A-Z]{3,4})\b/.exec(text) ?? [];
  return /^(?:UTC|GMT)/.test(word) || abbreviations[word] ? word : undefined;
}
