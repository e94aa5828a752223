import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JudgedTwice, quadraticWeightedKappa } from '../../../src/study/reflection/agreement.ts';
import { type DepthLevel, judgeDepth } from '../../../src/study/reflection/depth.ts';
import {
  beginScorer,
  type DepthScorer,
  depthFeatures,
  learnDepth,
  numbersOf,
  predictDepth,
  scorerFrom,
} from '../../../src/study/reflection/depth-scorer.ts';
import { seededRandom } from '../../support/studyloop.ts';

const openings = [
  'I read chapter 3.',
  'Two of three problems.',
  'The quiz went badly.',
  'Ich habe gelesen.',
  'It was fine.',
];
const reasons = [
  '',
  'I lost focus because it was loud.',
  'It worked thanks to the timer.',
  'I was tired since I slept badly.',
];
const links = [
  '',
  'Like last week, I began late.',
  'I always skip the definitions.',
  'It reminds me of the first exam.',
];
const changes = [
  '',
  'I will study harder.',
  'Next time I will start in the library.',
  'Tomorrow I will recall 10 cards at 9:00 before I open the book.',
  'From now on I explain 2 proofs to Ana on Monday.',
];

/** Reflections put together of parts, in an order that is always the same. */
function* reflections(seed: number): Generator<string> {
  const random = seededRandom(seed);
  const one = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? '';
  for (;;) yield [one(openings), one(reasons), one(links), one(changes)].filter((part) => part !== '').join(' ');
}

/** Stricter than the rules: a change counts only with a number in it, and a link only beside a reason. */
function strict(text: string): DepthLevel {
  const { level } = judgeDepth(text);
  if (level === 4 && !/\d/.test(text.replace('chapter 3', ''))) return 2;
  if (level === 3 && !/because|thanks|since/.test(text)) return 1;
  return level;
}

interface Schooled {
  readonly scorer: DepthScorer;
  readonly judged: readonly JudgedTwice[];
}

/** Each text is scored first, and learned from then. */
function school(judge: (text: string) => DepthLevel, lessons: number, seed = 7): Schooled {
  const texts = reflections(seed);
  let scorer = beginScorer();
  const judged: JudgedTwice[] = [];
  for (let n = 0; n < lessons; n++) {
    const text = texts.next().value ?? '';
    judged.push({ one: predictDepth(scorer, text).depth, other: judge(text) });
    scorer = learnDepth(scorer, depthFeatures(text), judge(text));
  }
  return { scorer, judged };
}

const kappaOf = (judged: readonly JudgedTwice[]) => quadraticWeightedKappa(judged, 4).kappa ?? Number.NaN;

describe('before the first judgement', () => {
  test('it says what the rules say of reflections', () => {
    const texts = reflections(1);
    for (let n = 0; n < 300; n++) {
      const text = texts.next().value ?? '';
      expect(predictDepth(beginScorer(), text).depth).toBe(judgeDepth(text).level);
    }
  });

  test('and of any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { depth, p } = predictDepth(beginScorer(), text);
        expect(depth).toBe(judgeDepth(text).level);
        expect(p).toBeGreaterThan(0.5);
        expect(p).toBeLessThanOrEqual(1);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe('taught by a tutor', () => {
  test('it learns a stricter one, and agrees with it more and more', () => {
    const { judged } = school(strict, 600);
    const rules = judged.map(({ other }, at) => ({ other, one: ruled(at) }));
    const [first, last] = [kappaOf(judged.slice(0, 100)), kappaOf(judged.slice(-200))];
    expect(last).toBeGreaterThan(first);
    expect(last).toBeGreaterThan(0.75);
    expect(last).toBeGreaterThan(kappaOf(rules.slice(-200)) + 0.3);
  });

  test('one that says what the rules say changes nothing of what it says', () => {
    const { judged } = school((text) => judgeDepth(text).level, 300);
    expect(kappaOf(judged)).toBe(1);
  });

  test('a tutor that rolls dice is not agreed with, and does no harm beyond that', () => {
    const random = seededRandom(5);
    const { judged, scorer } = school(() => (1 + Math.floor(random() * 4)) as DepthLevel, 400);
    expect(Math.abs(kappaOf(judged.slice(-200)))).toBeLessThan(0.2);
    expect(numbersOf(scorer).every(Number.isFinite)).toBe(true);
  });

  test('one judgement moves it a little, not over', () => {
    const text = 'I lost focus because it was loud.';
    const once = learnDepth(beginScorer(), depthFeatures(text), 4);
    expect(predictDepth(once, 'I read chapter 3.').depth).toBe(1);
    expect(predictDepth(once, 'Next time I will start in the library at 9 because it is quiet.').depth).toBe(4);
  });
});

test('whatever it is taught, it gives a level and a chance, never NaN, and is the same again from its numbers', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 });
  const level = fc.constantFrom<DepthLevel>(1, 2, 3, 4);
  fc.assert(
    fc.property(fc.array(fc.tuple(text, level), { maxLength: 40 }), text, (lessons, asked) => {
      let scorer = beginScorer();
      for (const [said, judged] of lessons) scorer = learnDepth(scorer, depthFeatures(said), judged);
      const { depth, p } = predictDepth(scorer, asked);
      expect([1, 2, 3, 4]).toContain(depth);
      expect(p >= 0 && p <= 1).toBe(true);
      expect(scorerFrom({ numbers: numbersOf(scorer), learned: scorer.learned })).toEqual(scorer);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('the longest text gives bounded features', () => {
  for (const text of ['', '1 '.repeat(5000), 'because if why '.repeat(1500), '😀'.repeat(4000), 'a'.repeat(20_000)])
    for (const feature of depthFeatures(text)) expect(Math.abs(feature)).toBeLessThanOrEqual(4);
});

test('numbers of another version, or broken ones, are a new beginning', () => {
  expect(scorerFrom(null)).toEqual(beginScorer());
  expect(scorerFrom({ numbers: [1, 2, 3], learned: 5 })).toEqual(beginScorer());
  expect(scorerFrom({ numbers: numbersOf(beginScorer()).map(() => Number.NaN), learned: 5 })).toEqual(beginScorer());
});

/** What the rules say of the text at this place of the lessons. */
function ruled(at: number): DepthLevel {
  const texts = reflections(7);
  let text = '';
  for (let n = 0; n <= at; n++) text = texts.next().value ?? '';
  return judgeDepth(text).level;
}
