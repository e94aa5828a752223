import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePlan, type Plan } from '../../../src/study/goals/plan-quality.ts';

const good: Plan = {
  cue: '18:30 at my desk',
  action: 'solve 3 problems',
  obstacle: 'I am tired after work',
  response: 'I start with five minutes',
  measure: '40 problems',
  hasDeadline: true,
};

const partsOf = (change: Partial<Plan>) => judgePlan({ ...good, ...change }).parts;

describe('a cue', () => {
  test.each([
    ['18:30', 1],
    ['after dinner', 1],
    ['Before my first lecture', 1],
    ['my alarm rings', 1],
    ['I get home', 1],
    ['at the library', 1],
    ['in the morning', 1],
    ['um 18 Uhr', 1],
    ['٧ مساء', 1],
    ['when I have time after lunch', 1],
    ['on Monday', 0.6],
    ['every day', 0.6],
    ['the house is empty', 0.8],
    ['my roommate leaves', 0.8],
    ['when I have time', 0.2],
    ['When I feel like it', 0.2],
    ['whenever I am free', 0.2],
    ['if I’m motivated', 0.2],
    ['soon', 0.2],
    ['sometimes', 0.2],
    ['   ', 0],
    ['nach dem Abendessen', null],
    ['夕食後', null],
  ])('“%s” is worth %d', (cue, worth) => {
    expect(partsOf({ cue }).cue).toBe(worth);
  });
});

describe('an action', () => {
  test.each([
    ['solve 3 problems', 1],
    ['I am writing the introduction', 1],
    ['open the book', 1],
    ['make flashcards of chapter four', 1],
    ['study for 25 minutes', 1],
    ['study two pages', 1],
    ['Vokabeln lernen, 20 Wörter', 1],
    ['try to summarise the lecture', 1],
    ['study', 0.4],
    ['study harder', 0.4],
    ['read more', 0.4],
    ['try to understand graphs', 0.4],
    ['be better at maths', 0.4],
    ['do my best', 0.4],
    ['focus', 0.4],
    ['work on my essay', 0.4],
    ['', 0],
    ['Vokabeln lernen', null],
    ['leer el capítulo', null],
  ])('“%s” is worth %d', (action, worth) => {
    expect(partsOf({ action }).action).toBe(worth);
  });
});

describe('an obstacle and what is done about it', () => {
  test.each([
    ['my phone', 'I put it in the other room', 1],
    ['I get anxious', 'breathe, then the first line', 1],
    ['the library is full', 'the café next door', 1],
    ['TV', 'turn it off', 1],
    ['I procrastinate', 'open the book for one minute', 1],
    ['müde', 'kurze Pause', 1],
    ['疲れ', '散歩', 1],
    ['I get tired', '', 0.5],
    ['my brother', 'I will do my best', 0.5],
    ['Netflix', 'try harder', 0.5],
    ['stuff', 'I go out', 0.2],
    ['things come up', 'whatever', 0.2],
    ['life', 'something', 0.2],
    ['I don’t know', 'nothing', 0.2],
    ['', 'I go out', 0],
    ['', '', 0],
  ])('“%s” → “%s” is worth %d', (obstacle, response, worth) => {
    expect(partsOf({ obstacle, response }).obstacle).toBe(worth);
  });
});

describe('a measure', () => {
  test.each([
    ['40 problems', 1],
    ['three chapters', 1],
    ['80 % on the mock exam', 1],
    ['finish chapter 3', 1],
    ['20 Aufgaben', 1],
    ['１０問', 1],
    ['a dozen proofs by Friday', 1],
    ['half of the book', 0.6],
    ['a chapter', 0.6],
    ['the whole book', 0.6],
    ['all exercises in the reader', 0.6],
    ['understand graphs', 0.2],
    ['get better', 0.2],
    ['as much as possible', 0.2],
    ['I know the topic', 0.2],
    ['by 12 June', 0],
    ['', 0],
    ['viel lernen', null],
  ])('“%s” is worth %d', (measure, worth) => {
    expect(partsOf({ measure }).measure).toBe(worth);
  });
});

describe('the one suggestion', () => {
  test.each([
    ['nothing is asked of a good plan', {}, null],
    [
      'the cue first, when all is missing',
      { cue: '', action: '', obstacle: '', response: '', measure: '', hasDeadline: false },
      'cue',
    ],
    ['a mere day', { cue: 'on Monday' }, 'cue'],
    ['a vague action', { action: 'study' }, 'action'],
    ['an obstacle without a name', { obstacle: 'stuff' }, 'obstacle'],
    ['a measure without a number', { measure: 'get better' }, 'measure'],
    ['no deadline', { hasDeadline: false }, 'deadline'],
    ['a vague cue before a missing deadline', { cue: 'soon', hasDeadline: false }, 'cue'],
    ['a missing obstacle before a vague action', { action: 'study', obstacle: '', response: '' }, 'obstacle'],
    [
      'no nagging about words in another language',
      { cue: 'nach dem Abendessen', action: 'lesen', measure: 'viel' },
      null,
    ],
    ['no nagging about a situation of one’s own', { cue: 'the house is empty' }, null],
  ] as const)('%s', (_, change, about) => {
    expect(judgePlan({ ...good, ...change }).suggestion?.about ?? null).toBe(about);
  });

  test('asks for the answer when the obstacle already has a name', () => {
    expect(judgePlan({ ...good, response: '' }).suggestion?.says).toMatch(/what will you do/);
    expect(judgePlan({ ...good, obstacle: '', response: '' }).suggestion?.says).toMatch(/get in the way/);
  });

  test('following it never lowers the score, and four at most make the plan whole', () => {
    const phrase = fc.constantFrom(
      '',
      'soon',
      'study',
      'after dinner',
      'read 5 pages',
      'stuff',
      'mein Handy',
      'my phone',
      'Montag',
      'better',
    );
    const somePlan: fc.Arbitrary<Plan> = fc.record({
      cue: phrase,
      action: phrase,
      obstacle: phrase,
      response: phrase,
      measure: phrase,
      hasDeadline: fc.boolean(),
    });
    fc.assert(
      fc.property(somePlan, (plan) => {
        let quality = judgePlan(plan);
        for (let round = 0; round < 5 && quality.suggestion; round += 1) {
          const { about } = quality.suggestion;
          if (about === 'deadline') plan = { ...plan, hasDeadline: true };
          else if (about === 'obstacle') plan = { ...plan, obstacle: good.obstacle, response: good.response };
          else plan = { ...plan, [about]: good[about] };
          const better = judgePlan(plan);
          expect(better.score).toBeGreaterThan(quality.score);
          quality = better;
        }
        expect(quality.suggestion).toBeNull();
        expect(quality.score).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

test('no text breaks the rules', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 60 }));
  fc.assert(
    fc.property(text, text, text, (cue, action, measure) => {
      const { score } = judgePlan({ ...good, cue, action, measure });
      expect(score).toSatisfy((value: number) => value >= 0 && value <= 1 + 1e-9);
    }),
    { seed: 2 },
  );
});
