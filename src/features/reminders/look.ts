import { type Block, button, controls, rich, strong, type Words } from '../../chat/card.ts';
import { pressNamed } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { type Day, dayIn, daysBetween, startOfDay } from '../../study/day.ts';
import { type CheckIn, goalDueAt } from '../../study/fading.ts';
import { counted } from '../../study/in-words.ts';
import { writeIfThen } from '../../study/plan-writing.ts';
import type { Listener } from './plan.ts';
import { muteButton } from './presses.ts';
import type { Asked } from './rhythm.ts';

/** A goal with the plan and the check-ins that keep it in mind. */
export interface GoalFacts {
  readonly id: string;
  readonly what: string;
  readonly cue: string | null;
  readonly action: string | null;
  readonly deadline: string | null;
  readonly madeAt: Date;
  readonly checkIns: readonly CheckIn[];
  readonly saidToday: boolean;
}

/** What the daily look finds: cards waiting and how many fit today, goals, and how the last looks were met. */
export interface Look {
  readonly reviews: { readonly waiting: number; readonly today: number };
  readonly goals: readonly GoalFacts[];
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
  const due = goals
    .map((goal) => ({ goal, at: dueOf(goal, listener) }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const asked = isHeard('check-in') ? due.filter(({ goal }) => !goal.saidToday).slice(0, checkInsAtOnce) : [];
  const faded = isHeard('goal') ? due.filter((it) => !asked.includes(it) && it.at <= now) : [];
  return [
    ...asked.map(({ goal }) => checkInSection(goal, dayIn(listener.zone, now))),
    ...(isHeard('review') && reviews.today > 0 ? [reviewSection(reviews)] : []),
    ...faded.slice(0, goalsAtOnce).map(({ goal }) => goalSection(goal, listener, now)),
  ];
}

/** When the goal should be spoken of, by its own forgetting curve. */
function dueOf({ id, madeAt, deadline, checkIns }: GoalFacts, { zone }: Listener): Date {
  const deadlineAt = deadline === null ? {} : { deadlineAt: startOfDay(zone, deadline) };
  return goalDueAt({ id, madeAt, ...deadlineAt }, checkIns);
}

function checkInSection({ id, what, ...plan }: GoalFacts, day: Day): Section {
  const press = (to: string) => pressNamed(`check-in.${to}`, { goalId: id, day });
  const written = clip(writeIfThen(plan), 300);
  return {
    title: clip(what, 100),
    words: rich`${written === '' ? '' : `Your plan: ${written}. `}How did it go today?`,
    more: [
      controls(
        button('Done', press('done'), 'main'),
        button('Partly', press('partly')),
        button('Not yet', press('not-yet')),
        button('Skip today', press('skip')),
        muteButton('check-in'),
      ),
    ],
  };
}

function reviewSection({ waiting, today }: Look['reviews']): Section {
  const isNew = waiting === 0;
  return {
    title: isNew ? `${counted(today, 'new card')} to learn` : `${counted(waiting, 'card')} about to fade`,
    words: isNew
      ? ['Nothing is being forgotten, so there is room for something new.']
      : rich`A review now does the most. ${strong(String(today))} for today.`,
    more: [controls(button(`Review ${today}`, pressNamed('review.start'), 'main'), muteButton('review'))],
  };
}

function goalSection({ id, what, madeAt, checkIns }: GoalFacts, { zone }: Listener, now: Date): Section {
  const lastAt = checkIns.at(-1)?.at ?? madeAt;
  const days = daysBetween(dayIn(zone, lastAt), dayIn(zone, now));
  const since = checkIns.length > 0 ? 'Your last word on it was' : 'You set it';
  return {
    title: clip(what, 100),
    words: rich`${since} ${days === 0 ? 'today' : `${counted(days, 'day')} ago`}. Is it still what you want?`,
    more: [controls(button('Look at it', pressNamed('goals.show', { goalId: id }), 'main'), muteButton('goal'))],
  };
}
