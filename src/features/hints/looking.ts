import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { deckOf, skillOfCard } from '../../db/reading/mastery.ts';
import {
  card,
  cardHint,
  deck,
  deckLearner,
  goal,
  hintSession,
  hintStep,
  memory,
  memoryColumns,
} from '../../db/schema/index.ts';
import type { Rung } from '../../study/hints/ladder.ts';
import type { Remembered } from '../../study/hints/readiness.ts';
import type { Session, Step } from './store.ts';

/** A card that a learner is asked, with what help needs to know of it. */
export interface CardAsked {
  readonly id: string;
  readonly front: string;
  readonly back: string;
  readonly deckId: string;
  readonly deckName: string;
  readonly tag: string | null;
  readonly skill: string;
  /** Reviews that it has had from this learner. */
  readonly reps: number;
}

/** The card, if this member studies its deck. */
export async function findCardAsked(tx: Tx, memberId: string, cardId: string): Promise<CardAsked | undefined> {
  const [found] = await tx
    .select({
      id: card.id,
      front: card.front,
      back: card.back,
      deckId: card.deckId,
      deckName: deck.name,
      tag: sql<string | null>`${card.tags}[1]`,
      skill: skillOfCard,
      reps: sql<number>`coalesce(${memory.reps}, 0)`.mapWith(Number),
    })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, card.deckId), eq(deckLearner.memberId, memberId)))
    .leftJoin(memory, and(eq(memory.cardId, card.id), eq(memory.memberId, memberId)))
    .where(eq(card.id, cardId));
  return found;
}

const likeIt = ({ deckId, tag }: Pick<CardAsked, 'deckId' | 'tag'>) =>
  and(eq(card.deckId, deckId), sql`${card.tags}[1] is not distinct from ${tag}::text`);

/** Short cards of a skill in the decks that a member studies, but for one; those that the learner knows first. */
export function findExamples(tx: Tx, memberId: string, skill: string, notCardId: string) {
  return tx
    .select({ front: card.front, back: card.back, deckName: deck.name })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, card.deckId), eq(deckLearner.memberId, memberId)))
    .leftJoin(memory, and(eq(memory.cardId, card.id), eq(memory.memberId, memberId)))
    .where(
      and(
        eq(card.deckId, deckOf(skill)),
        sql`(${skillOfCard}) = ${skill}`,
        ne(card.id, notCardId),
        sql`length(${card.front}) <= 240`,
        sql`length(${card.back}) <= 240`,
      ),
    )
    .orderBy(sql`${memory.cardId} is null`, asc(card.id))
    .limit(20);
}

/** The learner's newest memories of the card's skill, that of the card itself among them. */
export async function readRemembered(tx: Tx, memberId: string, asked: CardAsked): Promise<Remembered[]> {
  const rows = await tx
    .select({ id: card.id, memory: memoryColumns })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .where(and(eq(memory.memberId, memberId), likeIt(asked)))
    .orderBy(desc(sql`${card.id} = ${asked.id}`), desc(memory.lastReviewAt))
    .limit(50);
  return rows.map(({ id, memory }) => ({ memory, isAsked: id === asked.id }));
}

/** What the owner of the deck wrote on a card, by rung. */
export async function readWritten(tx: Tx, cardId: string): Promise<Map<Rung, string>> {
  const rows = await tx
    .select({ rung: cardHint.rung, text: cardHint.text })
    .from(cardHint)
    .where(eq(cardHint.cardId, cardId));
  return new Map(rows.map(({ rung, text }) => [rung, text]));
}

export async function readSteps(tx: Tx, sessionId: string): Promise<Step[]> {
  return tx.select().from(hintStep).where(eq(hintStep.sessionId, sessionId)).orderBy(asc(hintStep.position));
}

/** The member's open session on a card. */
export async function findOpen(tx: Tx, memberId: string, cardId: string): Promise<Session | undefined> {
  const [open] = await tx
    .select()
    .from(hintSession)
    .where(and(eq(hintSession.memberId, memberId), eq(hintSession.cardId, cardId), eq(hintSession.state, 'open')));
  return open;
}

/** Whether a goal is the member's own. */
export async function isOwnGoal(tx: Tx, memberId: string, goalId: string): Promise<boolean> {
  const mine = and(eq(goal.id, goalId), eq(goal.memberId, memberId));
  return (await tx.select({ id: goal.id }).from(goal).where(mine)).length > 0;
}

/** A card of a deck that is the member's own. */
export async function findOwnCard(tx: Tx, memberId: string, cardId: string) {
  const [found] = await tx
    .select({ id: card.id, front: card.front, back: card.back })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .where(and(eq(card.id, cardId), eq(deck.memberId, memberId)));
  return found;
}
