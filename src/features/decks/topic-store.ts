/** The SQL of topics that the tutor proposes: what it may sort, its proposals, and putting them on cards. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { card, deck, type OfferedTopic, topicOffer } from '../../db/schema/index.ts';
import type { CardToSort } from '../../study/practice/topics.ts';

export type TopicOffer = typeof topicOffer.$inferSelect;

/** A deck to be sorted, with its first cards without tags, at most `limit`, and the tags of the others; undefined where it is gone. */
export async function findToSort(tx: Tx, deckId: string, limit: number) {
  const [found] = await tx.select({ name: deck.name, ownerId: deck.memberId }).from(deck).where(eq(deck.id, deckId));
  const tag = sql<string>`${card.tags}[1]`;
  const known = await tx
    .selectDistinct({ tag })
    .from(card)
    .where(and(eq(card.deckId, deckId), sql`${card.tags} <> '{}'`))
    .orderBy(tag)
    .limit(40);
  const cards: CardToSort[] = await tx
    .select({ id: card.id, front: card.front, back: card.back })
    .from(card)
    .where(and(eq(card.deckId, deckId), sql`${card.tags} = '{}'`))
    .orderBy(asc(card.id))
    .limit(limit);
  return found && { ...found, known: known.map((it) => it.tag), cards };
}

/** Keeps a proposal in the place of those that nobody took. False where it is kept already. */
export async function addTopicOffer(tx: Tx, row: typeof topicOffer.$inferInsert): Promise<boolean> {
  const added = await tx.insert(topicOffer).values(row).onConflictDoNothing().returning({ id: topicOffer.id });
  if (added.length === 0) return false;
  await tx
    .delete(topicOffer)
    .where(and(eq(topicOffer.deckId, row.deckId), isNull(topicOffer.takenAt), sql`${topicOffer.id} <> ${row.id}`));
  return true;
}

/** A proposal for a deck of the member's own, held until the transaction ends. */
export async function holdTopicOffer(tx: Tx, memberId: string, offerId: string): Promise<TopicOffer | undefined> {
  const [row] = await tx
    .select({ offer: topicOffer })
    .from(topicOffer)
    .innerJoin(deck, eq(deck.id, topicOffer.deckId))
    .where(and(eq(topicOffer.id, offerId), eq(deck.memberId, memberId)))
    .for('update', { of: topicOffer });
  return row?.offer;
}

export async function dropTopicOffer(tx: Tx, offerId: string): Promise<void> {
  await tx.delete(topicOffer).where(eq(topicOffer.id, offerId));
}

/** Puts its topics on those of its cards that have no tag by now. Gives how many. */
export async function putTopics(tx: Tx, { id, deckId, topics }: TopicOffer, takenAt: Date): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update ${card} set tags = array[it.tag] from ${asPairs(topics)}
    where ${card.id} = it.id and ${card.deckId} = ${deckId} and ${card.tags} = '{}' returning ${card.id}`);
  const put = new Set(rows.map((row) => row.id));
  const taken = topics.map(({ tag, cardIds }) => ({ tag, cardIds: cardIds.filter((cardId) => put.has(cardId)) }));
  await tx.update(topicOffer).set({ topics: taken, takenAt }).where(eq(topicOffer.id, id));
  return put.size;
}

/** Takes them off again, from the cards that have nothing else by now. Gives how many. */
export async function takeOffTopics(tx: Tx, { id, deckId, topics }: TopicOffer): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update ${card} set tags = '{}' from ${asPairs(topics)}
    where ${card.id} = it.id and ${card.deckId} = ${deckId} and ${card.tags} = array[it.tag] returning ${card.id}`);
  await tx.update(topicOffer).set({ takenAt: null }).where(eq(topicOffer.id, id));
  return rows.length;
}

const asPairs = (topics: readonly OfferedTopic[]) => {
  const pairs = topics.flatMap(({ tag, cardIds }) => cardIds.map((id) => ({ id, tag })));
  return sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as it (id text, tag text)`;
};
