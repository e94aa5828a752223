/** What help is asked with: a card whose answer is known, or a pasted problem whose answer is not. */
import type { Tx } from '../../db/connect.ts';
import { type Judged, judgeAttempt } from '../../study/attempt.ts';
import { cardHint } from '../../study/built-in-hints.ts';
import type { Rung } from '../../study/ladder.ts';
import { problemHint, selfCheck } from '../../study/problem-hints.ts';
import { kindOf, type ProblemKind } from '../../study/problem-kind.ts';
import { type CardAsked, findCardAsked, findSiblings, readWritten } from './looking.ts';
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
}

export type Asked = AskedCard | AskedProblem;

export const pasted = (problem: string): AskedProblem => ({ kind: 'problem', problem, problemKind: kindOf(problem) });

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
export const keyOf = (asked: Asked): string | null => (asked.kind === 'card' ? asked.card.back : null);
export const writtenRungs = (asked: Asked): Rung[] => (asked.kind === 'card' ? [...asked.written.keys()] : []);

/** The text of a rung: what whoever wrote the card left there, or what is built in. */
export async function textOf(
  tx: Tx,
  memberId: string,
  asked: Asked,
  { rung, source }: { rung: Rung; source: 'built-in' | 'leader' | 'tutor' },
): Promise<string> {
  if (asked.kind === 'problem') return problemHint(rung, asked.problemKind);
  const written = source === 'leader' ? asked.written.get(rung) : undefined;
  if (written !== undefined) return written;
  const siblings = rung === 'principle' ? await findSiblings(tx, memberId, asked.card) : [];
  return cardHint(rung, { ...asked.card, siblings });
}

/** What can be said of an attempt; without a key, how the learner can tell. */
export function judge(asked: Asked, attempt: string): Judged | { readonly verdict: 'unknown'; readonly said: string } {
  if (asked.kind === 'card') return judgeAttempt(attempt, asked.card.back);
  return { verdict: 'unknown', said: `I have no key to hold it against, but you can: ${selfCheck(asked.problemKind)}` };
}
