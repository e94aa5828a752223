import {
  createEmptyCard,
  type Grade as FsrsGrade,
  fsrs,
  GenSeedStrategyWithCardId,
  Rating,
  StrategyMode,
} from 'ts-fsrs';
import { defaultSpacing, type Grade, review } from '../src/study/memory/spacing.ts';
import { type Figure, figure, inTurn } from './figures.ts';

const cards = 2_000;
/** What each card's learner presses over about a year, after a first 'good', each time on the day it comes due. */
const presses: readonly Grade[] = ['good', 'good', 'hard', 'good', 'again', 'good', 'good', 'easy', 'good'];
const ratings: Readonly<Record<Grade, FsrsGrade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};
const beganAt = new Date('2026-01-05T18:00:00Z');

/** The schedule alone, without the bot. */
export async function benchReviews(): Promise<Figure[]> {
  const rounds = await inTurn(
    9,
    () => perSecond(ourSchedule),
    () => perSecond(bareSchedule()),
  );
  const against = 'next() of ts-fsrs with the same fuzz, on its own cards';
  return [figure({ name: 'reviews scheduled', unit: '/s', against }, rounds)];
}

async function perSecond(schedule: (seed: string) => void): Promise<number> {
  globalThis.gc?.();
  const began = performance.now();
  for (let card = 0; card < cards; card++) schedule(`card${card}`);
  return (cards * (1 + presses.length)) / ((performance.now() - began) / 1000);
}

function ourSchedule(seed: string): void {
  let { memory } = review(null, 'good', beganAt, defaultSpacing, seed);
  for (const grade of presses) memory = review(memory, grade, memory.dueAt, defaultSpacing, seed).memory;
}

function bareSchedule() {
  const engine = fsrs({ enable_fuzz: true }).useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('seed'));
  return (seed: string) => {
    const begin = { ...createEmptyCard(beganAt), seed };
    let { card } = engine.next(begin, beganAt, Rating.Good);
    for (const grade of presses) {
      const next = { ...card, seed };
      card = engine.next(next, card.due, ratings[grade]).card;
    }
  };
}
