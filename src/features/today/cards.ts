import {
  type Block,
  type Button,
  button,
  type Card,
  card,
  controls,
  facts,
  list,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { beside, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { GoalOfDay } from '../../db/reading/day-facts.ts';
import { checkInButtons, planWords, saidToday } from '../../phrases/check-in.ts';
import { reviewButton, reviewTitle } from '../../phrases/review.ts';
import { joinSprintButton, sprintTitle, tellSprintButtons } from '../../phrases/sprints.ts';
import { comingWords, spanWords } from '../../phrases/time.ts';
import { writeIfThen } from '../../study/goals/plan-writing.ts';
import type { ToReview } from '../../study/memory/review-queue.ts';
import type { Streak } from '../../study/streak.ts';
import { counted } from '../../study/text/in-words.ts';
import { type Day, formatDay } from '../../study/time/day.ts';
import type { SprintOfDay } from './store.ts';

export interface Today {
  readonly day: Day;
  readonly now: Date;
  readonly zone: string;
  /** Active goals, the one most in need of a word first. */
  readonly goals: readonly GoalOfDay[];
  readonly reviews: ToReview;
  /** Cards reviewed today. */
  readonly reviewed: number;
  /** The next sprints of the day. */
  readonly sprints: readonly SprintOfDay[];
  /** The next of their own, with when they will be heard. */
  readonly reminders: readonly { readonly words: string; readonly at: Date }[];
  readonly streak: Streak;
}

/** For someone who has nothing here yet: the way in. */
export function firstCard(name: string): Card {
  return card(`Hello, ${clip(name, 80)}`, [
    'One sentence is enough to begin: what you want, and exactly when you will work on it. I ask how it went, and bring back what you would forget.',
    controls(
      button('Set my first goal', pressNamed('goals.new'), 'main'),
      button('Add a review card', pressNamed('decks.add')),
      button('Set yourself up', pressNamed('study.start')),
    ),
  ]);
}

/** Where one stands today. Several things can be answered here, so every answer comes beside the card. */
export function todayCard(today: Today): Card {
  const { goals, reviews, reviewed, sprints } = today;
  const open = goals.filter(({ said }) => said === null);
  const isOpen = open.length > 0 || reviews.now > 0 || sprints.length > 0;
  const isDone = !isOpen && (goals.length > 0 || reviewed > 0) && goals.every(({ said }) => said !== 'not-yet');
  return card(
    isDone ? 'All done for today' : `Today, ${formatDay(today.day)}`,
    [
      isOpen || isDone || goals.length > 0 ? null : 'Nothing is due.',
      ...sprints.flatMap((it) => sprintBlocks(it, today)),
      ...goalBlocks(open, goals, today.day),
      ...reviewBlocks(reviews),
      factsOf(today),
      footOf(goals, isOpen),
    ],
    isDone ? 'good' : 'plain',
  );
}

/** The goal most in need with its plan and its buttons, and the others in a line each. */
function goalBlocks([first, ...waiting]: readonly GoalOfDay[], all: readonly GoalOfDay[], day: Day): (Block | Words)[] {
  const others = [...waiting, ...all.filter(({ said }) => said !== null)];
  return [
    ...(first ? [mostInNeed(first, day), row(checkInButtons(first.id, day))] : []),
    ...(others.length > 0 ? [list(linesOf(others, day))] : []),
  ];
}

function mostInNeed(goal: GoalOfDay, day: Day): Words {
  const by = goal.deadline ? ` by ${formatDay(goal.deadline, day)}` : '';
  return rich`${strong(clip(goal.what, 100))}${by}. ${planWords(goal)}How is it going?`;
}

const linesAtOnce = 5;

function linesOf(goals: readonly GoalOfDay[], day: Day): Words[] {
  const lines = goals.slice(0, linesAtOnce).map((goal) => lineOf(goal, day));
  return goals.length > linesAtOnce ? [...lines, [`and ${goals.length - linesAtOnce} more`]] : lines;
}

function lineOf(goal: GoalOfDay, day: Day): Words {
  const by = goal.deadline ? `by ${formatDay(goal.deadline, day)}` : null;
  const parts = goal.said ? [saidToday[goal.said]] : [by, clip(writeIfThen(goal), 100)].filter(Boolean);
  return rich`${strong(clip(goal.what, 60))}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

/** What is left of it, or how to join; over, how it went. */
function sprintBlocks(sprint: SprintOfDay, { zone, now }: Today): (Block | Words)[] {
  const title = strong(sprintTitle(sprint));
  if (sprint.state === 'asking') return [rich`${title}: how did it go?`, row(tellSprintButtons(sprint.id))];
  const isIn = sprint.mine === 'in';
  const words =
    sprint.state === 'planned'
      ? rich`${title}, ${comingWords(sprint.startAt, zone, now)}${isIn ? '. You are in.' : '.'}`
      : rich`${title}: ${spanWords(leftMs(sprint, now))} left.`;
  return isIn ? [words] : [words, row([joinSprintButton(sprint.id)])];
}

/** It ends on the minute, so that it may last some seconds longer than it is long. */
const leftMs = ({ endAt, minutes }: SprintOfDay, now: Date) =>
  Math.min(endAt.getTime() - now.getTime(), minutes * 60_000);

function reviewBlocks(reviews: ToReview): (Block | Words)[] {
  return reviews.now === 0 ? [] : [[strong(reviewTitle(reviews))], row([reviewButton(reviews)])];
}

function factsOf({ reviews, reviewed, reminders, streak, zone, now }: Today): Block | null {
  const next = reminders.flatMap(({ words, at }, index) => [
    ...(index > 0 ? ['; '] : []),
    ...rich`${clip(words, 60)} ${comingWords(at, zone, now)}`,
  ]);
  const said: [string, Words | string][] = [];
  if (reviews.now === 0 && reviewed > 0) said.push(['Reviewed', counted(reviewed, 'card')]);
  if (next.length > 0) said.push(['Comes next', next]);
  if (streak.length > 0) said.push(['Streak', streakWords(streak)]);
  return said.length > 0 ? facts(said) : null;
}

const streakWords = ({ length, atRisk }: Streak) =>
  `${counted(length, 'study day')}${length > 1 ? ' in a row' : ''}${atRisk ? '; today keeps it going' : ''}`;

/** To set a goal comes first only where nothing else is to be done. */
function footOf(goals: readonly GoalOfDay[], isOpen: boolean): Block {
  return row([
    goals.length > 0
      ? button('My goals', pressNamed('study.goals'))
      : button('Set a goal', pressNamed('goals.new'), isOpen ? 'plain' : 'main'),
    button('Add a card', pressNamed('decks.add')),
    button('What I can do', pressNamed('study.help')),
  ]);
}

const row = (buttons: readonly Button[]): Block =>
  controls(...buttons.map((it) => ({ ...it, intent: beside(it.intent) })));
