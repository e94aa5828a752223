/** The SQL of deck files that were handed in: kept until they are read, and looked after where that was forgotten. */
import { and, eq, inArray, isNotNull, lt, or } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import type { PastReview } from '../../db/schema/decks.ts';
import { deckImport } from '../../db/schema/index.ts';

type ImportRow = typeof deckImport.$inferSelect;
/** An import whose bytes are dropped. */
export type EndedImport = Omit<ImportRow, 'bytes'>;

export async function addImport(tx: Tx, row: typeof deckImport.$inferInsert): Promise<void> {
  await tx.insert(deckImport).values(row);
}

/** An import that is still to be read. */
export async function findWaitingImport(tx: Tx, importId: string): Promise<ImportRow | undefined> {
  const [row] = await tx
    .select()
    .from(deckImport)
    .where(and(eq(deckImport.id, importId), eq(deckImport.state, 'waiting')));
  return row;
}

/** Ends an import and drops its bytes. Undefined when it has ended already: another run was first. */
export async function endImport(tx: Tx, importId: string, state: 'done' | 'failed'): Promise<EndedImport | undefined> {
  const [ended] = await tx
    .update(deckImport)
    .set({ state, bytes: null })
    .where(and(eq(deckImport.id, importId), eq(deckImport.state, 'waiting')))
    .returning();
  return ended;
}

export async function keepHistory(tx: Tx, importId: string, history: readonly PastReview[] | null): Promise<void> {
  await tx.update(deckImport).set({ history }).where(eq(deckImport.id, importId));
}

/** Imports with work left that was last asked for before `before`: at most `limit`, marked as asked for now. */
export async function takeForgottenImports(tx: Tx, before: Date, now: Date, limit: number) {
  const forgotten = await tx
    .select({ id: deckImport.id, at: deckImport.at, state: deckImport.state, memberId: deckImport.memberId })
    .from(deckImport)
    .where(and(lt(deckImport.askedAt, before), or(isNotNull(deckImport.bytes), isNotNull(deckImport.history))))
    .orderBy(deckImport.askedAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  const ids = forgotten.map(({ id }) => id);
  if (ids.length > 0) await tx.update(deckImport).set({ askedAt: now }).where(inArray(deckImport.id, ids));
  return forgotten;
}
