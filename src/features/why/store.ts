import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { card, deck, deckLearner, memory, mendedDay } from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';

/** False where that day was mended before. */
export async function mendDay(tx: Tx, memberId: string, day: Day, reason: string, at: Date): Promise<boolean> {
  const added = await tx.insert(mendedDay).values({ memberId, day, reason, at }).onConflictDoNothing().returning();
  return added.length > 0;
}

/** The reviews that are due by `until`, the longest waiting first, at most `limit`; `waiting` counts them all. */
export function dueOf(tx: Tx, memberId: string, until: Date, limit: number) {
  return tx
    .select({
      id: card.id,
      front: card.front,
      deck: deck.name,
      memory,
      waiting: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .innerJoin(deck, eq(deck.id, card.deckId))
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, deck.id), eq(deckLearner.memberId, memberId)))
    .where(and(eq(memory.memberId, memberId), lte(memory.dueAt, until)))
    .orderBy(asc(memory.dueAt))
    .limit(limit);
}

/** Of these decks the names of those that the member studies. */
export async function deckNames(tx: Tx, memberId: string, deckIds: readonly string[]): Promise<Map<string, string>> {
  if (deckIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: deck.id, name: deck.name })
    .from(deck)
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, deck.id), eq(deckLearner.memberId, memberId)))
    .where(inArray(deck.id, [...new Set(deckIds)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
