import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../connect.ts';
import { deck, deckLearner } from '../schema/index.ts';

/** The decks that a member studies, by name; `named` in any spelling of case. At most 100. */
export function findStudiedDecks(tx: Tx, memberId: string, named?: string): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: deck.id, name: deck.name })
    .from(deck)
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, deck.id), eq(deckLearner.memberId, memberId)))
    .where(named === undefined ? undefined : sql`lower(${deck.name}) = lower(${named})`)
    .orderBy(sql`lower(${deck.name})`)
    .limit(100);
}
