import fc from 'fast-check';
import { type CardHistory, noHistory, type Press, withPress } from '../../../src/study/memory/card-history.ts';
import {
  beginCalibration,
  learnPress,
  predictRecall,
  type RecallCalibration,
} from '../../../src/study/memory/recall-calibration.ts';
import type { RecallFacts, RecallScale } from '../../../src/study/memory/recall-features.ts';
import { defaultSpacing, type Memory, retrievability, review } from '../../../src/study/memory/spacing.ts';
import { later, monday, someGrade } from './memories.ts';

interface Studied {
  readonly memory: Memory;
  readonly history: CardHistory;
}

/** A learner at work: every press is reviewed and learned from, as the bot does. */
export function learner(scale: RecallScale = 'days') {
  let calibration = beginCalibration(scale);
  const cards = new Map<string, Studied>();
  return {
    presses(card: string, press: Press): void {
      const known = cards.get(card) ?? null;
      calibration = learnPress(calibration, known, press);
      const { memory } = review(known?.memory ?? null, press.grade, press.at, defaultSpacing, card);
      cards.set(card, { memory, history: withPress(known?.history ?? noHistory, press) });
    },
    factsOf: (card: string) => cards.get(card) ?? null,
    calibration: () => calibration,
  };
}

export interface Story {
  readonly calibration: RecallCalibration;
  readonly facts: RecallFacts & Studied;
}

const someGap = fc.oneof(
  fc.double({ min: 0, max: 0.01, noNaN: true }),
  fc.double({ min: 0.3, max: 20, noNaN: true }),
  fc.double({ min: 20, max: 1000, noNaN: true }),
);
const somePress = fc.record({
  card: fc.constantFrom('a', 'b', 'c'),
  gapDays: someGap,
  grade: someGrade,
  durationMs: fc.option(fc.integer({ min: 0, max: 500_000 })),
});

/** What any run of presses can leave behind, and one of its cards. */
export const someStory = (scale: RecallScale = 'days'): fc.Arbitrary<Story> =>
  fc.array(somePress, { minLength: 1, maxLength: 60 }).map((presses) => {
    const person = learner(scale);
    let at = monday;
    for (const { card, gapDays, ...press } of presses) {
      at = later(at, gapDays);
      person.presses(card, { ...press, at });
    }
    return { calibration: person.calibration(), facts: knownOf(person.factsOf(presses[0]?.card ?? 'a')) };
  });

export function knownOf<T>(it: T | null): T {
  if (it === null) throw new Error('the story is about this card');
  return it;
}

/** Someone whose recall lies `shift` above or below that of FSRS, in log-odds, over `reviews` reviews; and how it was predicted. */
export function lifeOf(shift: number, reviews: number) {
  const person = learner();
  const chance = numbersFrom(7);
  const missed: { calibrated: number; fsrs: number }[] = [];
  let at = monday;
  for (let i = 0; i < reviews; i++) {
    const card = `card ${i % 40}`;
    const facts = person.factsOf(card);
    at = later(at, facts ? Math.max(0.05, facts.memory.stability / 60) : 0.01);
    const due = facts ? later(facts.memory.lastReviewAt, Math.max(1, facts.memory.stability * (0.5 + chance()))) : at;
    at = due > at ? due : at;
    const fsrs = facts ? retrievability(facts.memory, at) : 0.9;
    const real = shifted(fsrs, shift);
    if (facts)
      missed.push({
        calibrated: Math.abs(predictRecall(person.calibration(), facts, at) - real),
        fsrs: Math.abs(fsrs - real),
      });
    person.presses(card, { at, grade: chance() < real ? 'good' : 'again', durationMs: 3000 + 2000 * chance() });
  }
  return { person, at, missed };
}

/** The same person reviews each of 30 cards when it is due, by FSRS alone or with what was learned: what share is recalled, later on. */
export function shareRecalled(shift: number, isLearning: boolean, reviews = 1500): number {
  const person = learner();
  const chance = numbersFrom(11);
  const due = new Map(Array.from({ length: 30 }, (_, i) => [`card ${i}`, later(monday, i / 1000)]));
  const results: number[] = [];
  for (let i = 0; i < reviews; i++) {
    const [card, at] = [...due].reduce((first, it) => (it[1] < first[1] ? it : first));
    const facts = person.factsOf(card);
    const real = facts ? shifted(retrievability(facts.memory, at), shift) : 0.5;
    const isRecalled = chance() < real;
    const grade = isRecalled ? 'good' : 'again';
    const learned = { calibration: person.calibration(), history: facts?.history ?? noHistory };
    const { memory } = review(facts?.memory ?? null, grade, at, defaultSpacing, card, isLearning ? learned : undefined);
    if (facts?.memory.state === 'review') results.push(isRecalled ? 1 : 0);
    person.presses(card, { at, grade, durationMs: 4000 });
    due.set(card, memory.dueAt);
  }
  const late = results.slice(results.length / 2);
  return late.reduce((sum, it) => sum + it, 0) / late.length;
}

const shifted = (chance: number, shift: number) => 1 / (1 + Math.exp(-Math.log(chance / (1 - chance)) - shift));

/** Numbers within 0-1, the same each time. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
