import { and, eq, exists, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { chunksOf } from '../../db/chunks.ts';
import type { Tx } from '../../db/connect.ts';
import { card, deck, deckLearner, deckShare, membership } from '../../db/schema/index.ts';
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

const owns = (tx: Tx, memberId: string, deckId: typeof card.deckId | typeof deckShare.deckId) =>
  exists(
    tx
      .select({ id: deck.id })
      .from(deck)
      .where(and(eq(deck.id, deckId), eq(deck.memberId, memberId))),
  );

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

const myDeck = (memberId: string, deckId: string) => and(eq(deck.id, deckId), eq(deck.memberId, memberId));

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

/** Opens one's own deck to a group. */
export async function openToGroup(tx: Tx, memberId: string, deckId: string, groupId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into ${deckShare} (deck_id, group_id, at)
    select ${deck.id}, ${groupId}, ${now.toISOString()}::timestamptz from ${deck} where ${myDeck(memberId, deckId)}
    on conflict do nothing`);
}

/** Closes one's own deck to a group, or to all. Those who have no other way in study it no longer; what they learned is kept. */
export async function closeToGroup(tx: Tx, memberId: string, deckId: string, groupId: string | null): Promise<void> {
  const closed = await tx
    .delete(deckShare)
    .where(
      and(
        eq(deckShare.deckId, deckId),
        groupId === null ? undefined : eq(deckShare.groupId, groupId),
        owns(tx, memberId, deckShare.deckId),
      ),
    )
    .returning({ groupId: deckShare.groupId });
  if (closed.length === 0) return;
  const anotherWay = tx
    .select({ groupId: deckShare.groupId })
    .from(deckShare)
    .innerJoin(
      membership,
      and(eq(membership.groupId, deckShare.groupId), eq(membership.memberId, deckLearner.memberId)),
    )
    .where(eq(deckShare.deckId, deckId));
  await tx
    .delete(deckLearner)
    .where(and(eq(deckLearner.deckId, deckId), ne(deckLearner.memberId, memberId), notExists(anotherWay)));
}

/** Takes up a deck from a group. False when there is no way in, or the deck is studied already. */
export async function takeUp(tx: Tx, memberId: string, deckId: string, now: Date): Promise<boolean> {
  // The share is held until the learner is kept: who closes the deck at this moment waits, and finds the learner.
  const [way] = await tx
    .select({ groupId: deckShare.groupId })
    .from(deckShare)
    .innerJoin(membership, and(eq(membership.groupId, deckShare.groupId), eq(membership.memberId, memberId)))
    .where(eq(deckShare.deckId, deckId))
    .limit(1)
    .for('key share', { of: deckShare });
  if (!way) return false;
  const taken = await tx
    .insert(deckLearner)
    .values({ deckId, memberId, at: now })
    .onConflictDoNothing()
    .returning({ deckId: deckLearner.deckId });
  return taken.length > 0;
}

/** Stops studying another's deck. */
export async function leave(tx: Tx, memberId: string, deckId: string): Promise<void> {
  const mine = tx.select({ id: deck.id }).from(deck).where(myDeck(memberId, deckId));
  await tx
    .delete(deckLearner)
    .where(and(eq(deckLearner.deckId, deckId), eq(deckLearner.memberId, memberId), notExists(mine)));
}
