/** What followed each piece of help: whether the learner tried anew, got closer, or solved it. */

import { plainForm } from '../text/plain-form.ts';
import type { Verdict } from './attempt.ts';
import type { HintSource, Rung } from './ladder.ts';

/** One thing that was said in a session, in order; `attempt` is what the learner had written just before it. */
export interface StepTold {
  readonly rung: Rung;
  readonly source: HintSource;
  readonly text: string;
  readonly at: Date;
  readonly attempt: string | null;
  readonly verdict: Verdict | null;
}

interface Try {
  readonly words: string;
  readonly verdict: Verdict;
}

/** What was said, for as long as it stood: an attempt is answered on the same rung, and the learner may write several. */
interface Help {
  readonly rung: Rung;
  readonly source: HintSource;
  readonly letters: number;
  /** How long the help before it had stood; null for the first. */
  readonly waitedMs: number | null;
  /** What was written before it, and what after. */
  readonly before: Try | null;
  readonly tries: readonly Try[];
}

export interface HelpFollowed extends Omit<Help, 'tries' | 'before'> {
  /** Whether the next attempt was another one, or the thing was solved. */
  readonly isTaken: boolean;
}

/** Each piece of help below the answer, as far as it is known what followed. Of the last one in an open session it is not. */
export function helpFollowed(steps: readonly StepTold[], state: 'open' | 'solved' | 'left'): HelpFollowed[] {
  const helps = helpsIn(steps);
  return helps.flatMap(({ tries, before, ...help }, at) => {
    const isLast = at === helps.length - 1;
    const [next] = tries;
    if (help.rung === 'answer' || (isLast && state === 'open' && !next)) return [];
    return [{ ...help, isTaken: next ? next.words !== before?.words : isLast && state === 'solved' }];
  });
}

function helpsIn(steps: readonly StepTold[]): Help[] {
  const helps: (Help & { readonly tries: Try[]; readonly at: Date })[] = [];
  for (const step of steps) {
    const standing = helps.at(-1);
    const written = step.attempt === null ? null : tryIn(step.attempt, step.verdict);
    if (standing && written) {
      standing.tries.push(written);
      continue;
    }
    helps.push({
      rung: step.rung,
      source: step.source,
      letters: step.text.length,
      waitedMs: standing ? step.at.getTime() - standing.at.getTime() : null,
      before: written ?? standing?.tries.at(-1) ?? standing?.before ?? null,
      tries: [],
      at: step.at,
    });
  }
  return helps;
}

const tryIn = (attempt: string, verdict: Verdict | null): Try => ({
  words: plainForm(attempt).replace(/\s+/g, ' ').trim(),
  verdict: verdict ?? 'unknown',
});

/** Kinds of help. Within one kind a further rung says more of the same. */
const kinds = {
  monitor: 'nudge',
  locate: 'nudge',
  strategy: 'nudge',
  principle: 'example',
  'next-step': 'telling',
  answer: 'telling',
} as const satisfies Record<Rung, string>;

export const kindOfHelp = (rung: Rung): 'nudge' | 'example' | 'telling' => kinds[rung];

/**
 * Friction: two attempts in a row after help of one kind, neither closer than what was written before. More of that kind will not do:
 * gives the nearest rung further up the ladder that is of another kind. Null where there is no friction, or no other kind below the answer.
 */
export function anotherKind(steps: readonly StepTold[], ladder: readonly Rung[]): Rung | null {
  const standing = steps.at(-1)?.rung;
  if (standing === undefined || !isFriction(steps, kindOfHelp(standing))) return null;
  const further = ladder.slice(ladder.indexOf(standing) + 1);
  const other = further.find((rung) => kindOfHelp(rung) !== kindOfHelp(standing));
  return other === 'answer' ? null : (other ?? null);
}

function isFriction(steps: readonly StepTold[], kind: ReturnType<typeof kindOfHelp>): boolean {
  const tries = helpsIn(steps).flatMap(({ rung, before, tries }) =>
    tries.map((it, at) => ({ kind: kindOfHelp(rung), isCloser: isCloser(it, tries[at - 1] ?? before) })),
  );
  const last = tries.slice(-2);
  return last.length === 2 && last.every((it) => it.kind === kind && !it.isCloser);
}

const closeness = { 'not yet': 0, unknown: 0, partly: 1, right: 2 } as const satisfies Record<Verdict, number>;

/** Where there is no key to hold them against, other words are taken for a step on. */
function isCloser(one: Try, before: Try | null): boolean {
  if (one.verdict === 'unknown') return one.words !== before?.words;
  return closeness[one.verdict] > (before ? closeness[before.verdict] : 0);
}
