/**
 * A goal broken into 3-7 steps with an order and estimates, when no tutor is there to do it: one template for each kind of goal.
 */
import { anyOf } from '../text/wording.ts';

export const goalKinds = ['exam', 'reading', 'problem set', 'essay', 'language', 'project', 'course'] as const;
export type GoalKind = (typeof goalKinds)[number];

export interface SubGoal {
  readonly title: string;
  /** Rounded to five minutes; at least five. */
  readonly minutes: number;
}

interface Template {
  /** Minutes for the whole when its measure does not say. */
  readonly usualMinutes: number;
  /** Minutes for one of what the measure counts. */
  readonly minutesEach: readonly (readonly [unit: RegExp, minutes: number])[];
  /** Each step's share of the whole; together 1. */
  readonly steps: readonly (readonly [title: string, share: number])[];
}

const templates: Readonly<Record<GoalKind, Template>> = {
  exam: {
    usualMinutes: 720,
    minutesEach: [
      [anyOf('topics?|chapters?|units?|lectures?'), 90],
      [anyOf('problems?|questions?|exercises?'), 12],
      [anyOf('pages?'), 3],
    ],
    steps: [
      ['List the topics and mark what is strong, shaky or new', 0.05],
      ['Work through the new topics, closing the book to say each one back', 0.3],
      ['Turn the shaky points into review cards', 0.1],
      ['Solve old questions without notes', 0.3],
      ['Go through the mistakes and redo them', 0.15],
      ['One timed mock exam', 0.1],
    ],
  },
  reading: {
    usualMinutes: 450,
    minutesEach: [
      [anyOf('pages?'), 3],
      [anyOf('chapters?|articles?|papers?'), 60],
      [anyOf('books?|novels?'), 450],
    ],
    steps: [
      ['Skim the contents and write down three questions', 0.05],
      ['Read the first half, one line from memory after each section', 0.4],
      ['Read the second half the same way', 0.4],
      ['Answer your three questions with the book closed', 0.1],
      ['Make review cards of what must stay', 0.05],
    ],
  },
  'problem set': {
    usualMinutes: 120,
    minutesEach: [
      [anyOf('problems?|exercises?|questions?|proofs?|tasks?'), 12],
      [anyOf('sets?|sheets?|worksheets?'), 120],
    ],
    steps: [
      ['Sort the problems: can do, not sure, no idea', 0.05],
      ['Study one worked example for each kind', 0.15],
      ['Solve what you can do', 0.25],
      ['Solve the rest; ask for a hint after an honest try', 0.4],
      ['Redo what went wrong, without looking', 0.15],
    ],
  },
  essay: {
    usualMinutes: 600,
    minutesEach: [
      [anyOf('words?'), 0.4],
      [anyOf('pages?'), 120],
    ],
    steps: [
      ['Say the question in your own words', 0.05],
      ['Collect sources, one line on each', 0.25],
      ['Outline: one sentence for each paragraph', 0.1],
      ['Write a rough draft without going back', 0.3],
      ['Revise the argument', 0.2],
      ['Check the sources, the language and the form', 0.1],
    ],
  },
  language: {
    usualMinutes: 300,
    minutesEach: [
      [anyOf('words?|cards?|flashcards?|phrases?|kanji|verbs?'), 1.5],
      [anyOf('units?|lessons?|chapters?'), 60],
    ],
    steps: [
      ['Choose the words and make cards with an example each', 0.2],
      ['Learn the first third, and review daily', 0.2],
      ['Learn the second third, old ones mixed in', 0.2],
      ['Learn the last third', 0.2],
      ['Write or speak with them for ten minutes a day', 0.2],
    ],
  },
  project: {
    usualMinutes: 600,
    minutesEach: [
      [anyOf('parts?|features?|tasks?|steps?'), 60],
      [anyOf('slides?'), 20],
    ],
    steps: [
      ['Write down what done looks like', 0.05],
      ['Cut it into parts and choose the riskiest', 0.1],
      ['Build the riskiest part, however roughly', 0.25],
      ['Build the rest', 0.35],
      ['Show it to someone and ask what is unclear', 0.05],
      ['Mend what they found', 0.15],
      ['Hand it in', 0.05],
    ],
  },
  course: {
    usualMinutes: 900,
    minutesEach: [[anyOf('units?|lessons?|lectures?|modules?|chapters?|videos?'), 90]],
    steps: [
      ['Look over the units and put them in the calendar', 0.05],
      ['First third: watch or read, then say it back from memory', 0.3],
      ['Second third, with one exercise for each unit', 0.3],
      ['Last third', 0.25],
      ['Review cards for all units, and a test of your own', 0.1],
    ],
  },
};

const timeUnits: Template['minutesEach'] = [
  [anyOf('minutes?|mins?'), 1],
  [anyOf('hours?|hrs?|h'), 60],
];

/**
 * The steps towards a goal, in order. Estimates follow its measure ("40 problems") where the unit is one that the kind counts
 * in, or a time; otherwise what is usual.
 */
export function subGoals(kind: GoalKind, measure: { amount: number; unit: string } | null = null): SubGoal[] {
  const { usualMinutes, minutesEach, steps } = templates[kind];
  const each = [...minutesEach, ...timeUnits].find(([unit]) => (measure?.unit.search(unit) ?? -1) >= 0)?.[1];
  const whole = measure && each && measure.amount > 0 ? measure.amount * each : usualMinutes;
  return steps.map(([title, share]) => ({ title, minutes: Math.max(5, Math.round((whole * share) / 5) * 5) }));
}

/** The first kind whose words are found wins, so the telling ones stand first. */
const signs: readonly (readonly [GoalKind, RegExp])[] = [
  [
    'language',
    anyOf(`vocab~|words? of|flashcards?|spanish|french|german|english|italian|portuguese|chinese|mandarin|japanese|korean|arabic|
    russian|latin|kanji|grammar|language|vokabel~|vocabulaire|vocabulario`),
  ],
  [
    'essay',
    anyOf(
      'essay~|thesis|dissertation|paper|report|abstract|literature review|draft|write up|hausarbeit|aufsatz|ensayo|dissertation',
    ),
  ],
  [
    'problem set',
    anyOf(
      'problems?|problem sets?|exercises?|assignment|homework|worksheet|proofs?|übung~|aufgaben?|exercices?|ejercicios?',
    ),
  ],
  ['exam', anyOf('exam~|midterm~|finals?|test|quiz|mock|pass|klausur|prüfung|examen|sat|gre|toefl|ielts')],
  [
    'reading',
    anyOf('read|reading|book|chapters?|pages?|novel|textbook|articles?|lesen|buch|seiten|livre|libro|kapitel'),
  ],
  [
    'project',
    anyOf(
      'project|build|app|website|prototype|programme|program|presentation|slides|poster|portfolio|projekt|projet|proyecto',
    ),
  ],
  ['course', anyOf('course|class|module|units?|lectures?|mooc|tutorial|lessons?|kurs|cours|curso|learn')],
];

/** The kind of goal that its words speak of; null when they speak of none. */
export function kindOfGoal(words: string): GoalKind | null {
  return signs.find(([, sign]) => words.search(sign) >= 0)?.[0] ?? null;
}
