/**
 * What help is assumed to do to a learner who is stuck. Fixed from the literature before any policy was run, and not fitted to one.
 *
 * Published (in standard deviations of later performance):
 * - A worked example, as against less help: +0.505 where little is known, -0.428 where much is (Tetzlaff et al. 2025, 60 experiments on
 *   the expertise reversal effect). Here: in a straight line from the one at a chance of 1/4 to solve it alone, to the other at 17/20.
 * - To have solved it oneself: +0.40 (Pan and Rickard 2018, transfer of retrieval, 122 experiments). A nudge teaches through that alone.
 * - Examples with no heed to who gets them: +0.48 (Barbieri et al. 2023). The second set of assumptions, `examples help all alike`.
 *
 * Assumed, with no number to cite, only the direction:
 * - To be shown the answer teaches little, 0.05 (Aleven and Koedinger 2000, on bottom-out hints). To solve it after the next step was told
 *   counts for half: half was not one's own. The same rung again teaches half of what it taught before.
 * - Whoever is stuck is one logit below what they know. A nudge lifts by 0 to 2 logits, the more the more is known, since nothing can be
 *   nudged that is not there (Koedinger and Aleven 2007, the assistance dilemma); an example by 1; the next step by 2; trying on by 0.
 * - After each miss one in ten leaves, and nobody takes more than six turns.
 *
 * Not modelled: what is forgotten, how good a text is, who games the ladder. So the result tells what the policy is worth if these hold;
 * whether they hold for our learners only the random arm can tell.
 */
import type { Rung } from '../../src/study/hints/ladder.ts';

export interface Assumed {
  readonly name: string;
  /** What a worked example teaches who solves such a thing alone with a chance of `p`. */
  readonly example: (p: number) => number;
}

const [littleKnown, muchKnown] = [0.25, 0.85];
const [forLittle, forMuch] = [0.505, -0.428];

export const assumptions: readonly Assumed[] = [
  {
    name: 'expertise reversal',
    example(p) {
      const way = Math.max(0, Math.min(1, (p - littleKnown) / (muchKnown - littleKnown)));
      return forLittle + way * (forMuch - forLittle);
    },
  },
  { name: 'examples help all alike', example: () => 0.48 },
];

const bySolving = 0.4;
const byAnswer = 0.05;
const stuckBelow = 1;
const leaves = 0.1;
const mostTurns = 6;

/** What a learner is met with on a turn: a rung, or null: nothing, and they try on. */
export type Met = Rung | null;

/** How a turn is chosen, knowing what was met so far; the learner has tried in vain before the first and after each. */
export type Choose = (met: readonly Met[], random: () => number) => Met;

export interface Session {
  readonly gain: number;
  /** What was shown; where nothing is, each further try. */
  readonly turns: number;
  readonly isSolved: boolean;
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** One stuck learner, from the first help to the end. `logit`: what they know, as the log-odds to solve such a thing alone. */
export function helpThrough(logit: number, choose: Choose, assumed: Assumed, random: () => number): Session {
  const p = logistic(logit);
  const met: Met[] = [];
  let gain = 0;
  while (met.length < mostTurns) {
    const next = choose(met, random);
    const before = met.filter((it) => it === next).length;
    met.push(next);
    if (next === 'answer') return { gain: gain + byAnswer, turns: met.length, isSolved: false };
    if (next === 'principle') gain += assumed.example(p) / 2 ** before;
    if (random() < logistic(logit - stuckBelow + liftOf(next, p))) {
      const own = next === 'next-step' ? 0.5 : 1;
      return { gain: gain + own * bySolving, turns: met.length, isSolved: true };
    }
    if (random() < leaves) break;
  }
  return { gain, turns: met.length, isSolved: false };
}

function liftOf(met: Exclude<Met, 'answer'>, p: number): number {
  if (met === null) return 0;
  if (met === 'principle') return 1;
  return met === 'next-step' ? 2 : 2 * p;
}
