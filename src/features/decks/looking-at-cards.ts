import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { card, deck, goal, memory, memoryColumns, reflection, review } from '../../db/schema/index.ts';
import { mayRead } from './looking.ts';

/** One card with its deck. */
export interface CardSeen {
  readonly id: string;
  readonly deckId: string;
  readonly deckName: string;
  readonly front: string;
  readonly back: string;
  readonly tags: readonly string[];
  readonly isAside: boolean;
  readonly isMine: boolean;
}

function cardsSeen(tx: Tx, memberId: string, which: SQL | undefined) {
  return tx
    .select({
      id: card.id,
      deckId: deck.id,
      deckName: deck.name,
      front: card.front,
      back: card.back,
      tags: card.tags,
      isAside: card.isAside,
      isMine: sql<boolean>`${deck.memberId} = ${memberId}`,
    })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .where(and(mayRead(tx, memberId), which))
    .orderBy(asc(card.id));
}

/** The card, if this member may read its deck. */
export async function findCard(tx: Tx, memberId: string, cardId: string): Promise<CardSeen | undefined> {
  const [found] = await cardsSeen(tx, memberId, eq(card.id, cardId));
  return found;
}

/** The card that was made from a reflection. */
export async function findLearned(tx: Tx, memberId: string, reflectionId: string): Promise<CardSeen | undefined> {
  const [found] = await cardsSeen(tx, memberId, eq(card.reflectionId, reflectionId));
  return found;
}

/** The cards of a deck in its own order. */
export async function readCards(
  tx: Tx,
  memberId: string,
  deckId: string,
  limit: number,
  offset: number,
): Promise<CardSeen[]> {
  return cardsSeen(tx, memberId, eq(deck.id, deckId)).limit(limit).offset(offset);
}

/** What a member wrote that they had learned, with the goal it was about. */
export async function findReflection(tx: Tx, memberId: string, reflectionId: string) {
  const [found] = await tx
    .select({ learned: reflection.learned, day: reflection.day, goal: goal.what })
    .from(reflection)
    .leftJoin(goal, eq(goal.id, reflection.goalId))
    .where(and(eq(reflection.id, reflectionId), eq(reflection.memberId, memberId)));
  return found;
}

/** A member's memories of a deck, up to 2,000 of them: enough to say where it stands. */
export async function readMemories(tx: Tx, memberId: string, deckId: string) {
  return tx
    .select({ id: card.id, memory: memoryColumns })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .where(and(eq(memory.memberId, memberId), eq(card.deckId, deckId), eq(card.isAside, false)))
    .limit(2000);
}

/** All cards of a deck, in its order, with the member's own memory of each. */
export async function readWholeDeck(tx: Tx, memberId: string, deckId: string) {
  return tx
    .select({
      id: card.id,
      front: card.front,
      back: card.back,
      tags: card.tags,
      isAside: card.isAside,
      memory: memoryColumns,
    })
    .from(card)
    .leftJoin(memory, and(eq(memory.cardId, card.id), eq(memory.memberId, memberId)))
    .where(eq(card.deckId, deckId))
    .orderBy(asc(card.id));
}

/** The member's own review log of these cards, oldest first. */
export async function readLog(tx: Tx, memberId: string, cardIds: readonly string[]) {
  return tx
    .select({ cardId: review.cardId, at: review.at, grade: review.grade, durationMs: review.durationMs })
    .from(review)
    .where(and(eq(review.memberId, memberId), inArray(review.cardId, [...cardIds])))
    .orderBy(asc(review.at));
}
