/**
 * What the public data cannot tell: learners whose traits are known, on skills whose prerequisites are known. How much of both does the
 * mastery model find, from answers alone? The rows and the code are those of the bot.
 */
import type { Belief } from '../../src/study/mastery/ledger.ts';
import { explainLearner } from '../../src/study/mastery/mastery.ts';
import { linkRow } from '../../src/study/mastery/rows.ts';
import type { Answer } from './answers.ts';
import { auc } from './metrics.ts';
import { keepRows } from './ours.ts';

export interface Found {
  readonly what: string;
  readonly value: number;
}

interface Learner {
  readonly ability: number;
  readonly speed: number;
  readonly forgetting: number;
}

/** A made world: its learners, for each skill its prerequisites with their weights, and what was answered. */
export interface World {
  readonly learners: readonly Learner[];
  readonly needs: readonly ReadonlyMap<number, number>[];
  readonly answers: readonly Answer[];
}

const skillCount = 15;
const itemsEach = 8;
const sittings = 30;
const hourS = 3600;

/** Correlations of each trait with what the model believes, and how well its links tell true prerequisites from other pairs (AUROC). */
export function findInWorld(world: World): Found[] {
  const { ledger, question, rowsOf, learnerAt, linkAt } = keepRows();
  for (const answer of world.answers) {
    question.pose(rowsOf(answer), answer.atS);
    question.learn(answer.correct === 1);
  }
  const believed = world.learners.map((_, id) => explainLearner(ledger, learnerAt(id)));
  const r = (trait: 'ability' | 'speed' | 'forgetting') =>
    correlation(
      world.learners.map((learner) => learner[trait]),
      believed.map((traits) => traits[trait].mean),
    );
  return [
    { what: 'ability, r', value: r('ability') },
    { what: 'learning speed, r', value: r('speed') },
    { what: 'forgetting, r', value: r('forgetting') },
    {
      what: 'prerequisites, AUROC',
      value: edgesFound(world, (from, to) => ledger.believedAt(linkAt(from, to) + linkRow.at.dependence)),
    },
  ];
}

/** Each pair of skills is scored by how surely form in the first carries over to the second: mean over deviation. */
function edgesFound({ needs }: World, dependence: (from: number, to: number) => Belief): number {
  const pairs = needs.flatMap((of, to) =>
    needs.flatMap((_, from) => {
      if (from === to) return [];
      const { mean, variance } = dependence(from, to);
      return [{ isEdge: of.has(from), score: mean / Math.sqrt(variance) }];
    }),
  );
  return auc(
    Float64Array.from(pairs, ({ score }) => score),
    Uint8Array.from(pairs, ({ isEdge }) => (isEdge ? 1 : 0)),
  );
}

/** The same world for the same seed. */
export function makeWorld(seed: number, learnerCount = 400): World {
  const random = randomFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const needs = Array.from({ length: skillCount }, (_, skill) => {
    const before = Array.from({ length: skill }, (__, from) => from).filter(() => random() < 2.2 / skillCount);
    return new Map(before.map((from) => [from, 1.2 + 0.6 * random()]));
  });
  const easiness = Array.from({ length: skillCount * itemsEach }, () => 0.7 * normal());
  const learners = Array.from({ length: learnerCount }, () => ({
    ability: 0.7 * normal(),
    speed: 0.5 + 0.25 * normal(),
    forgetting: 0.35 + 0.25 * normal(),
  }));
  const answers = learners.flatMap((learner, id) => studyOf(learner, id, { random, normal, needs, easiness }));
  return { learners, needs, answers: answers.toSorted((a, b) => a.atS - b.atS) };
}

interface Course {
  readonly random: () => number;
  readonly normal: () => number;
  readonly needs: World['needs'];
  readonly easiness: readonly number[];
}

/** A learner's sittings: two skills by chance in each, a few answers to one, then the other; hours or days in between. */
function studyOf(learner: Learner, id: number, { random, normal, needs, easiness }: Course) {
  const knows = needs.map(() => 0.8 * normal());
  const seen = needs.map(() => ({ answers: 0, atS: 0 }));
  const answers: (Answer & { atS: number })[] = [];
  const strength = (skill: number, nowS: number) => {
    const { answers: tries, atS } = seen[skill] ?? { answers: 0, atS: 0 };
    const hours = tries === 0 ? 0 : (nowS - atS) / hourS;
    return (knows[skill] ?? 0) + learner.speed * Math.log1p(tries) - learner.forgetting * 0.5 * Math.log1p(hours);
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
        const logit = 0.3 + learner.ability + (easiness[item] ?? 0) + strength(skill, nowS) + borrowed;
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

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const shared = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, at) => sum + (value - mx) * ((y[at] ?? 0) - my), 0);
  return shared(a, meanA, b, meanB) / Math.sqrt(shared(a, meanA, a, meanA) * shared(b, meanB, b, meanB));
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
