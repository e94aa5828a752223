import { and, eq, exists, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '../../db/connect.ts';
import { type card, deck, deckLearner, type deckShare } from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';

interface Maker {
  readonly memberId: string;
  readonly now: Date;
  newId(): string;
}

/** The member's decks of these names, in any spelling of case, made where there are none. `begun`: some were. */
export async function ensureDecks(
  tx: Tx,
  { memberId, now, newId }: Maker,
  names: readonly string[],
): Promise<{ idOf: ReadonlyMap<string, string>; begun: boolean }> {
  const known = await decksNamed(tx, memberId, names);
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return { idOf: known, begun: false };
  await tx
    .insert(deck)
    .values(missing.map((name) => ({ id: newId(), memberId, name, createdAt: now })))
    .onConflictDoNothing();
  const idOf = await decksNamed(tx, memberId, names);
  await tx
    .insert(deckLearner)
    .values([...new Set(idOf.values())].map((deckId) => ({ deckId, memberId, at: now })))
    .onConflictDoNothing();
  return { idOf, begun: true };
}

// PostgreSQL decides which names are the same: its index does, and its idea of lower case is not JavaScript's.
async function decksNamed(tx: Tx, memberId: string, names: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ name: string; id: string }>(sql`
    select it.name, ${deck.id} from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) as it (name)
    join ${deck} on ${deck.memberId} = ${memberId} and lower(${deck.name}) = lower(it.name)`);
  return new Map(rows.map(({ name, id }) => [name, id]));
}

export const myDeck = (memberId: string, deckId: string) => and(eq(deck.id, deckId), eq(deck.memberId, memberId));

/** Whether a row is of a deck that is the member's own. */
export const owns = (tx: Tx, memberId: string, deckId: typeof card.deckId | typeof deckShare.deckId) =>
  exists(
    tx
      .select({ id: deck.id })
      .from(deck)
      .where(and(eq(deck.id, deckId), eq(deck.memberId, memberId))),
  );

/** False when it is not one's own, or when one has another deck of that name. */
export async function nameDeck(tx: Tx, memberId: string, deckId: string, name: string): Promise<boolean> {
  const other = alias(deck, 'other');
  const twin = tx
    .select({ id: other.id })
    .from(other)
    .where(and(eq(other.memberId, memberId), ne(other.id, deckId), sql`lower(${other.name}) = lower(${name})`));
  const named = await tx
    .update(deck)
    .set({ name })
    .where(and(myDeck(memberId, deckId), notExists(twin)))
    .returning({ id: deck.id });
  return named.length > 0;
}

export async function setExamDay(tx: Tx, memberId: string, deckId: string, examDay: Day | null): Promise<boolean> {
  const set = await tx.update(deck).set({ examDay }).where(myDeck(memberId, deckId)).returning({ id: deck.id });
  return set.length > 0;
}

/** With it go its cards, and what anyone has learned of them. */
export async function dropDeck(tx: Tx, memberId: string, deckId: string): Promise<boolean> {
  const gone = await tx.delete(deck).where(myDeck(memberId, deckId)).returning({ id: deck.id });
  return gone.length > 0;
}
