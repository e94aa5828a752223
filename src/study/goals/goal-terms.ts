/**
 * A goal's own terms, read from one line and written back to it: "40 problems by 12 June". Nothing typed is lost: what is not
 * understood stays in the measure as it was written.
 */

import { type Cut, HOLE, tidyWords, Unclear } from '../text/plain-cut.ts';
import { type Day, formatDay } from '../time/day.ts';
import { cutDay, type SaidDay } from '../time/plain-day.ts';
import { readMeasure } from './plan-reading.ts';

export interface GoalTerms {
  /** The words without the deadline; empty where there are none. */
  readonly measure: string;
  /** What of them could be counted: 40. */
  readonly amount: number | null;
  /** What is counted: "problems". */
  readonly unit: string | null;
  readonly deadline: Day | null;
}

const deadlineWord = /\b(?:by|before|until|till|due|deadline)\b(?!.*\b(?:by|before|until|till|due|deadline)\b)/iu;
const joinedHole = new RegExp(
  `[\\s,;:(–-]*(?:\\b(?:by|before|until|till|due|deadline|on|at|the)\\b[\\s:]*)*${HOLE}[\\s).,;:–-]*`,
  'iu',
);
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const endOfMonth = /\b(?:the )?end of (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/giu;

/** More than anyone can count to is no amount. */
const largestAmount = 1e9;

/** Reads measure and deadline, days as of `today`. A sentence where the deadline has passed or can be read as two days. */
export function readGoalTerms(text: string, today: Day): GoalTerms | { readonly problem: string } {
  const typed = tidyWords(text);
  try {
    const cut = cutDeadline(typed, today);
    return termsOf(cut ? cut.left.replace(joinedHole, ' ').trim() : typed, cut?.found.day ?? null);
  } catch (error) {
    if (error instanceof Unclear) return { problem: error.message };
    throw error;
  }
}

function termsOf(measure: string, deadline: Day | null): GoalTerms {
  const counted = readMeasure(measure);
  const amount = counted && counted.amount <= largestAmount ? counted.amount : null;
  return { measure, amount, unit: amount === null ? null : counted?.unit || null, deadline };
}

/** A day behind "by" is the deadline before any other, and only there must it have one reading: "3/4 of the book" has none. */
function cutDeadline(typed: string, today: Day): Cut<SaidDay> | null {
  const text = typed.replace(endOfMonth, (_, month: string) => `${lastDateOf(month, today)} ${month}`);
  const at = deadlineWord.exec(text)?.index ?? text.length;
  const tail = text.slice(at);
  const after = /^\S+\s+\d/u.test(tail) ? cutDay(tail, today, 'a day') : cutClearDay(tail, today);
  const cut = after ? { ...after, left: text.slice(0, at) + after.left } : cutClearDay(text, today);
  if (cut && cut.found.day < today)
    throw new Unclear(`${formatDay(cut.found.day, today)} has passed. Which day from now on is your deadline?`);
  return cut;
}

function cutClearDay(text: string, today: Day): Cut<SaidDay> | null {
  try {
    return cutDay(text, today);
  } catch (error) {
    if (error instanceof Unclear) return null;
    throw error;
  }
}

function lastDateOf(month: string, today: Day): number {
  const index = monthNames.indexOf(month.toLowerCase());
  const passed = index + 1 < Number(today.slice(5, 7));
  return new Date(Date.UTC(Number(today.slice(0, 4)) + (passed ? 1 : 0), index + 1, 0)).getUTCDate();
}

/** The line as a person would type it; `readGoalTerms` reads the same terms from it on any day. */
export function writeGoalTerms({ measure, deadline }: Pick<GoalTerms, 'measure' | 'deadline'>): string {
  if (deadline === null) return measure;
  return `${measure} by ${dateInWords(deadline)}`.trim();
}

const dateInWords = (day: Day) => `${formatDay(day).slice(4)} ${day.slice(0, 4)}`;

/** Whether what is done day by day adds up to the amount: problems and pages do; a grade, a share or a weekly rate does not. */
export function addsUp({ measure, unit }: { measure: string | null; unit: string | null }): boolean {
  const words = `${measure ?? ''} ${unit ?? ''}`;
  return !/%|\b(?:per ?cent|points?|grades?|marks?|scores?|daily|weekly|(?:a|per|each|every) (?:day|week|month))\b/iu.test(
    words,
  );
}
