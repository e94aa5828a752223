import { button, type Card, card, controls, list, picker, rich, strong } from '../../chat/card.ts';
import { type Pressable, pressNamed, pressPart } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { Option } from '../../chat/options.ts';
import type { StudyDayRow } from '../../db/reading/study-history.ts';
import type { Memory } from '../../study/memory/spacing.ts';
import { type DayStory, type Streak, usualFreezes } from '../../study/streak.ts';
import { counted, percent } from '../../study/text/in-words.ts';
import { formatDay } from '../../study/time/day.ts';

type Mend = Pressable<{ day: Option<string> }>;

/** The streak, day by day: what each day was, by what we know it, and in which zone it is counted. */
export function streakCard(
  streak: Streak,
  story: readonly DayStory[],
  rows: readonly StudyDayRow[],
  zone: string,
  mend: Mend,
): Card {
  const known = new Map(rows.map((row) => [row.day, row]));
  const told = story.filter(({ was }) => was !== 'before');
  const wrong = story
    .filter(({ was }) => was === 'missed' || was === 'frozen')
    .map(({ day }) => ({ value: day, label: formatDay(day) }));
  return card(`Streak: ${counted(streak.length, 'study day')}`, [
    `A day counts with a check-in (done or partly), a review, a practice answer or a sprint. Days go by ${zone}.`,
    list(told.map(({ day, was }) => rich`${strong(formatDay(day))}: ${storyWords(was, known.get(day))}`)),
    freezeWords(streak),
    wrong.length > 0 ? controls(picker('This is wrong: which day?', pressPart(mend, {}), 'day', wrong)) : null,
  ]);
}

function storyWords(was: DayStory['was'], row: StudyDayRow | undefined): string {
  switch (was) {
    case 'studied':
      return row ? sourceWords(row) : 'studied';
    case 'mended':
      return 'put right by you';
    case 'frozen':
      return 'missed, and a freeze kept the streak';
    case 'away':
      return 'I was offline, so it does not count against you';
    case 'missed':
      return 'missed';
    case 'open':
      return 'still open';
    case 'before':
      return 'before you began';
  }
}

function sourceWords({ checkIns, reviews, sprints, minutes }: StudyDayRow): string {
  const parts = [
    checkIns > 0 ? counted(checkIns, 'check-in') : '',
    reviews > 0 ? `${counted(reviews, 'card')} answered` : '',
    sprints > 0 ? counted(sprints, 'sprint') : '',
    minutes >= 1 ? `${Math.round(minutes)} min` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function freezeWords({ freezesLeft }: Streak): string {
  const { every, held } = usualFreezes;
  const left = freezesLeft === 0 ? 'none' : counted(freezesLeft, 'freeze');
  return `Every ${every} study days earn a freeze, and at most ${held} are kept. A missed day takes one by itself. You have ${left} now.`;
}

interface DueCard {
  readonly front: string;
  readonly deck: string;
  readonly memory: Memory;
  /** The chance, 0-1, that it is recalled now. */
  readonly recall: number;
}

/** Why the cards that wait are waiting: recall now, how it was reckoned, and the aim. */
export function reviewsCard(due: readonly DueCard[], waiting: number, now: Date, retention: number): Card {
  if (due.length === 0)
    return card('No review is due', ['Every card you know is still above the recall you aim for.'], 'good');
  return card(`${counted(waiting, 'review')} due`, [
    `A card is due when the chance that you still know it falls to ${percent(retention)}. The chance falls with the days since your last review, slower the more often you knew it (FSRS-6), and your own answers correct the reckoning.`,
    list(due.map((it) => dueWords(it, now))),
    controls(
      button('Review', pressNamed('review.start'), 'main'),
      button('Aim higher or lower', pressNamed('members.reviews-change')),
    ),
  ]);
}

function dueWords({ front, memory, recall }: DueCard, now: Date) {
  const restedDays = Math.max(0, Math.round((now.getTime() - memory.lastReviewAt.getTime()) / 86_400_000));
  const history = `${counted(memory.reps, 'review')}, forgotten ${memory.lapses === 1 ? 'once' : `${memory.lapses} times`}`;
  const last = restedDays === 0 ? 'last today' : `last ${counted(restedDays, 'day')} ago`;
  return rich`${strong(clip(front, 80))}: ${percent(recall)} now. ${history}, ${last}.`;
}
