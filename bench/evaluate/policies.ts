/**
 * `npm run evaluate -- --only policies`: what the bot's choice of hints is worth in learning for each hint, against a random rung, a worked
 * example always, and no help. Simulated: learners are drawn from the mastery filter, that is, what each truly knows is drawn from what the
 * filter believes after their answers (so the filter is assumed to be calibrated); what help does to them is assumed (help-assumed.ts).
 * The code that chooses is the bot's. It takes from the same 60 experiments as the first assumptions where an example begins to hurt, so
 * doing well there does not tell that they hold; the second ones are there to show what it costs if they do not.
 */
import { anotherKind, type StepTold } from '../../src/study/hints/help-followed.ts';
import { ladderFor, nextMove, type Readiness, rungs } from '../../src/study/hints/ladder.ts';
import { explainMastery } from '../../src/study/mastery/mastery.ts';
import { inColumns } from '../columns.ts';
import { type Assumed, assumptions, type Choose, helpThrough, type Met, type Session } from './help-assumed.ts';
import { keepRows } from './ours.ts';
import { makeWorld, randomFrom } from './simulate.ts';

/** How a policy did. Gains are in standard deviations of later performance; intervals are 95 %, bootstrapped over learners. */
export interface PolicyRow {
  readonly dataset: string;
  readonly model: string;
  readonly gainPerHint: Measured;
  /** Of ours, less that of this policy, on the same learners; null for ours itself. */
  readonly oursMore: Measured | null;
  readonly gainPerSession: number;
  readonly hintsPerSession: number;
  readonly solved: number;
  readonly sessions: number;
}

