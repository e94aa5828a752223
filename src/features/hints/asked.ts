/** What help is asked with: a card whose answer is known, or a pasted problem whose answer is not. */
import type { Context } from '../../chat/handler.ts';
import type { Tx } from '../../db/connect.ts';
import { type Judged, judgeAttempt } from '../../study/hints/attempt.ts';
import { cardHint, noExamples } from '../../study/hints/built-in-hints.ts';
import type { Rung } from '../../study/hints/ladder.ts';
import { problemHint, selfCheck } from '../../study/hints/problem-hints.ts';
import { kindOf, type ProblemKind } from '../../study/hints/problem-kind.ts';
import { resultIn } from '../../study/text/asked-calculation.ts';
import { unknownIn } from '../../study/text/asked-equation.ts';
import { examplesFor } from './examples.ts';
import { type CardAsked, findCardAsked, readWritten } from './looking.ts';
import type { Session } from './store.ts';

export interface AskedCard {
  readonly kind: 'card';
  readonly card: CardAsked;
  /** What the owner of the deck left on it, by rung. */
  readonly written: ReadonlyMap<Rung, string>;
}

export interface AskedProblem {
  readonly kind: 'problem';
  readonly problem: string;
  readonly problemKind: ProblemKind;
  /** Reckoned here, where it is a calculation or an equation and no more; null otherwise. */
  readonly result: string | null;
}

export type Asked = AskedCard | AskedProblem;

export function pasted(problem: string): AskedProblem {
  const result = resultIn(problem)?.toString() ?? unknownIn(problem);
  return { kind: 'problem', problem, problemKind: kindOf(problem), result };
}

/** The card with what was written on it; undefined where it is gone, or not in a deck that the member studies. */
export async function askedCard(tx: Tx, memberId: string, cardId: string): Promise<AskedCard | undefined> {
  const card = await findCardAsked(tx, memberId, cardId);
  return card && { kind: 'card', card, written: await readWritten(tx, cardId) };
}

/** What a session is about, as it stands now. */
export async function askedIn(tx: Tx, session: Session): Promise<Asked | undefined> {
  if (session.cardId !== null) return askedCard(tx, session.memberId, session.cardId);
  return pasted(session.problem ?? '');
}

export const questionOf = (asked: Asked): string => (asked.kind === 'card' ? asked.card.front : asked.problem);
export const keyOf = (asked: Asked): string | null => (asked.kind === 'card' ? asked.card.back : asked.result);
export const writtenRungs = (asked: Asked): Rung[] => (asked.kind === 'card' ? [...asked.written.keys()] : []);

/** The text of a rung: what whoever wrote the card left there, or what is built in. */
export async function textOf(
  context: Context,
  asked: Asked,
  { rung, source }: { rung: Rung; source: 'built-in' | 'leader' | 'tutor' },
): Promise<string> {
  if (asked.kind === 'problem') return problemText(rung, asked);
  const written = source === 'leader' ? asked.written.get(rung) : undefined;
  if (written !== undefined) return written;
  const examples = rung === 'principle' ? await examplesFor(context, asked.card) : noExamples;
  return cardHint(rung, { ...asked.card, ...examples });
}

function problemText(rung: Rung, { problemKind, result }: AskedProblem): string {
  if (rung !== 'answer' || result === null) return problemHint(rung, problemKind);
  const check = problemKind === 'equation' ? ': put it into the first line, and both sides agree' : '';
  return `It comes to ${result}${check}. Which of the steps before would have led you there?`;
}

/** What can be said of an attempt; without a key, how the learner can tell. */
export function judge(asked: Asked, attempt: string): Judged | { readonly verdict: 'unknown'; readonly said: string } {
  if (asked.kind === 'card') return judgeAttempt(attempt, asked.card.back);
  if (asked.result !== null) return judgeAttempt(attempt, asked.result);
  const said = `I have no key to hold it against, but you can check it. ${selfCheck(asked.problemKind)}`;
  return { verdict: 'unknown', said };
}
