import { expect, test } from 'vitest';
import { withPress } from '../../../src/study/memory/card-history.ts';
import { deckLookAhead, lookAhead } from '../../../src/study/memory/exam.ts';
import { recallAhead } from '../../../src/study/memory/recall-ahead.ts';
import { endangeredFirst } from '../../../src/study/memory/review-queue.ts';
import { defaultSpacing, type Remembered, retrievability, review } from '../../../src/study/memory/spacing.ts';
import { later } from './memories.ts';
import { knownOf, lifeOf } from './recall-stories.ts';

const { person, at } = lifeOf(-0.5, 600);
const calibration = person.calibration();
const settings = { ...defaultSpacing, calibration };
const remembered = (card: string): Remembered => {
  const { memory, history } = knownOf(person.factsOf(card));
  return { ...memory, history };
};

test('what is seen of a card, now and on any day ahead, is one curve: that of the learner’s own answers', () => {
  const memories = ['card 1', 'card 2', 'card 3'].map(remembered);
  const days = recallAhead(memories, at, 20, settings);
  for (const { daysAhead, ifYouStop } of days) {
    const then = later(at, daysAhead);
    expect(ifYouStop).toEqual(memories.map((memory) => retrievability(memory, then, settings)));
    expect(memories.map((memory) => lookAhead(memory, at, then, settings).skip)).toEqual(ifYouStop);
  }
  const [last] = days.slice(-1);
  expect(deckLookAhead(memories, at, later(at, 20), settings)?.skip).toBeCloseTo(meanOf(last?.ifYouStop ?? []), 12);
  expect(days[5]?.ifYouStop).not.toEqual(memories.map((memory) => retrievability(memory, later(at, 5))));
});

test('a review falls due when that curve has fallen to the desired retention', () => {
  const { memory, history } = knownOf(person.factsOf('card 1'));
  const learned = { calibration, history };
  const rested = { ...memory, state: 'review' as const, stability: 30 };
  const { memory: after } = review(rested, 'good', at, settings, 'a card', learned);
  const due = { ...after, history: withPress(history, { at, grade: 'good' }) };
  const fuzz = 0.02;
  expect(Math.abs(retrievability(due, after.dueAt, settings) - settings.retention)).toBeLessThan(fuzz);
  expect(Math.abs(retrievability(due, after.dueAt) - settings.retention)).toBeGreaterThan(fuzz);
});

test('what is most endangered is told by it too', () => {
  const cards = Array.from({ length: 40 }, (_, i) => ({
    id: `card ${i}`,
    skill: 's',
    memory: remembered(`card ${i}`),
  }));
  const reviews = cards.map((card) => ({ ...card, memory: { ...card.memory, state: 'review' as const } }));
  const lossOf = ({ memory }: (typeof reviews)[number]) => {
    const { reviewNow, skip } = lookAhead(memory, at, later(at, 7), settings);
    return reviewNow - skip;
  };
  const losses = endangeredFirst(reviews, at, settings).map(lossOf);
  expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  expect(endangeredFirst(reviews, at, settings)).not.toEqual(endangeredFirst(reviews, at));
});

const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