export interface Measured {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A learner before a problem of one skill: what the filter says of them, and what is true. */
interface Stuck {
  readonly learner: number;
  readonly readiness: Readiness;
  readonly logit: number;
  readonly seed: number;
}

interface Policy {
  readonly name: string;
  readonly for: (readiness: Readiness) => Choose;
}

const ours: Policy = {
  name: 'ours',
  for(readiness) {
    const ladder = ladderFor(readiness);
    return (met) => {
      const last = met.at(-1) ?? null;
      const said = last === null ? null : { rung: last, source: 'built-in' as const };
      const turnTo = anotherKind(stepsOf(met), ladder);
      const move = nextMove({ ladder, said, written: [], attempts: 1 + met.length, turnTo });
      return move.kind === 'say' ? move.rung : null;
    };
  },
};

/** As the bot would have kept them: each hint, and the try after it that came no closer. */
function stepsOf(met: readonly Met[]): StepTold[] {
  const step = { source: 'built-in', text: '', at: new Date(0) } as const;
  return met.flatMap((rung, at) =>
    rung === null
      ? []
      : [
          { ...step, rung, attempt: null, verdict: null },
          { ...step, rung, attempt: `try ${at}`, verdict: 'not yet' as const },
        ],
  );
}

export const policies: readonly Policy[] = [
  ours,
  { name: 'random rung', for: () => (_, random) => rungs[Math.floor(random() * rungs.length)] ?? 'monitor' },
  { name: 'always a worked example', for: () => () => 'principle' },
  { name: 'never help', for: () => () => null },
];

export function evaluatePolicies({ seed = 1, learners = 400 } = {}): PolicyRow[] {
  const stuck = drawStuck(seed, learners);
  const parts = [
    { name: '', isIn: () => true },
    ...(['weak', 'in between', 'strong'] as const).map((part) => ({
      name: `, believed ${part}`,
      isIn: ({ readiness }: Stuck) => believed(readiness) === part,
    })),
  ];
  return assumptions.flatMap((assumed) =>
    parts.flatMap(({ name, isIn }) =>
      compare(stuck.filter(isIn), assumed, learners, seed).map((row) => ({ ...row, dataset: row.dataset + name })),
    ),
  );
}

/** What the bot takes a learner for, as its ladder tells. */
function believed(readiness: Readiness): 'weak' | 'in between' | 'strong' {
  const ladder = ladderFor(readiness);
  if (!ladder.includes('principle')) return 'strong';
  return ladder.includes('monitor') ? 'in between' : 'weak';
}

/** Each learner tries one new problem of each skill, and is stuck where that fails. */
function drawStuck(seed: number, learners: number): Stuck[] {
  const { answers, needs } = makeWorld(seed, learners);
  const { question, rowsOf } = keepRows();
  for (const answer of answers) {
    question.pose(rowsOf(answer), answer.atS);
    question.learn(answer.correct === 1);
  }
  const endS = answers.at(-1)?.atS ?? 0;
  return Array.from({ length: learners }, (_, learner) =>
    needs.flatMap((__, skill): Stuck[] => {
      const rows = rowsOf({ learner, item: 0, skills: [skill], atS: endS });
      const { mean: p, deviation } = explainMastery(question, rows, skill, endS).chance;
      const random = randomFrom(seed + 7919 * (learner * needs.length + skill + 1));
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const logit = Math.log(p / (1 - p)) + (normal * deviation) / (p * (1 - p));
      const isSolvedAtOnce = random() < 1 / (1 + Math.exp(-logit));
      return isSolvedAtOnce
        ? []
        : [{ learner, readiness: { p, deviation }, logit, seed: Math.floor(random() * 2 ** 32) }];
    }),
  ).flat();
}

interface Total {
  readonly gain: number;
  readonly turns: number;
}

function compare(stuck: readonly Stuck[], assumed: Assumed, learners: number, seed: number): PolicyRow[] {
  const runs = policies.map((policy) => {
    const sessions = stuck.map((it) => helpThrough(it.logit, policy.for(it.readiness), assumed, randomFrom(it.seed)));
    return { policy, sessions, totals: totalsOf(stuck, sessions, learners) };
  });
  const samples = resamples(learners, seed);
  const [first] = runs;
  return runs.map(({ policy, sessions, totals }) => {
    const sum = (of: (session: Session) => number) => sessions.reduce((so, session) => so + of(session), 0);
    return {
      dataset: `simulated: ${assumed.name}`,
      model: policy.name,
      gainPerHint: measured(samples, (of) => ratio(totals, of)),
      oursMore:
        first === undefined || policy === first.policy
          ? null
          : measured(samples, (of) => ratio(first.totals, of) - ratio(totals, of)),
      gainPerSession: sum(({ gain }) => gain) / sessions.length,
      hintsPerSession: sum(({ turns }) => turns) / sessions.length,
      solved: sum(({ isSolved }) => (isSolved ? 1 : 0)) / sessions.length,
      sessions: sessions.length,
    };
  });
}

function totalsOf(stuck: readonly Stuck[], sessions: readonly Session[], learners: number): Total[] {
  const totals = Array.from({ length: learners }, () => ({ gain: 0, turns: 0 }));
  stuck.forEach(({ learner }, at) => {
    const [total, session] = [totals[learner], sessions[at]];
    if (!total || !session) return;
    total.gain += session.gain;
    total.turns += session.turns;
  });
  return totals;
}

const resampled = 1000;

/** The learners themselves, and then as many drawn from them with replacement, again and again: the same for all policies. */
function resamples(learners: number, seed: number): readonly (readonly number[])[] {
  const random = randomFrom(seed + 104_729);
  const everyone = Array.from({ length: learners }, (_, at) => at);
  const again = Array.from({ length: resampled }, () => everyone.map(() => Math.floor(random() * learners)));
  return [everyone, ...again];
}

function ratio(totals: readonly Total[], of: readonly number[]): number {
  let [gain, turns] = [0, 0];
  for (const at of of) {
    gain += totals[at]?.gain ?? 0;
    turns += totals[at]?.turns ?? 0;
  }
  return gain / turns;
}

function measured(samples: readonly (readonly number[])[], of: (learners: readonly number[]) => number): Measured {
  const [mean = Number.NaN, ...others] = samples.map(of);
  const sorted = others.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { mean, low: at(0.025), high: at(0.975) };
}

export function tableOfPolicies(rows: readonly PolicyRow[]): string {
  const head = ['', 'gain a hint', '95 %', 'ours more by', '95 %', 'gain a session', 'hints', 'solved'];
  const lines = rows.map((row) => [
    `${row.dataset}: ${row.model}`,
    row.gainPerHint.mean.toFixed(3),
    between(row.gainPerHint),
    row.oursMore?.mean.toFixed(3) ?? '',
    row.oursMore ? between(row.oursMore) : '',
    row.gainPerSession.toFixed(3),
    row.hintsPerSession.toFixed(2),
    row.solved.toFixed(2),
  ]);
  return inColumns([head, ...lines]);
}

const between = ({ low, high }: Measured) => `${low.toFixed(3)} to ${high.toFixed(3)}`;
