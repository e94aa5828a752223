/** What the public data does not have: learners whose traits are known, on skills whose prerequisites are known. */
import type { Answer } from './answers.ts';

export interface Learner {
  readonly ability: number;
  readonly speed: number;
  readonly forgetting: number;
}

/** A made world: how easy each item is in logits, its learners, for each skill its prerequisites with their weights, and what was answered. */
export interface World {
  readonly easiness: readonly number[];
  readonly learners: readonly Learner[];
  readonly needs: readonly ReadonlyMap<number, number>[];
  readonly answers: readonly Answer[];
}

const skillCount = 15;
const itemsEach = 8;
const sittings = 30;
const hourS = 3600;

/** What everyone starts with in logits, and how what differs between learners is drawn: a normal mean and deviation. */
export const made = {
  base: 0.3,
  ability: { mean: 0, deviation: 0.7 },
  speed: { mean: 0.5, deviation: 0.25 },
  forgetting: { mean: 0.35, deviation: 0.25 },
  /** What a learner knows of a skill before the first answer. */
  known: { mean: 0, deviation: 0.8 },
} as const;

/** What a skill gained by so many answers, for each unit of learning speed, and lost in so many hours, for each of forgetting. */
export const gainedBy = (answers: number) => Math.log1p(answers);
export const lostIn = (hours: number) => 0.5 * Math.log1p(hours);

/** Since the last answer on a skill. */
export const hoursSince = (atS: number, nowS: number) => (nowS - atS) / hourS;

/** The same world for the same seed. */
export function makeWorld(seed: number, learnerCount = 400): World {
  const random = randomFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const needs = Array.from({ length: skillCount }, (_, skill) => {
    const before = Array.from({ length: skill }, (__, from) => from).filter(() => random() < 2.2 / skillCount);
    return new Map(before.map((from) => [from, 1.2 + 0.6 * random()]));
  });
  const easiness = Array.from({ length: skillCount * itemsEach }, () => 0.7 * normal());
  const drawn = ({ mean, deviation }: { mean: number; deviation: number }) => mean + deviation * normal();
  const learners = Array.from({ length: learnerCount }, () => ({
    ability: drawn(made.ability),
    speed: drawn(made.speed),
    forgetting: drawn(made.forgetting),
  }));
  const answers = learners.flatMap((learner, id) => studyOf(learner, id, { random, normal, needs, easiness }));
  return { easiness, learners, needs, answers: answers.toSorted((a, b) => a.atS - b.atS) };
}

interface Course {
  readonly random: () => number;
  readonly normal: () => number;
  readonly needs: World['needs'];
  readonly easiness: readonly number[];
}

/** A learner's sittings: two skills by chance in each, a few answers to one, then the other; hours or days in between. */
function studyOf(learner: Learner, id: number, { random, normal, needs, easiness }: Course) {
  const known = needs.map(() => made.known.deviation * normal());
  const seen = needs.map(() => ({ answers: 0, atS: 0 }));
  const answers: (Answer & { atS: number })[] = [];
  const strength = (skill: number, nowS: number) => {
    const { answers: tries, atS } = seen[skill] ?? { answers: 0, atS: 0 };
    const hours = tries === 0 ? 0 : hoursSince(atS, nowS);
    return (known[skill] ?? 0) + learner.speed * gainedBy(tries) - learner.forgetting * lostIn(hours);
  };
  let nowS = Math.floor(random() * 100 * hourS);
  for (let sitting = 0; sitting < sittings; sitting++) {
    for (const skill of [0, 1].map(() => Math.floor(random() * skillCount))) {
      for (let turn = 0; turn < 4; turn++) {
        const item = skill * itemsEach + Math.floor(random() * itemsEach);
        const borrowed = [...(needs[skill] ?? [])].reduce(
          (sum, [from, weight]) => sum + weight * strength(from, nowS),
          0,
        );
        const logit = made.base + learner.ability + (easiness[item] ?? 0) + strength(skill, nowS) + borrowed;
        const correct = random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
        answers.push({ learner: id, item, skills: [skill], atS: nowS, correct });
        seen[skill] = { answers: (seen[skill]?.answers ?? 0) + 1, atS: nowS };
        nowS += 30 + Math.floor(random() * 60);
      }
    }
    nowS += Math.floor(hourS * 10 ** (random() * 2.2));
  }
  return answers;
}

/** Chances in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
