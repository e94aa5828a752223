import type { SaidAndRight } from '../../src/charts/calibration.ts';
import type { StudyDay } from '../../src/charts/day-cell.ts';
import { type ForgettingCurve, spreadOf } from '../../src/charts/recall.ts';
import type { StudyCalendar } from '../../src/charts/study-days.ts';

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A deck whose cards have these half-lives in days; reviewed ones stay near 93 %. */
export function curveOf(halfLives: readonly number[], more: Partial<ForgettingCurve> = {}): ForgettingCurve {
  const recallOn = (day: number) => spreadOf(halfLives.map((halfLife) => 0.97 * 2 ** (-day / halfLife)));
  const days = Array.from({ length: 31 }, (_, index) => ({
    day: addDays('2026-11-22', index),
    ifYouReview: index === 0 ? recallOn(0).mean : 0.93 + 0.01 * Math.cos(index),
    ifYouStop: recallOn(index),
  }));
  return { deck: 'Graph theory', cards: halfLives.length, desiredRetention: 0.9, days, ...more };
}

const kinds = ['studied', 'studied', 'frozen', 'studied', 'mended', 'studied'] as const;

/** Twelve weeks up to a Thursday, every fifth day empty, with every kind of day and every depth. */
export function calendarOf(more: Partial<StudyCalendar> = {}): StudyCalendar {
  const days = Array.from({ length: 84 }, (_, index): StudyDay => {
    const kind = kinds[index % kinds.length] ?? 'studied';
    return { day: addDays('2026-11-19', -index), kind, minutes: kind === 'frozen' ? 0 : (index * 13) % 75 };
  }).filter((_, index) => index % 5 !== 1);
  return { days, today: '2026-11-19', weeks: 12, ...more };
}

/** Practice answers of someone who is a little too sure. */
export const sureness: readonly SaidAndRight[] = [
  { said: 0.5, answers: 12, right: 7 },
  { said: 0.7, answers: 18, right: 13 },
  { said: 0.9, answers: 25, right: 18 },
  { said: 0.99, answers: 104, right: 93 },
];
