import { type Block, button, controls, rich, strong, type Words } from '../../chat/card.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { GoalOfDay } from '../../db/reading/day-facts.ts';
import { checkInButtons, planWords } from '../../phrases/check-in.ts';
import { reviewButton, reviewTitle } from '../../phrases/review.ts';
import { longestFaded } from '../../study/goals/fading.ts';
import type { ToReview } from '../../study/memory/review-queue.ts';
import { counted } from '../../study/text/in-words.ts';
import { type Day, dayIn, daysBetween } from '../../study/time/day.ts';
import type { Listener } from './plan.ts';
import { muteButton } from './presses.ts';
import type { Asked } from './rhythm.ts';

/** What the daily look finds: cards waiting and how many fit today, goals, and how the last looks were met. */
export interface Look {
  readonly reviews: ToReview;
  readonly goals: readonly GoalOfDay[];
  readonly asked: Asked;
}

/** One thing to say, with its buttons. */
export interface Section {
  readonly title: string;
  readonly words: Words;
  readonly more: readonly Block[];
}

const [checkInsAtOnce, goalsAtOnce] = [3, 2];

/** What fades and is not muted, the longest faded first; nothing where all is well. A goal is spoken of once. */
export function sectionsOf({ reviews, goals }: Look, listener: Listener, now: Date): Section[] {
  const isHeard = (kind: string) => !listener.muted.includes(kind);
  const due = longestFaded(goals, listener.zone);
  const asked = isHeard('check-in') ? due.filter(({ goal }) => goal.said === null).slice(0, checkInsAtOnce) : [];
  const faded = isHeard('goal') ? due.filter((it) => !asked.includes(it) && it.at <= now) : [];
  return [
    ...asked.map(({ goal }) => checkInSection(goal, dayIn(listener.zone, now))),
    ...(isHeard('review') && reviews.now > 0 ? [reviewSection(reviews)] : []),
    ...faded.slice(0, goalsAtOnce).map(({ goal }) => goalSection(goal, listener, now)),
  ];
}

function checkInSection(goal: GoalOfDay, day: Day): Section {
  return {
    title: clip(goal.what, 100),
    words: [`${planWords(goal)}How did it go today?`],
    more: [controls(...checkInButtons(goal.id, day), muteButton('check-in'))],
  };
}

function reviewSection(reviews: ToReview): Section {
  return {
    title: reviewTitle(reviews),
    words:
      reviews.waiting === 0
        ? ['Nothing is being forgotten, so there is room for something new.']
        : rich`A review now does the most. ${strong(String(reviews.now))} for today.`,
    more: [controls(reviewButton(reviews), muteButton('review'))],
  };
}

function goalSection({ id, what, madeAt, checkIns }: GoalOfDay, { zone }: Listener, now: Date): Section {
  const lastAt = checkIns.at(-1)?.at ?? madeAt;
  const days = daysBetween(dayIn(zone, lastAt), dayIn(zone, now));
  const since = checkIns.length > 0 ? 'Your last word on it was' : 'You set it';
  return {
    title: clip(what, 100),
    words: rich`${since} ${days === 0 ? 'today' : `${counted(days, 'day')} ago`}. Is it still what you want?`,
    more: [controls(button('Look at it', pressNamed('goals.show', { goalId: id }), 'main'), muteButton('goal'))],
  };
}
