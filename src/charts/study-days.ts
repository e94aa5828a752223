import { Temporal } from 'temporal-polyfill';
import { drawDay, ring, type StudyDay } from './day-cell.ts';
import { drawPicture, type Picture } from './draw.ts';
import { type Graphic, ink, line, margin, panel, pictureWidth, size } from './look.ts';
import { type ChartWords, english } from './words.ts';

export interface StudyCalendar {
  /** At most one a day, in any order; days outside the weeks shown are left out. */
  readonly days: readonly StudyDay[];
  /** yyyy-mm-dd; its week is the last column. */
  readonly today: string;
  readonly weeks: number;
}

const left = 72;
const top = 114;

interface Cell {
  readonly day: Temporal.PlainDate;
  readonly week: number;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly entry: StudyDay | undefined;
}

/** The last weeks as a calendar, Monday to Sunday: the more minutes, the brighter the day. */
export function studyDaysChart(calendar: StudyCalendar, words: ChartWords = english): Picture {
  const cells = cellsOf(calendar);
  const entries = cells.flatMap((cell) => cell.entry ?? []);
  const pitch = Math.min(40, (pictureWidth - margin - left) / calendar.weeks);
  const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0);
  const studied = entries.filter((entry) => entry.kind !== 'frozen').length;
  const kinds = new Set(entries.map((entry) => entry.kind));
  const legendTop = top + 7 * pitch + 26;
  const height = Math.round(legendTop + (kinds.has('frozen') || kinds.has('mended') ? 58 : 30));
  const graphic = [
    ...panel(
      pictureWidth,
      height,
      words.studyDays,
      entries.length > 0 ? words.studied(studied, minutes, calendar.weeks) : words.noStudyDays,
    ),
    ...monthNames(cells, pitch, words),
    ...[0, 2, 4, 6].map((row) => line(words.weekdays[row] ?? '', margin, top + (row + 0.5) * pitch, quiet)),
    ...cells.flatMap((cell) => drawCell(cell, pitch, calendar.today)),
    ...legend(legendTop, kinds, words),
  ];
  return drawPicture(pictureWidth, height, describe(calendar, cells, words), { graphic });
}

const quiet = { fill: ink.quiet, fontSize: size.label } as const;

/** Every day from the Monday of the first week up to today. */
function cellsOf({ days, today, weeks }: StudyCalendar): Cell[] {
  const byDay = new Map(days.map((entry) => [entry.day, entry]));
  const last = Temporal.PlainDate.from(today);
  const count = (weeks - 1) * 7 + last.dayOfWeek;
  const first = last.subtract({ days: count - 1 });
  return Array.from({ length: count }, (_, index) => {
    const day = first.add({ days: index });
    return { day, week: Math.floor(index / 7), weekday: index % 7, entry: byDay.get(day.toString()) };
  });
}

/** A month is named above the week in which it begins, and above the first week if there is room. */
function monthNames(cells: readonly Cell[], pitch: number, words: ChartWords): Graphic[] {
  const begins = cells.filter((cell) => cell.day.day === 1);
  const first = cells[0];
  const crowded = begins[0] !== undefined && begins[0].week * pitch < 48;
  return [...(first && !crowded ? [first] : []), ...begins.filter((cell) => cell !== first)].map((cell) =>
    line(words.month(cell.day.toString()), left + cell.week * pitch, top - 16, quiet),
  );
}

function drawCell({ day, week, weekday, entry }: Cell, pitch: number, today: string): Graphic[] {
  const box = { x: left + week * pitch, y: top + weekday * pitch, side: pitch - 4 };
  return [...drawDay(box, entry), ...(day.toString() === today ? [ring(box)] : [])];
}

/** First row: at how many minutes each depth begins, and today; second row: frozen and mended, when there are any. */
function legend(y: number, kinds: ReadonlySet<string>, words: ChartWords): Graphic[] {
  const entry = (x: number, row: number, name: string, sample?: Pick<StudyDay, 'kind' | 'minutes'>): Graphic[] => {
    const box = { x, y: y + row * 28 - 9, side: 18 };
    return [
      ...drawDay(box, sample),
      ...(sample ? [] : [ring(box)]),
      line(name, x + (sample ? 25 : 29), y + row * 28, quiet),
    ];
  };
  return [
    ...entry(margin, 0, '<15', { kind: 'studied', minutes: 0 }),
    ...entry(margin + 74, 0, '15', { kind: 'studied', minutes: 15 }),
    ...entry(margin + 136, 0, '30', { kind: 'studied', minutes: 30 }),
    ...entry(margin + 198, 0, `60+ ${words.minutes}`, { kind: 'studied', minutes: 60 }),
    ...entry(344, 0, words.today),
    ...(kinds.has('frozen') ? entry(margin, 1, words.frozen, { kind: 'frozen', minutes: 0 }) : []),
    ...(kinds.has('mended') ? entry(margin + 136, 1, words.mended, { kind: 'mended', minutes: 0 }) : []),
  ];
}

function describe(calendar: StudyCalendar, cells: readonly Cell[], words: ChartWords): string {
  const entries = cells.flatMap((cell) => cell.entry ?? []);
  const countOf = (kind: StudyDay['kind']) => entries.filter((entry) => entry.kind === kind).length;
  return words.studyDaysAlt({
    firstDay: cells[0]?.day.toString() ?? calendar.today,
    lastDay: calendar.today,
    weeks: calendar.weeks,
    studied: countOf('studied'),
    minutes: entries.reduce((sum, entry) => sum + entry.minutes, 0),
    frozen: countOf('frozen'),
    mended: countOf('mended'),
    perWeek: Array.from(
      { length: calendar.weeks },
      (_, week) => cells.filter((cell) => cell.week === week && cell.entry && cell.entry.kind !== 'frozen').length,
    ),
  });
}
