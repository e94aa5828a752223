import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf, learnFrom, masteryOf, openBook } from '../../../src/study/mastery/book.ts';
import {
  type Arm,
  chooseArm,
  damping,
  drawBy,
  formatFor,
  isTimeToExplore,
  worthAfter,
} from '../../../src/study/practice/choice.ts';
import { seededRandom } from '../../support/random.ts';

const arm = (skill: string, more: Partial<Arm> = {}): Arm => ({ skill, worth: 0.05, tries: 5, chance: 0.7, ...more });

describe('the worth of an arm', () => {
  test('moves towards what the last answer brought, whichever way mastery went', () => {
    const before = worthAfter(null, 0.5, 0.5);
    expect(worthAfter(0.05, 0.5, 0.7)).toBeGreaterThan(0.05);
    expect(worthAfter(0.05, 0.7, 0.5)).toBeCloseTo(worthAfter(0.05, 0.5, 0.7), 12);
    expect(worthAfter(0.05, 0.5, 0.5)).toBeLessThan(0.05);
    expect(before).toBeGreaterThan(0);
  });

  test('settles at what answers bring', () => {
    let worth: number | null = null;
    for (let n = 0; n < 60; n++) worth = worthAfter(worth, 0.4, 0.43);
    expect(worth).toBeCloseTo(0.03, 4);
  });

  test('is undamped from 0.6 to 0.8, less the further away, and never nothing', () => {
    for (const chance of [0.6, 0.7, 0.8]) expect(damping(chance)).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const away = (chance: number) => Math.max(0.6 - chance, chance - 0.8, 0);
        if (away(a) <= away(b)) expect(damping(a)).toBeGreaterThanOrEqual(damping(b));
        expect(damping(a)).toBeGreaterThanOrEqual(0.05);
      }),
      { seed: 1 },
    );
  });
});

