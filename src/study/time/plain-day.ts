import { Chrono, en, type ParsedComponents, type ParsedResult } from 'chrono-node';
import { type Cut, cutAt, HOLE, Unclear } from '../text/plain-cut.ts';
import { addDays, type Day, isDay, monthNames } from './day.ts';

/** A day as it was said. `isWeekday`: only a weekday was, so today's name may also mean a week from now. */
export interface SaidDay {
  readonly day: Day;
  readonly isWeekday: boolean;
}

// chrono reads days and nothing else here: times of day are ours, and a lone "march", "3/4" of a month and year, or
// "a day" is more often a word of the reminder than its date.
const chrono = new Chrono(daysOnly(en.configuration.createCasualConfiguration()));

/**
 * The day a text names, the coming one where several fit. Null when it names none. Throws Unclear for two readings. `asked`: where
 * nothing but a day was asked for, "12.06" is one; elsewhere it may be a time of day.
 */
export function cutDay(text: string, today: Day, asked: 'a day' | 'any time' = 'any time'): Cut<SaidDay> | null {
  const said = withDatesAsIso(text.replace(/\b(?:the )?day after tomorrow\b/gi, 'overmorrow'));
  const best = chrono
    .parse(said, noonOnThisMachine(today))
    .map((result) => ({ result, rank: rankOf(result) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)[0]?.result;
  if (!best) return cutRareDate(said, today) ?? cutDottedDate(said, today, asked) ?? cutDateOfMonth(said, today);
  const two = /^(?:on )?(\d{1,2})[/.-](\d{1,2})\b/.exec(best.text);
  if (two && two[1] !== two[2] && Number(two[1]) <= 12 && Number(two[2]) <= 12) {
    throw new Unclear(`"${best.text}" may be two days. Write the month as a word, like "12 June".`);
  }
  // "12 june 20 pages": what chrono takes for the year 2020 is not one.
  const words = best.start.isCertain('year') ? best.text.replace(/(?<=[a-z][.,]?\s)\d{1,2}$/i, '') : best.text;
  const day = comingDay(best.start, words, today);
  const found = { day, isWeekday: isOnlyWeekday(best.start) };
  return { found, left: cutAt(said, best.index, words.length) };
}

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const RARE = new RegExp(
  `\\b(?:on )?(?:(29|3[01])(?:st|th)? (?:of )?${MONTH}|${MONTH} (29|3[01])(?:st|th)?)(?: (\\d{4}))?\\b`,
  'i',
);

/** "29 February", which chrono sees only near leap years. Throws Unclear for "31 November", which is never. */
function cutRareDate(text: string, today: Day): Cut<SaidDay> | null {
  const match = RARE.exec(text);
  if (!match) return null;
  const [said, dateFirst, name, nameFirst, date, saidYear] = match;
  const month = (name ?? nameFirst ?? '').slice(0, 3).toLowerCase();
  const monthAndDate = `${pad(monthNames.findIndex((known) => known.toLowerCase() === month) + 1)}-${dateFirst ?? date}`;
  const day = saidYear ? calendarDay(`${saidYear}-${monthAndDate}`) : comingDate(monthAndDate, today);
  if (!day) throw new Unclear(`"${said}" is not in the calendar. Try "30 November 9:00".`);
  return { found: { day, isWeekday: false }, left: cutAt(text, match.index, said.length) };
}

// With dots the day comes first, everywhere; "section 12.6." is a number.
const BEFORE_DOTTED = String.raw`(?<![\w.,:§-])(?<!\b(?:sections?|chapters?|ch|exercises?|problems?|questions?|tasks?|figures?|tables?|no|nr)\.? )`;
const DOTTED = new RegExp(String.raw`${BEFORE_DOTTED}(?:on )?(\d{1,2})\. ?(\d{1,2})\.(?![\w.])`, 'i');
const WITHOUT_LAST_DOT = new RegExp(String.raw`${BEFORE_DOTTED}(?:on )?(\d{1,2})\.(\d{1,2})(?![\w.%]|[,:]\d)`, 'i');

/** "12.6.", "31.12": the coming one. Throws Unclear for "31.2.", which is never. */
function cutDottedDate(text: string, today: Day, asked: 'a day' | 'any time'): Cut<SaidDay> | null {
  const bare = WITHOUT_LAST_DOT.exec(text);
  const match = DOTTED.exec(text) ?? (bare && (asked === 'a day' || isNoClock(bare, text)) ? bare : null);
  const [said = '', date = '', month = ''] = match ?? [];
  if (!match || Number(month) > 12 || Number(date) > 31 || Number(month) * Number(date) === 0) return null;
  const day = comingDate(`${pad(month)}-${pad(date)}`, today);
  if (!day) throw new Unclear(`"${said}" is not in the calendar. Try "30 November 9:00".`);
  return { found: { day, isWeekday: false }, left: cutAt(text, match.index, said.length) };
}

/** No clock shows 24.12 or 31.12; but "24.12 km" is no day, so it stands first, last or beside a word of time. */
function isNoClock({ 0: said, 1: date, 2: month, index }: RegExpExecArray, text: string): boolean {
  const [before, after] = [text.slice(0, index).trimEnd(), text.slice(index + said.length).trimStart()];
  const isBeside = /^on /i.test(said) || /(?:^|\b(?:by|before|until|till?|from|due))$/i.test(before);
  const isLast = /^(?:$|[,;]|at\b)/i.test(after);
  const isHole = before.endsWith(HOLE) || after.startsWith(HOLE);
  const isMeasured = /^(?:[€$£]|(?:k?m|cm|mm|k?g|l|h|pages?|points?|euros?|dollars?)\b)/i.test(after);
  return Number(date) > 23 && month?.length === 2 && !isMeasured && (isBeside || isLast || isHole);
}

/** "12.6.2027" as chrono reads it one way only. */
const withDatesAsIso = (text: string): string =>
  text.replace(/(?<![\w.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?![\w])/g, (said, date, month, year) => {
    return calendarDay(`${year}-${pad(month)}-${pad(date)}`) ?? said;
  });

const calendarDay = (day: Day): Day | null => (isDay(day) ? day : null);

/** The coming day of this month and date, `mm-dd`; null where there is none in nine years. */
function comingDate(monthAndDate: string, today: Day): Day | null {
  const thisYear = Number(today.slice(0, 4));
  const days = Array.from({ length: 9 }, (_, index) => `${thisYear + index}-${monthAndDate}`);
  return days.find((day) => isDay(day) && day >= today) ?? null;
}

/** "on the 12th": the next day with that date. */
function cutDateOfMonth(text: string, today: Day): Cut<SaidDay> | null {
  const pattern = `\\b(?:on )?the (\\d{1,2})(?:st|nd|rd|th)(?: of (?:the|this) month)?(?=\\s*(?:$|${HOLE}|[,;]|at\\b))`;
  const match = new RegExp(pattern, 'i').exec(text);
  const date = pad(match?.[1]);
  if (!match || date < '01' || date > '31') return null;
  let day = today;
  while (!day.endsWith(`-${date}`)) day = addDays(day, 1);
  return { found: { day, isWeekday: false }, left: cutAt(text, match.index, match[0].length) };
}

function comingDay(start: ParsedComponents, words: string, today: Day): Day {
  const day = dayOf(start);
  if (isOnlyWeekday(start)) return day < today && !/\b(?:last|past)\b/i.test(words) ? addDays(day, 7) : day;
  if (start.isCertain('year') && !/[a-z][.,]?\s$/i.test(words)) return day;
  for (let year = Number(today.slice(0, 4)); ; year++) {
    const coming = dayOf(start, year);
    if (coming >= today && isDay(coming)) return coming;
  }
}

function dayOf(start: ParsedComponents, year = start.get('year')): Day {
  return `${String(year).padStart(4, '0')}-${pad(start.get('month'))}-${pad(start.get('day'))}`;
}

function pad(part: number | string | null | undefined): string {
  return String(part).padStart(2, '0');
}

function isOnlyWeekday(start: ParsedComponents): boolean {
  return start.isCertain('weekday') && !start.isCertain('day');
}

// Words say a day more surely than the name of a weekday ("he sat"), and that more surely than numbers ("3/4 of it").
function rankOf({ start, text }: ParsedResult): number {
  if (start.isCertain('hour') || /^for\b/i.test(text) || !isDay(dayOf(start))) return 0;
  if (isOnlyWeekday(start)) return 2;
  if (start.isCertain('day')) return /[a-z]|^\d{4}/i.test(text) ? 3 : 1;
  return /^(?:in|next)\b|from now/i.test(text) ? 3 : 0;
}

// chrono asks the reference for its local date. Noon is on that date in the zone of any machine, so the zone has no say.
function noonOnThisMachine(day: Day): Date {
  return new Date(`${day}T12:00`);
}

function daysOnly(configuration: ConstructorParameters<typeof Chrono>[0]): NonNullable<typeof configuration> {
  const { parsers, refiners } = configuration ?? { parsers: [], refiners: [] };
  const left = /TimeExpression|CasualTime|MonthNameParser$|SlashMonth|CasualRelative/;
  return { parsers: parsers.filter((parser) => !left.test(parser.constructor.name)), refiners };
}
