/**
 * The ladder of adaptive help: each rung says a little more, the last one the answer (learning.md 6; AdaptMI for where to begin).
 */
export const rungs = ['monitor', 'locate', 'strategy', 'principle', 'next-step', 'answer'] as const;
export type Rung = (typeof rungs)[number];

/** How likely, 0-1, a learner is to manage a thing alone, and how sure that is (one standard deviation). */
export interface Readiness {
  readonly p: number;
  readonly deviation: number;
}

const strong = 0.75;
/**
 * Where a worked example neither helps nor hurts: in a straight line from +0.505 standard deviations at a chance of 1/4 to -0.428 at
 * 17/20 (Tetzlaff et al. 2025, 60 experiments). In a straight line the expected effect is that of the mean, however unsure that is.
 */
const exampleHelpsBelow = 0.575;

/** What the ladder hangs on beside the learner. */
export interface Offered {
  /** Rungs on which whoever wrote the card left a hint: these are always said. */
  readonly written?: readonly Rung[];
  /** Whether there is a worked example to show. */
  readonly hasExample?: boolean;
}

/**
 * The rungs for this learner, in order. Weak: a worked example at once. Strong: nudges alone, since needless examples hurt. In between:
 * two nudges, then the example, for whoever is stuck after them knows less than was believed. Nothing known: every rung.
 * Source: AdaptMI (He et al. 2025); the expertise reversal effect (Kalyuga 2007).
 */
export function ladderFor(
  readiness: Readiness | null,
  { written = [], hasExample = true }: Offered = {},
): readonly Rung[] {
  const left = new Set<Rung>(needless(readiness, hasExample));
  return rungs.filter((rung) => !left.has(rung) || written.includes(rung));
}

function needless(readiness: Readiness | null, hasExample: boolean): readonly Rung[] {
  if (readiness === null) return [];
  const { p, deviation } = readiness;
  if (p - deviation / 2 >= strong) return ['principle'];
  if (p >= exampleHelpsBelow) return ['strategy'];
  return hasExample ? ['monitor', 'locate', 'strategy'] : ['monitor'];
}

/** Who speaks on a rung. The tutor speaks in the place of what is built in; whoever wrote the card speaks before both. */
export type HintSource = 'built-in' | 'tutor' | 'leader';

export interface Said {
  readonly rung: Rung;
  readonly source: HintSource;
}

/** What comes next on the ladder. The answer is only for who has tried. */
export type Move = ({ readonly kind: 'say' } & Said) | { readonly kind: 'try first' } | { readonly kind: 'top' };

export interface Climb {
  readonly ladder: readonly Rung[];
  /** What stands now; null at the very beginning. */
  readonly said: Said | null;
  /** Rungs on which whoever wrote the card left a hint. */
  readonly written: readonly Rung[];
  readonly attempts: number;
  /** A rung of another kind, where more of the same brought the learner no closer. */
  readonly turnTo?: Rung | null;
}

export function nextMove({ ladder, said, written, attempts, turnTo = null }: Climb): Move {
  if (said?.source === 'leader' && turnTo === null) return { kind: 'say', rung: said.rung, source: 'built-in' };
  const rung = turnTo ?? ladder[said === null ? 0 : ladder.indexOf(said.rung) + 1];
  if (rung === undefined) return { kind: 'top' };
  if (rung === 'answer' && attempts === 0) return { kind: 'try first' };
  return { kind: 'say', rung, source: written.includes(rung) ? 'leader' : 'built-in' };
}

/** What became of asking for help. Alone: with nothing more than the question back what is asked. */
export type HintOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'solved alone' }
  | { readonly kind: 'solved after'; readonly rung: Rung }
  | { readonly kind: 'still stuck'; readonly rung: Rung };

/** `said` is the last rung that was shown before the end. */
export function outcomeOf(state: 'open' | 'solved' | 'left', said: Rung): HintOutcome {
  if (state === 'open') return { kind: 'open' };
  if (state === 'left') return { kind: 'still stuck', rung: said };
  return said === 'monitor' ? { kind: 'solved alone' } : { kind: 'solved after', rung: said };
}
