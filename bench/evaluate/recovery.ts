/**
 * How much of a made world does the mastery model find, from answers alone? The rows and the code are those of the bot. Of the traits, how
 * much can be found at all: beside it stands a filter that knows how the world was made, all but what leans on what.
 */
import { learnAnswer, priorWeights, type WeightPrior } from '../../src/study/gaussian-logistic.ts';
import type { Belief } from '../../src/study/mastery/ledger.ts';
import { explainLearner } from '../../src/study/mastery/mastery.ts';
import { linkRow } from '../../src/study/mastery/rows.ts';
import { inColumns } from '../columns.ts';
import type { Answer } from './answers.ts';
import { auc } from './metrics.ts';
import { keepRows } from './ours.ts';
import { gainedBy, hoursSince, type Learner, lostIn, made, type World } from './simulate.ts';

export interface Found {
  readonly what: string;
  readonly value: number;
  /** By the filter that knows how the world was made; null where it is not asked. */
  readonly knowing: number | null;
}

const traits = ['ability', 'speed', 'forgetting'] as const satisfies readonly (keyof Learner)[];
const named = { ability: 'ability, r', speed: 'learning speed, r', forgetting: 'forgetting, r' } as const;

/** Correlations of each trait with what is believed of it, and how well the model's links tell true prerequisites from other pairs (AUROC). */
export function findInWorld(world: World): Found[] {
  const { ledger, question, rowsOf, learnerAt, linkAt } = keepRows();
  for (const answer of world.answers) {
    question.pose(rowsOf(answer), answer.atS);
    question.learn(answer.correct === 1);
  }
  const ours = world.learners.map((_, id) => explainLearner(ledger, learnerAt(id)));
  const knowing = foundKnowing(world);
  return [
    ...traits.map((trait) => {
      const truth = world.learners.map((learner) => learner[trait]);
      const r = (believed: readonly number[]) => correlation(truth, believed);
      return {
        what: named[trait],
        value: r(ours.map((learner) => learner[trait].mean)),
        knowing: r(knowing.map((learner) => learner[trait])),
      };
    }),
    {
      what: 'prerequisites, AUROC',
      value: edgesFound(world, (from, to) => ledger.believedAt(linkAt(from, to) + linkRow.at.dependence)),
      knowing: null,
    },
  ];
}

export function tableOfFound(found: readonly Found[]): string {
  const rows = found.map(({ what, value, knowing }) => [what, value.toFixed(3), knowing?.toFixed(3) ?? '']);
  return inColumns([['', 'ours', 'by a filter that knows how they were made, save what leans on what'], ...rows]);
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

/** What each learner's answers tell of the traits, by a filter over all that the learner was drawn with, its whole covariance kept. */
function foundKnowing({ learners, needs, easiness, answers }: World): Learner[] {
  const byLearner = Map.groupBy(answers, ({ learner }) => learner);
  const priors = [
    ...[...traits.map((trait) => made[trait]), ...needs.map(() => made.known)].map(
      ({ mean, deviation }): WeightPrior => ({ mean, variance: deviation ** 2 }),
    ),
    { mean: 1, variance: 0 }, // what is known of the question counts as it is
  ];
  return learners.map((_, id) => {
    let believed = priorWeights(priors);
    const seen = needs.map(() => ({ answers: 0, atS: 0 }));
    for (const { item, skills, atS, correct } of byLearner.get(id) ?? []) {
      const features = [1, ...ofSkills(skills, seen, atS ?? 0), made.base + (easiness[item] ?? 0)];
      believed = learnAnswer(believed, features, correct, priors, 0);
      for (const skill of skills) seen[skill] = { answers: (seen[skill]?.answers ?? 0) + 1, atS: atS ?? 0 };
    }
    const [ability = 0, speed = 0, forgetting = 0] = believed.means;
    return { ability, speed, forgetting };
  });
}

/** What learning speed and forgetting are multiplied by, and each of the skills. */
function ofSkills(skills: Answer['skills'], seen: readonly { answers: number; atS: number }[], nowS: number): number[] {
  const asked = seen.map((_, skill) => (skills.includes(skill) ? 1 : 0));
  const gained = seen.reduce((sum, { answers }, skill) => sum + (asked[skill] ?? 0) * gainedBy(answers), 0);
  const lost = seen.reduce(
    (sum, { answers, atS }, skill) => sum + (answers === 0 ? 0 : (asked[skill] ?? 0) * lostIn(hoursSince(atS, nowS))),
    0,
  );
  return [gained, -lost, ...asked];
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const shared = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, at) => sum + (value - mx) * ((y[at] ?? 0) - my), 0);
  return shared(a, meanA, b, meanB) / Math.sqrt(shared(a, meanA, a, meanA) * shared(b, meanB, b, meanB));
}
