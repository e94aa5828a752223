import { and, asc, count, eq, gte, lt, type Placeholder, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { prepared, type Slots } from '../../db/prepared.ts';
import { card, deck, deckImport, deckLearner, member, memory, memoryColumns } from '../../db/schema/index.ts';
import type { NewCard, WaitingCard } from '../../study/memory/review-queue.ts';
import type { Memory } from '../../study/memory/spacing.ts';
import type { Day } from '../../study/time/day.ts';

/** A card as its learner meets it. */
export interface StudiedCard {
  readonly id: string;
  readonly front: string;
  readonly back: string;
  readonly deckName: string;
  readonly examDay: Day | null;
  readonly memory: Memory | null;
}

// What each press of a grade reads is prepared.
type Id = string | Placeholder;
const studies = (memberId: Id) => and(eq(deckLearner.deckId, card.deckId), eq(deckLearner.memberId, memberId));
const remembers = (memberId: Id) => and(eq(memory.cardId, card.id), eq(memory.memberId, memberId));
const within = (deckId: string | undefined) => (deckId === undefined ? undefined : eq(card.deckId, deckId));

const selectStudied = prepared((tx, { memberId, cardId }: Slots<'memberId' | 'cardId'>) =>
  tx
    .select({
      id: card.id,
      front: card.front,
      back: card.back,
      deckName: deck.name,
      examDay: deck.examDay,
      memory: memoryColumns,
    })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .innerJoin(deckLearner, studies(memberId))
    .leftJoin(memory, remembers(memberId))
    .where(eq(card.id, cardId)),
);

/** The card with this learner's memory of it; undefined when it is gone, or not in a deck that they study. */
export async function findStudied(tx: Tx, memberId: string, cardId: string): Promise<StudiedCard | undefined> {
  const [row] = await selectStudied(tx, { memberId, cardId });
  return row;
}

/** Among so many of the longest due, the most endangered are looked for: a press must not cost what a backlog holds. */
const lookedAtOnce = 500;

export interface Waiting extends WaitingCard {
  /** How many there are in all, beyond those that were read. */
  readonly total: number;
}

const selectWaiting = prepared((tx, { memberId, end, deckId, limit }: Slots<'memberId' | 'end' | 'deckId' | 'limit'>) =>
  tx
    .select({
      id: card.id,
      skill: sql<string>`coalesce(${card.tags}[1], ${card.deckId})`,
      memory: memoryColumns,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .innerJoin(deckLearner, studies(memberId))
    .where(
      and(
        eq(memory.memberId, memberId),
        lt(memory.dueAt, end),
        eq(card.isAside, false),
        sql`(${deckId}::text is null or ${card.deckId} = ${deckId})`,
      ),
    )
    .orderBy(asc(memory.dueAt), asc(card.id))
    .limit(limit),
);

/** Cards that come due before `end`, the longest due first; at most 500 unless all are asked for. */
export function waitingCards(
  tx: Tx,
  memberId: string,
  end: Date,
  deckId?: string,
  limit = lookedAtOnce,
): Promise<Waiting[]> {
  return selectWaiting(tx, { memberId, end, deckId, limit });
}

const selectFresh = prepared((tx, { memberId, limit, deckId }: Slots<'memberId' | 'limit' | 'deckId'>) =>
  tx
    .select({
      id: sql<string>`it.id`,
      skill: sql<string>`it.skill`,
      position: sql<number>`row_number() over (partition by it.deck_id order by it.id)::int`,
    })
    .from(sql`${deckLearner} cross join lateral (
      select ${card.id}, ${card.deckId}, coalesce(${card.tags}[1], ${card.deckId}) as skill from ${card}
      where ${card.deckId} = ${deckLearner.deckId} and not ${card.isAside} and not exists (
        select from ${memory} where ${memory.cardId} = ${card.id} and ${memory.memberId} = ${deckLearner.memberId})
      order by ${card.id} limit ${limit}) it`)
    .where(
      sql`${deckLearner.memberId} = ${memberId} and (${deckId}::text is null or ${deckLearner.deckId} = ${deckId})`,
    ),
);

/** Cards not begun yet: the first `limit` of each deck, in the deck's own order. */
export function freshCards(tx: Tx, memberId: string, limit: number, deckId?: string): Promise<NewCard[]> {
  return selectFresh(tx, { memberId, limit, deckId });
}

/** The first due instant from `from` on; undefined when nothing will come due. */
export async function nextDueAt(tx: Tx, memberId: string, from: Date, deckId?: string): Promise<Date | undefined> {
  const [row] = await tx
    .select({ dueAt: memory.dueAt })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .innerJoin(deckLearner, studies(memberId))
    .where(and(eq(memory.memberId, memberId), gte(memory.dueAt, from), eq(card.isAside, false), within(deckId)))
    .orderBy(asc(memory.dueAt))
    .limit(1);
  return row?.dueAt;
}

/** How many cards come due from `from` up to, not with, `to`. */
export async function countDue(tx: Tx, memberId: string, from: Date, to: Date, deckId?: string): Promise<number> {
  const [row] = await tx
    .select({ cards: count() })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .innerJoin(deckLearner, studies(memberId))
    .where(
      and(
        eq(memory.memberId, memberId),
        gte(memory.dueAt, from),
        lt(memory.dueAt, to),
        eq(card.isAside, false),
        within(deckId),
      ),
    );
  return row?.cards ?? 0;
}

export async function hasCards(tx: Tx, memberId: string, deckId?: string): Promise<boolean> {
  const found = await tx
    .select({ id: card.id })
    .from(card)
    .innerJoin(deckLearner, studies(memberId))
    .where(within(deckId))
    .limit(1);
  return found.length > 0;
}

/** Cards of the decks with an exam, with the learner's memory of them. */
export async function memoriesForExams(tx: Tx, memberId: string, from: Day) {
  return tx
    .select({ id: card.id, deckId: deck.id, examDay: sql<Day>`${deck.examDay}`, memory: memoryColumns })
    .from(memory)
    .innerJoin(card, eq(card.id, memory.cardId))
    .innerJoin(deckLearner, studies(memberId))
    .innerJoin(deck, eq(deck.id, card.deckId))
    .where(and(eq(memory.memberId, memberId), eq(card.isAside, false), gte(deck.examDay, from)));
}

/** What of a member bears on their schedule. */
export async function findLearner(tx: Tx, memberId: string) {
  const [row] = await tx
    .select({ zone: member.zone, retention: member.retention, dailyCap: member.dailyCap })
    .from(member)
    .where(eq(member.id, memberId));
  return row;
}

/** The history of an import that has not been taken over, with its owner. */
export async function findHistory(tx: Tx, importId: string) {
  const [row] = await tx
    .select({ memberId: member.id, zone: member.zone, retention: member.retention, history: deckImport.history })
    .from(deckImport)
    .innerJoin(member, eq(member.id, deckImport.memberId))
    .where(eq(deckImport.id, importId));
  return row;
}
