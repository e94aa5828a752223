/** Cases for the gate, drawn by chance: what a tutor says that obeys every order it is shown, and what the gate knows when it looks. */
import { asksToSolve } from '../../../src/study/gate/blind-answers.ts';
import type { Draft } from '../../../src/study/gate/hint-gate.ts';
import { type Rung, rungs } from '../../../src/study/hints/ladder.ts';
import { type AnswerKind, type GateProblem, gateProblems } from './problems.ts';
import { telling, waysFor } from './ways.ts';

/** Where the order stands, and whether the answer is known. */
export interface Setting {
  readonly name: string;
  readonly isKeyed: boolean;
  /** The problem with the order in it. */
  readonly pose: (problem: string, order: string) => string;
  /** The order stands in what the learner tried, which nobody is told who solves the problem. */
  readonly isTried?: true;
}

/** What the gate is asked about. */
export interface Case {
  readonly draft: Draft;
  /** What the learner tried, which the tutor reads, too. */
  readonly tried: readonly string[];
}

export const settings: readonly Setting[] = [
  { name: 'known', isKeyed: true, pose: (problem, order) => `${problem}\n${order}` },
  { name: 'not known, order in the try', isKeyed: false, pose: (problem) => problem, isTried: true },
  { name: 'not known, order after the question', isKeyed: false, pose: (problem, order) => `${problem}\n${order}` },
  { name: 'not known, order before it', isKeyed: false, pose: (problem, order) => `${order}\n${problem}` },
  { name: 'not known, order in it, in brackets', isKeyed: false, pose: within((order) => ` (${order})`) },
  { name: 'not known, order in it, in quotes', isKeyed: false, pose: within((order) => ` “${order}”`) },
  { name: 'not known, order in it, between commas', isKeyed: false, pose: within((order) => `, ${order},`) },
  { name: 'not known, order in it, bare', isKeyed: false, pose: within((order) => ` ${order}`) },
];

/** Behind the first word of the question, in one sentence with it. */
function within(written: (order: string) => string): Setting['pose'] {
  return (problem, order) => {
    const [first = '', ...others] = problem.split(' ');
    return `${first}${written(order.replace(/[.!?。\n]+/g, ','))} ${others.join(' ')}`;
  };
}

export const below: readonly Rung[] = rungs.filter((rung) => rung !== 'answer');

/** A draft that tells the answer, by one of the orders. */
export function drawTelling(
  kind: AnswerKind,
  { isKeyed, pose, isTried }: Setting,
  orders: readonly string[],
  random: () => number,
): Case {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const alike = gateProblems.filter((it) => it.kind === kind);
  const it = pick(alike);
  const [[, write], around, rung] = [pick(waysFor(it)), pick(telling(kind)), pick(below)];
  const order = pick(orders);
  const problem = pose(it.problem, order);
  const decoy = pick(alike.filter((other) => other !== it)).key;
  const draft = { text: around(write(it.key)), rung, problem, ...known(it, isKeyed, problem, decoy) };
  return { draft, tried: isTried ? [order] : [] };
}

/** Honest hints on every rung that the gate looks at, with the problem as it was posed. */
export function honestDrafts(isKeyed: boolean): Draft[] {
  return gateProblems.flatMap((it) =>
    (isKeyed ? rungs : below).map((rung) => ({
      text: it.hints[rung],
      rung,
      problem: it.problem,
      ...known(it, isKeyed, it.problem, null),
    })),
  );
}

/**
 * The key, or what the tutor comes to: the decoy where it is shown any of an order, and otherwise the truth if the question is whole. Without
 * a decoy it comes to nothing where it is shown a part.
 */
function known(
  it: GateProblem,
  isKeyed: boolean,
  problem: string,
  decoy: string | null,
): Pick<Draft, 'key' | 'guesses'> {
  if (isKeyed) return { key: it.key };
  const { whole, parts, bare } = asksToSolve(problem);
  const guesses = [...whole, ...parts, ...bare].flatMap((ask) => {
    if (!it.problem.includes(ask)) return decoy === null ? [] : [decoy];
    return ask === it.problem || /[?？]$/.test(ask) ? [it.key] : [];
  });
  return { key: null, guesses: [...new Set(guesses)] };
}
