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
const weak = 0.5;

/**
 * The rungs for this learner, in order. Weak: no questions back, and a worked example right after the place to look. Strong: the
 * shortest nudge first and no example at all, since needless examples hurt. Not known, or not sure: every rung.
 * Source: AdaptMI (He et al. 2025); the expertise reversal effect (Kalyuga 2007).
 */
export function ladderFor(readiness: Readiness | null): readonly Rung[] {
  if (readiness && readiness.p - readiness.deviation / 2 >= strong)
    return ['monitor', 'locate', 'strategy', 'next-step', 'answer'];
  if (readiness && readiness.p + readiness.deviation / 2 < weak)
    return ['locate', 'principle', 'strategy', 'next-step', 'answer'];
  return rungs;
}

/** Where help begins. */
export const firstRung = (readiness: Readiness | null): Rung => ladderFor(readiness)[0] ?? 'monitor';

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