describe('the choice', () => {
  const track = (seed: number) => ({ lastSkill: null, past: [], random: seededRandom(seed) });
  const share = (arms: readonly Arm[], skill: string) => {
    const random = seededRandom(3);
    const chosen = Array.from({ length: 600 }, () => chooseArm(arms, { lastSkill: null, past: [], random })?.arm.skill);
    return chosen.filter((it) => it === skill).length / 600;
  };

  test('is of what there is, and null where there is nothing', () => {
    expect(chooseArm([], track(1))).toBeNull();
    expect(chooseArm([arm('a')], track(1))).toMatchObject({ arm: { skill: 'a' }, isExploring: false });
  });

  test('goes to where more is learned, and to where success is likely but not certain', () => {
    expect(share([arm('a', { worth: 0.1 }), arm('b', { worth: 0.03 })], 'a')).toBeGreaterThan(0.8);
    expect(share([arm('a', { chance: 0.7 }), arm('b', { chance: 0.99 })], 'a')).toBeGreaterThan(0.7);
    expect(share([arm('a', { chance: 0.7 }), arm('b', { chance: 0.1 })], 'a')).toBeGreaterThan(0.8);
  });

  test('shuts nothing out: even the least promising is tried now and then', () => {
    const arms = [arm('a', { worth: 0.3 }), arm('b', { worth: 0.001, chance: 0.02, tries: 3 })];
    expect(share(arms, 'b')).toBeGreaterThan(0.03);
  });

  test('mixes: the skill of the last question waits, unless nothing else is nearly as fruitful', () => {
    for (let seed = 1; seed < 40; seed++) {
      const chosen = chooseArm([arm('a'), arm('b')], { ...track(seed), lastSkill: 'a' });
      expect(chosen?.arm.skill).toBe('b');
    }
    const poor = [arm('a', { worth: 0.2 }), arm('b', { worth: 0.01 })];
    const again = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => chooseArm(poor, { ...track(seed), lastSkill: 'a' })?.arm.skill,
    );
    expect(again).toContain('a');
  });

  test('explores within bounds, whatever chance does', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (seed, luck) => {
        const seeded = seededRandom(seed);
        for (const random of [seeded, () => luck]) {
          let past: boolean[] = [];
          for (let n = 0; n < 200; n++) past = [isTimeToExplore(past.slice(0, 20), random), ...past];
          const explored = past.slice(0, 150).filter(Boolean).length / 150;
          expect(explored).toBeGreaterThanOrEqual(0.04);
          expect(explored).toBeLessThanOrEqual(0.36);
        }
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  test('draws in proportion', () => {
    const random = seededRandom(8);
    const drawn = Array.from({ length: 1000 }, () => drawBy([1, 2, 7], (it) => it, random));
    expect(drawn.filter((it) => it === 7).length / 1000).toBeCloseTo(0.7, 1);
    expect(drawBy([], () => 1, random)).toBeNull();
    expect([1, 2]).toContain(drawBy([1, 2], () => 0, random));
  });
});

test('the format moves from choosing to writing', () => {
  const both = { choice: true, open: true };
  expect(formatFor({ chance: 0.9, answers: 0 }, both)).toBe('choice');
  expect(formatFor({ chance: 0.5, answers: 20 }, both)).toBe('choice');
  expect(formatFor({ chance: 0.8, answers: 5 }, both)).toBe('open');
  expect(formatFor({ chance: 0.1, answers: 0 }, { choice: false, open: true })).toBe('open');
  expect(formatFor({ chance: 0.9, answers: 9 }, { choice: true, open: false })).toBe('choice');
  expect(formatFor({ chance: 0.9, answers: 9 }, { choice: false, open: false })).toBeNull();
});

/**
 * A learner of twelve skills: four known, four beyond reach, four that can be learned now. What is learned from an answer is the more
 * the nearer the chance is to the middle of what can just be done.
 */
function gainedBy(seed: number, policy: 'ours' | 'uniform'): number {
  const random = seededRandom(seed);
  const skills = Array.from({ length: 12 }, (_, at) => ({ skill: `deck:${at}`, strength: [3, -3.5, 0][at % 3] ?? 0 }));
  const total = () => skills.reduce((sum, it) => sum + 1 / (1 + Math.exp(-it.strength)), 0);
  const start = total();
  const none = new Map<string, never>();
  const book = openBook({
    common: null,
    learner: null,
    skills: none,
    states: none,
    items: none,
    agains: none,
    links: [],
    needs: none,
  });
  const worths = new Map<string, { worth: number; tries: number }>();
  const past: boolean[] = [];
  let lastSkill: string | null = null;
  for (let n = 0; n < 120; n++) {
    const at = new Date(Date.UTC(2026, 2, 2) + n * 60_000);
    const arms: Arm[] = skills.map(({ skill }) => {
      const { worth = null, tries = 0 } = worths.get(skill) ?? {};
      return { skill, worth, tries, chance: chanceOf(book, { cardId: `${skill} ${n}`, skill }, at) };
    });
    const chosen = chooseArm(arms, { lastSkill, past: past.slice(0, 20), random });
    const skill = policy === 'ours' ? (chosen?.arm.skill ?? '') : (skills[Math.floor(random() * 12)]?.skill ?? '');
    const truth = skills.find((it) => it.skill === skill);
    if (!truth) throw new Error('There is no such skill');
    const chance = 1 / (1 + Math.exp(-truth.strength));
    const before = masteryOf(book, skill, at);
    learnFrom(book, { cardId: `${skill} ${n}`, skill }, at, random() < chance);
    const after = masteryOf(book, skill, at);
    worths.set(skill, {
      worth: worthAfter(worths.get(skill)?.worth ?? null, before, after),
      tries: (worths.get(skill)?.tries ?? 0) + 1,
    });
    truth.strength += 0.15 * Math.exp(-(((chance - 0.65) / 0.25) ** 2) / 2);
    past.unshift(chosen?.isExploring ?? false);
    lastSkill = skill;
  }
  return total() - start;
}

test('more is learned than by drawing skills evenly, by simulated learners who learn most where they just succeed', () => {
  const seeds = Array.from({ length: 24 }, (_, at) => at + 1);
  const differences = seeds.map((seed) => gainedBy(seed, 'ours') - gainedBy(seed, 'uniform'));
  const mean = differences.reduce((sum, it) => sum + it, 0) / seeds.length;
  const deviation = Math.sqrt(differences.reduce((sum, it) => sum + (it - mean) ** 2, 0) / (seeds.length - 1));
  expect(mean - (2 * deviation) / Math.sqrt(seeds.length)).toBeGreaterThan(0.1);
});
