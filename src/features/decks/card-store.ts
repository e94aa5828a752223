import { and, eq, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { chunksOf } from '../../db/chunks.ts';
import type { Tx } from '../../db/connect.ts';
import { card } from '../../db/schema/index.ts';
import { owns } from './store.ts';

/** A card on its way into a deck. */
export interface NewCardRow {
  readonly id: string;
  readonly deckId: string;
  readonly front: string;
  readonly back: string;
  readonly tags: readonly string[];
  readonly isAside?: boolean;
  readonly reflectionId?: string;
}

const rowsAtOnce = 2000;

/** Adds cards; one that its deck has already, by question and answer, or that its reflection has, stays out. Gives the ids added. */
export async function addCards(tx: Tx, all: readonly NewCardRow[], now: Date): Promise<Set<string>> {
  const added = new Set<string>();
  for (const some of chunksOf(all, rowsAtOnce)) {
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into ${card} (id, deck_id, front, back, tags, is_aside, reflection_id, created_at)
      select id, "deckId", front, back, tags, coalesce("isAside", false), "reflectionId", ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as it (id text, "deckId" text, front text, back text,
        tags text[], "isAside" boolean, "reflectionId" text)
      on conflict do nothing returning id`);
    for (const { id } of rows) added.add(id);
  }
  return added;
}

/** The ids of the cards that stand in the place of these, by deck, question and answer. */
export async function findSame(tx: Tx, all: readonly NewCardRow[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const some of chunksOf(all, rowsAtOnce)) {
    const { rows } = await tx.execute<{ mine: string; id: string }>(sql`
      select it.id as mine, ${card.id} from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
        as it (id text, "deckId" text, front text, back text)
      join ${card} on ${card.deckId} = it."deckId"
        and md5(${card.front} || chr(31) || ${card.back}) = md5(it.front || chr(31) || it.back)`);
    for (const { mine, id } of rows) found.set(mine, id);
  }
  return found;
}

/** Changes one's own card. False when it is not there, or when the deck has another card just like it. */
export async function rewriteCard(
  tx: Tx,
  memberId: string,
  cardId: string,
  to: { front: string; back: string; tags: readonly string[] },
): Promise<boolean> {
  const other = alias(card, 'other');
  const twin = tx
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        eq(other.deckId, card.deckId),
        ne(other.id, card.id),
        sql`md5(${other.front} || chr(31) || ${other.back}) = md5(${to.front}::text || chr(31) || ${to.back}::text)`,
      ),
    );
  const changed = await tx
    .update(card)
    .set({ front: to.front, back: to.back, tags: [...to.tags] })
    .where(and(eq(card.id, cardId), owns(tx, memberId, card.deckId), notExists(twin)))
    .returning({ id: card.id });
  return changed.length > 0;
}

/** A card that was set aside is asked again. */
export async function unsetAside(tx: Tx, memberId: string, cardId: string): Promise<void> {
  await tx
    .update(card)
    .set({ isAside: false })
    .where(and(eq(card.id, cardId), owns(tx, memberId, card.deckId)));
}

export async function dropCard(tx: Tx, memberId: string, cardId: string): Promise<boolean> {
  const gone = await tx
    .delete(card)
    .where(and(eq(card.id, cardId), owns(tx, memberId, card.deckId)))
    .returning({ id: card.id });
  return gone.length > 0;
}
