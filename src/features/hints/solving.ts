/** What a draft is held against: the answer, and where nobody here knows it, what the tutor itself comes to. */
import { asksToSolve } from '../../study/gate/blind-answers.ts';
import type { Draft } from '../../study/gate/hint-gate.ts';
import { squeezed } from '../../study/text/plain-form.ts';
import type { HintQuestion, Tutor } from '../../tutor.ts';

export interface Sought {
  readonly question: HintQuestion;
  /** For the gate alone: below the last rung it is not in the question. */
  readonly key: string | null;
  /** What the tutor came to on an earlier rung. */
  readonly solved: readonly string[] | null;
  /** A proof, an essay, a program: there is no one answer to it. */
  readonly isOpenEnded: boolean;
}

/** What the gate holds a draft against. */
export interface Known extends Required<Pick<Draft, 'key' | 'guesses'>> {
  /** False where those who solved it came to different answers: then the tutor says that it is not sure. */
  readonly isAgreed: boolean;
  /** Whether they were asked for now. */
  readonly isNew: boolean;
}

/** How the tutor is asked what it comes to: nothing where that is known, or no draft is held against it. */
export function asksFor({ question: { problem, rung }, key, solved }: Sought) {
  if (key !== null || rung === 'answer' || solved !== null) return { all: [], whole: [] };
  const { whole, parts, bare } = asksToSolve(problem);
  return { all: [...whole, ...parts, ...bare], whole };
}

/**
 * Where nobody here knows the answer, what the tutor itself comes to; null where it comes to nothing although one is asked for: unchecked,
 * no draft is shown. @throws Unavailable where one did not come
 */
export async function knownFor(tutor: Tutor, sought: Sought): Promise<Known | null> {
  const { key, isOpenEnded } = sought;
  const { all, whole } = asksFor(sought);
  if (all.length === 0) return { key, guesses: sought.solved ?? [], isAgreed: true, isNew: false };
  const tries = await Promise.allSettled(all.map((ask) => tutor.solve({ problem: ask })));
  const solved = tries.map((it) => {
    if (it.status === 'rejected') throw it.reason;
    return it.value.said;
  });
  const guesses = [...new Set(solved.flat())];
  if (guesses.length === 0 && !isOpenEnded) return null;
  const isSame = (one: string) => (other: string) => squeezed(one) === squeezed(other);
  const ofWhole = solved.slice(0, whole.length);
  const isAgreed = isOpenEnded || guesses.some((guess) => ofWhole.every((answers) => answers.some(isSame(guess))));
  return { key, guesses, isAgreed, isNew: true };
}
