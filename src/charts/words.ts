import { Temporal } from 'temporal-polyfill';
import { percent } from '../study/text/in-words.ts';
import { hoursAndMinutes } from './label.ts';

/** Every word that a picture writes or says, so that another language is another object of this type. */
export interface ChartWords {
  readonly weekdays: readonly [string, string, string, string, string, string, string];
  readonly month: (day: string) => string;
  readonly day: (day: string) => string;
  readonly today: string;
  readonly now: (recall: number) => string;
  readonly aim: (recall: number) => string;
  readonly ifYouReview: string;
  readonly ifYouStop: string;
  readonly band: string;
  readonly recallAhead: (cards: number, days: number) => string;
  readonly noCards: string;
  readonly recallAlt: (facts: RecallFacts) => string;
  readonly noCardsAlt: (deck: string) => string;
  readonly studyDays: string;
  readonly studied: (days: number, minutes: number, weeks: number) => string;
  readonly noStudyDays: string;
  readonly minutes: string;
  readonly frozen: string;
  readonly mended: string;
  readonly studyDaysAlt: (facts: StudyDaysFacts) => string;
  readonly calibration: string;
  readonly calibrationOver: (answers: number) => string;
  readonly times: (answers: number) => string;
  readonly share: (share: number) => string;
  readonly youSaid: string;
  readonly wereRight: string;
  readonly tooSure: string;
  readonly calibrationAlt: (steps: readonly CalibrationStep[]) => string;
}

export interface CalibrationStep {
  readonly said: number;
  readonly answers: number;
  readonly right: number;
}

export interface RecallFacts {
  readonly deck: string;
  readonly cards: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly now: number;
  readonly reviewed: number;
  readonly stopped: { readonly low: number; readonly mean: number; readonly high: number };
  readonly aim: number;
}

export interface StudyDaysFacts {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly weeks: number;
  readonly studied: number;
  readonly minutes: number;
  readonly frozen: number;
  readonly mended: number;
  readonly perWeek: readonly number[];
}

export const english: ChartWords = {
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  month: (day) => plainDay(day, { month: 'short' }),
  day: (day) => plainDay(day, { day: 'numeric', month: 'short' }),
  today: 'today',
  now: (recall) => `now ${percent(recall)}`,
  aim: (recall) => `aim ${percent(recall)}`,
  ifYouReview: 'if you review when due',
  ifYouStop: 'if you stop',
  band: '8 in 10 cards',
  recallAhead: (cards, days) => `What you can recall, next ${days} days · ${count(cards, 'card')}`,
  noCards: 'No cards here yet. The first one starts the curve.',
  recallAlt: (facts) =>
    `Forgetting curve of ${facts.deck}, ${count(facts.cards, 'card')}, ${longDay(facts.firstDay)} to ${longDay(facts.lastDay)}. ` +
    `Expected recall is ${percent(facts.now)} today. If you review when due it is ${percent(facts.reviewed)} on ` +
    `${longDay(facts.lastDay)}; if you stop it is ${percent(facts.stopped.mean)}${spreadWords(facts)}. Your aim is ${percent(facts.aim)}.`,
  noCardsAlt: (deck) => `Forgetting curve of ${deck}: there are no cards yet.`,
  studyDays: 'Study days',
  studied: (days, minutes, weeks) =>
    `${[count(days, 'day'), ...(minutes > 0 ? [hoursAndMinutes(minutes)] : [])].join(' · ')} in ${weeks} weeks`,
  noStudyDays: 'The first day you study lights up here.',
  minutes: 'min',
  frozen: 'frozen',
  mended: 'mended',
  studyDaysAlt: (facts) =>
    `Study days of ${facts.weeks} weeks, ${longDay(facts.firstDay)} to ${longDay(facts.lastDay)}: ` +
    `${listed([
      `${count(facts.studied, 'day')} studied${facts.minutes > 0 ? ` (${hoursAndMinutes(facts.minutes)})` : ''}`,
      ...(facts.frozen > 0 ? [`${count(facts.frozen, 'day')} frozen`] : []),
      ...(facts.mended > 0 ? [`${count(facts.mended, 'day')} mended`] : []),
    ])}. Days in each week, oldest first: ${facts.perWeek.join(', ')}.`,
  calibration: 'How sure, how right',
  calibrationOver: (answers) => `${count(answers, 'practice answer')}, by how sure you said you were`,
  times: (answers) =>
    answers < 1000 ? (answers === 0 ? 'never' : count(answers, 'time')) : `${answers.toLocaleString('en-GB')} ×`,
  share: (share) => percent(share),
  youSaid: 'you said',
  wereRight: 'were right',
  tooSure: 'fewer than said',
  calibrationAlt: (steps) =>
    `How sure you said you were in practice, and how often you were right. ${steps
      .filter(({ answers }) => answers > 0)
      .map(
        ({ said, answers, right }) =>
          `At ${percent(said)}: ${right} of ${answers} right (${percent(right / answers)}).`,
      )
      .join(' ')}`,
};

function plainDay(day: string, parts: { day?: 'numeric'; month: 'short' | 'long' }): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', parts);
}

/** '2026-06-12' → '12 June'. */
function longDay(day: string): string {
  return plainDay(day, { day: 'numeric', month: 'long' });
}

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en-GB')} ${thing}${number === 1 ? '' : 's'}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function spreadWords({ cards, stopped }: RecallFacts): string {
  return cards > 1 ? ` (eight cards in ten between ${percent(stopped.low)} and ${percent(stopped.high)})` : '';
}
