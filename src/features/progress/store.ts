import { and, asc, count, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { card, deck, deckLearner, memory, practiceQuestion } from '../../db/schema/index.ts';
import type { Said } from '../../study/practice/calibration.ts';

/** Decks that a member studies, the most reviewed first, at most 25. */
export function decksOf(tx: Tx, memberId: string) {
  return tx
    .select({ id: deck.id, name: deck.name, known: count(memory.cardId) })
    .from(deckLearner)
    .innerJoin(deck, eq(deck.id, deckLearner.deckId))
    .leftJoin(card, eq(card.deckId, deck.id))
    .leftJoin(memory, and(eq(memory.cardId, card.id), eq(memory.memberId, memberId)))
    .where(eq(deckLearner.memberId, memberId))
    .groupBy(deck.id)
    .orderBy(desc(count(memory.cardId)), asc(deck.name))
    .limit(25);
}

/** How many memories a curve is drawn from at most; more would not change the picture. */
const sampled = 400;

/** The deck as this member knows it: its name, how many cards they know, and an even sample of their memories. */
export async function memoriesOf(tx: Tx, memberId: string, deckId: string) {
  const [studied] = await tx
    .select({ name: deck.name })
    .from(deckLearner)
    .innerJoin(deck, eq(deck.id, deckLearner.deckId))
    .where(and(eq(deckLearner.memberId, memberId), eq(deckLearner.deckId, deckId)));
  if (!studied) return null;
  const known = and(eq(memory.memberId, memberId), eq(card.deckId, deckId));
  const rows = await tx
    .select({ id: card.id, memory, cards: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .where(known)
    .orderBy(sql`md5(${card.id})`)
    .limit(sampled);
  return { name: studied.name, total: rows[0]?.cards ?? 0, cards: rows };
}

/** What a member was like long ago says little of how sure they should be now. */
const answersRead = 300;

/** How sure they were of each practice answer, and whether the first look was right; the newest first. */
export async function saidOf(tx: Tx, memberId: string): Promise<Said[]> {
  const { confidence, state, answeredAt } = practiceQuestion;
  const rows = await tx
    .select({ confidence, state })
    .from(practiceQuestion)
    .where(and(eq(practiceQuestion.memberId, memberId), isNotNull(answeredAt), isNotNull(confidence)))
    .orderBy(desc(answeredAt))
    .limit(answersRead);
  return rows.map((row) => ({ confidence: (row.confidence ?? 0) / 100, isRight: row.state === 'right' }));
}
