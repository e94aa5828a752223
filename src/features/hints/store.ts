import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { cardHint, hintSession, hintStep } from '../../db/schema/index.ts';
import type { Rung } from '../../study/hints/ladder.ts';

export type Session = typeof hintSession.$inferSelect;
export type Step = typeof hintStep.$inferSelect;
export type WayBack = Pick<Session, 'askedFrom' | 'onlyDeckId' | 'onlyGoalId'>;
export type NewStep = typeof hintStep.$inferInsert;

/** Begins a session. Undefined where its id is taken, or the member has one open on that card: a rival was first. */
export async function addSession(tx: Tx, row: typeof hintSession.$inferInsert): Promise<Session | undefined> {
  const [added] = await tx.insert(hintSession).values(row).onConflictDoNothing().returning();
  return added;
}

const mine = (memberId: string, sessionId: string) =>
  and(eq(hintSession.id, sessionId), eq(hintSession.memberId, memberId));

/** The member's own session, held until the transaction ends; the request that asks is the one whose answer will show it. */
export async function holdSession(
  tx: Tx,
  memberId: string,
  sessionId: string,
  shown: { readonly by: string; readonly at: string },
): Promise<Session | undefined> {
  const [held] = await tx
    .update(hintSession)
    .set({ shownBy: shown.by, replyTo: shown.at })
    .where(mine(memberId, sessionId))
    .returning();
  return held;
}

/** Where the session was asked for this time. */
export async function noteWayBack(tx: Tx, sessionId: string, back: WayBack): Promise<void> {
  await tx.update(hintSession).set(back).where(eq(hintSession.id, sessionId));
}

/** The session where it still stands open at that step, held until the transaction ends. */
export async function holdAtStep(tx: Tx, sessionId: string, step: number): Promise<Session | undefined> {
  const [held] = await tx
    .select()
    .from(hintSession)
    .where(and(eq(hintSession.id, sessionId), eq(hintSession.step, step), eq(hintSession.state, 'open')))
    .for('update');
  return held;
}

/** Keeps what was said, and moves the session on to it. The session is held by who calls. */
export async function addStep(
  tx: Tx,
  session: Session,
  said: Omit<NewStep, 'sessionId' | 'position'>,
): Promise<{ session: Session; step: Step }> {
  const position = session.step + 1;
  const [step] = await tx
    .insert(hintStep)
    .values({ ...said, sessionId: session.id, position })
    .returning();
  const [moved] = await tx
    .update(hintSession)
    .set({ step: position, ...(said.attempt != null && { attempts: sql`${hintSession.attempts} + 1` }) })
    .where(eq(hintSession.id, session.id))
    .returning();
  if (!step || !moved) throw new Error('A held session was gone');
  return { session: moved, step };
}

export async function setState(tx: Tx, sessionId: string, state: Session['state'], now: Date): Promise<Session> {
  const [set] = await tx
    .update(hintSession)
    .set({ state, endedAt: state === 'open' ? null : now })
    .where(eq(hintSession.id, sessionId))
    .returning();
  if (!set) throw new Error('A held session was gone');
  return set;
}

/** Leaves the session that is open on a card, if one is. */
export async function leaveOpen(tx: Tx, memberId: string, cardId: string, now: Date): Promise<void> {
  await tx
    .update(hintSession)
    .set({ state: 'left', endedAt: now })
    .where(and(eq(hintSession.memberId, memberId), eq(hintSession.cardId, cardId), eq(hintSession.state, 'open')));
}

/** What the tutor said in the place of a step's text, if it may be shown; and why drafts were not. */
export async function improveStep(
  tx: Tx,
  sessionId: string,
  position: number,
  better: { readonly text: string; readonly isSure: boolean } | null,
  rejections: readonly string[],
): Promise<void> {
  await tx
    .update(hintStep)
    .set({ ...(better && { ...better, source: 'tutor' as const }), rejections: [...rejections] })
    .where(and(eq(hintStep.sessionId, sessionId), eq(hintStep.position, position)));
}

/** What the tutor itself came to, so that it is asked once for all rungs. */
export async function keepSolved(tx: Tx, sessionId: string, solved: readonly string[]): Promise<void> {
  await tx
    .update(hintSession)
    .set({ solved: [...solved] })
    .where(eq(hintSession.id, sessionId));
}

/** What the owner of a card's deck wrote for each rung takes the place of what stood there. */
export async function keepCardHints(
  tx: Tx,
  { cardId, authorId, at }: { cardId: string; authorId: string; at: Date },
  texts: ReadonlyMap<Rung, string>,
): Promise<void> {
  await tx.delete(cardHint).where(and(eq(cardHint.cardId, cardId), notInArray(cardHint.rung, [...texts.keys()])));
  if (texts.size === 0) return;
  await tx
    .insert(cardHint)
    .values([...texts].map(([rung, text]) => ({ cardId, rung, text, authorId, at })))
    .onConflictDoUpdate({
      target: [cardHint.cardId, cardHint.rung],
      set: { text: sql`excluded.text`, authorId, at },
    });
}
