import { button, type Card, card, controls, facts, meter, moment, rich, rule, strong } from '../../chat/card.ts';
import { beside, press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { type Grade, grades } from '../../study/memory/spacing.ts';
import { counted, percent } from '../../study/text/in-words.ts';
import { clockIn, type Day, formatDay } from '../../study/time/day.ts';
import type { Backlog, Ended, Exam, Next, Question, Undo } from './next.ts';
import { giveGrade, goOn, showAnswer, spreadOut, takeAll, takeMore, undoLast } from './presses.ts';

/** Where and when a card is drawn. `deckId` rides along where only one deck is reviewed; `remark` says what just happened. */
export interface Frame {
  readonly now: Date;
  readonly zone: string;
  readonly today: Day;
  readonly deckId: string | undefined;
  readonly remark?: string | undefined;
}

export function nextCard(next: Next, frame: Frame): Card {
  switch (next.kind) {
    case 'question':
      return questionCard(next, frame);
    case 'backlog':
      return backlogCard(next, frame);
    case 'ended':
      return endedCard(next, frame);
  }
}

const longestFront = 1200;
const longestBack = 2200;

function questionCard({ card: it, isSecondLook, done, total, exam, undo }: Question, frame: Frame): Card {
  const { now, deckId, remark, today } = frame;
  const show = press(showAnswer, { cardId: it.id, reps: it.memory?.reps ?? 0, at: now, deckId });
  return card(clip(it.deckName, 100), [
    remark ?? null,
    rich`${strong(clip(it.front, longestFront))}`,
    exam && examLine(exam, today),
    isSecondLook ? 'Once more: you saw this one a moment ago.' : null,
    meter('Today', done, Math.max(total, done)),
    controls(
      button('Show', show, 'main'),
      button('Hint', beside(pressNamed('hints.card', { cardId: it.id, ...(deckId !== undefined && { deckId }) }))),
      undo && undoButton('Undo last', undo, deckId),
    ),
  ]);
}

/** The answer; beside each grade stands when the card would be back. */
export function answerCard(
  { card: it, exam }: Pick<Question, 'card' | 'exam'>,
  waits: Readonly<Record<Grade, string>>,
  shownAt: Date,
  { deckId, today }: Frame,
): Card {
  const reps = it.memory?.reps ?? 0;
  const graded = (grade: Grade) =>
    button(
      `${spokenGrade[grade]} · ${waits[grade]}`,
      press(giveGrade, { cardId: it.id, reps, grade, at: shownAt, deckId }),
    );
  return card(clip(it.deckName, 100), [
    rich`${strong(clip(it.front, longestFront))}`,
    rule(),
    clip(it.back, longestBack),
    exam && examLine(exam, today),
    controls(...grades.map(graded)),
  ]);
}

const spokenGrade: Readonly<Record<Grade, string>> = { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' };

function examLine({ day, reviewNow, skip }: Exam, today: Day): string {
  return `Exam on ${formatDay(day, today)}: reviewed now ${percent(reviewNow)}, skipped ${percent(skip)}.`;
}

function backlogCard({ waiting, spread }: Backlog, { deckId }: Frame): Card {
  const rest = `the rest over ${counted(spread.days, 'day')}`;
  const title =
    spread.today > 0
      ? `${waiting} waiting. ${spread.today} today, ${rest}?`
      : `${waiting} waiting, and today is done. Spread ${rest}?`;
  return card(title, [
    'What would be lost first comes first. A few days more make little difference to the others.',
    controls(
      button('Yes, spread', press(spreadOut, { deckId }), 'main'),
      button('All today', press(takeAll, { deckId })),
    ),
  ]);
}

function endedCard(end: Ended, frame: Frame): Card {
  if (!end.hasCards) return noCards(frame.deckId);
  const { deckId, remark, zone } = frame;
  const clock = end.steps && clockIn(zone, end.steps.at);
  return card(
    titleOf(end),
    [
      remark ?? null,
      end.steps && rich`${comeBack(end.steps.cards)} at ${moment(end.steps.at, 'clock', clock ?? '')}.`,
      factsOf(end, frame),
      controls(
        end.steps && button('Go on', press(goOn, { deckId }), 'main'),
        end.more > 0 ? button(`${end.more} more`, press(takeMore, { cards: end.done.cards + end.more, deckId })) : null,
        end.undo && undoButton('Undo last', end.undo, deckId),
        button('Add a card', pressNamed('decks.add')),
        button('Why these?', pressNamed('why.show', { what: 'review' })),
      ),
    ],
    end.done.cards > 0 && !end.steps ? 'good' : 'plain',
  );
}

function titleOf({ done, steps }: Ended): string {
  if (steps) return done.cards > 0 ? `${counted(done.cards, 'card')} so far` : 'Nothing to do this minute';
  return done.cards > 0 ? `Done for today: ${counted(done.cards, 'card')}` : 'Nothing is due today';
}

const comeBack = (cards: number) => (cards === 1 ? 'One card comes back' : `${cards} cards come back, the first`);

function factsOf({ done, next, waiting }: Ended, { today }: Frame) {
  const said: [string, string | ReturnType<typeof rich>][] = [];
  if (done.asked > 0) said.push(['Recalled', `${done.recalled} of ${done.asked}`]);
  if (done.begun > 0) said.push(['New', String(done.begun)]);
  if (waiting > 0) said.push(['Can wait until tomorrow', counted(waiting, 'card')]);
  if (next) {
    const day = moment(next.at, 'day', formatDay(next.day, today));
    said.push(['Next', rich`${counted(next.cards, 'card')} on ${day}`]);
  }
  return said.length > 0 ? facts(said) : 'New cards come as you add them.';
}

function noCards(deckId: string | undefined): Card {
  return card(deckId ? 'There are no cards here' : 'No cards yet', [
    'A card is a question and its answer. I bring it back just before you would forget it.',
    controls(
      button('Add a card', pressNamed('decks.add'), 'main'),
      button('Import a deck', pressNamed('decks.import')),
    ),
  ]);
}

const undoButton = (label: string, { cardId, reps }: Undo, deckId: string | undefined) =>
  button(label, press(undoLast, { cardId, reps, deckId }));

/** "4 days", "10 min", "2.5 months". */
export function spokenWait(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))} min`;
  const days = minutes / 1440;
  if (days < 0.95) return `${Math.round(minutes / 60)} h`;
  if (days < 31) return counted(Math.round(days), 'day');
  return days < 365 ? counted(tenths(days / 30.44), 'month') : counted(tenths(days / 365.25), 'year');
}

const tenths = (x: number) => Math.round(x * 10) / 10;
