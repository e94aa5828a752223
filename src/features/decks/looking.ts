import { and, asc, count, desc, eq, exists, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { card, deck, deckLearner, deckShare, group, member, membership, memory } from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';

/** A deck as one of its readers sees it. */
export interface DeckSeen {
  readonly id: string;
  readonly name: string;
  readonly examDay: Day | null;
  readonly isMine: boolean;
  readonly ownerName: string;
  /** Whether the reader studies it; a shared deck can be looked at without. */
  readonly isStudied: boolean;
  readonly cards: number;
  readonly aside: number;
  /** Cards without a tag. */
  readonly untagged: number;
  readonly due: number;
  readonly fresh: number;
}

/** Who asks, and when their day ends. */
export interface Reader {
  readonly memberId: string;
  readonly dayEndsAt: Date;
}

/** A deck is read by its owner and by the members of the groups that it is shared with; by nobody else. */
export const mayRead = (tx: Tx, memberId: string) => or(eq(deck.memberId, memberId), exists(waysIn(tx, memberId)));

const waysIn = (tx: Tx, memberId: string) =>
  tx
    .select({ groupId: deckShare.groupId })
    .from(deckShare)
    .innerJoin(membership, and(eq(membership.groupId, deckShare.groupId), eq(membership.memberId, memberId)))
    .where(eq(deckShare.deckId, deck.id));

function decksSeen(tx: Tx, { memberId, dayEndsAt }: Reader, which?: SQL) {
  const counted = (filter: SQL | undefined) => sql<number>`count(${card.id}) filter (where ${filter})`.mapWith(Number);
  const isDue = sql`${lt(memory.dueAt, dayEndsAt)} and not ${card.isAside}`;
  return tx
    .select({
      id: deck.id,
      name: deck.name,
      examDay: deck.examDay,
      isMine: sql<boolean>`${deck.memberId} = ${memberId}`,
      ownerName: member.name,
      isStudied: sql<boolean>`${deckLearner.memberId} is not null`,
      cards: count(card.id),
      aside: counted(sql`${card.isAside}`),
      untagged: counted(sql`${card.tags} = '{}'`),
      due: counted(isDue),
      fresh: counted(sql`${memory.cardId} is null and not ${card.isAside}`),
    })
    .from(deck)
    .innerJoin(member, eq(member.id, deck.memberId))
    .leftJoin(deckLearner, and(eq(deckLearner.deckId, deck.id), eq(deckLearner.memberId, memberId)))
    .leftJoin(card, eq(card.deckId, deck.id))
    .leftJoin(memory, and(eq(memory.cardId, card.id), eq(memory.memberId, memberId)))
    .where(and(mayRead(tx, memberId), which))
    .groupBy(deck.id, member.name, deckLearner.memberId)
    .orderBy(
      sql`${deckLearner.memberId} is null`,
      desc(sql`count(${card.id}) filter (where ${isDue})`),
      sql`lower(${deck.name})`,
      asc(deck.id),
    );
}

/** The decks that a member studies or could, what they study first, most due first. */
export async function readDecks(tx: Tx, reader: Reader, limit: number, offset: number): Promise<DeckSeen[]> {
  return decksSeen(tx, reader).limit(limit).offset(offset);
}

/** The deck, if this member may read it. */
export async function findDeck(tx: Tx, reader: Reader, deckId: string): Promise<DeckSeen | undefined> {
  const [found] = await decksSeen(tx, reader, eq(deck.id, deckId));
  return found;
}

/** The deck of that name, in any spelling of case; one's own before another's. */
export async function findDeckNamed(tx: Tx, reader: Reader, name: string): Promise<DeckSeen | undefined> {
  const found = await decksSeen(tx, reader, sql`lower(${deck.name}) = lower(${name})`);
  return found.find(({ isMine }) => isMine) ?? found[0];
}

/** Names of the decks that this member may read and that hold what was typed, by name, up to 24. */
export async function deckNames(tx: Tx, memberId: string, typed: string): Promise<string[]> {
  const fits = sql`strpos(lower(${deck.name}), lower(${typed})) > 0`;
  const rows = await tx
    .selectDistinct({ name: deck.name })
    .from(deck)
    .where(and(mayRead(tx, memberId), fits))
    .orderBy(deck.name)
    .limit(24);
  return rows.map(({ name }) => name);
}

/** Who else has to do with a deck: the groups that it is shared with, and how many others study it. */
export async function readCompany(tx: Tx, deckId: string) {
  const groups = await tx
    .select({ id: group.id, name: group.name })
    .from(deckShare)
    .innerJoin(group, eq(group.id, deckShare.groupId))
    .where(eq(deckShare.deckId, deckId))
    .orderBy(group.name);
  const [others] = await tx
    .select({ learners: count() })
    .from(deckLearner)
    .innerJoin(deck, eq(deck.id, deckLearner.deckId))
    .where(and(eq(deck.id, deckId), ne(deckLearner.memberId, deck.memberId)));
  return { groups, learners: others?.learners ?? 0 };
}

/** The name of the member's deck that got a card last. */
export async function lastUsedDeck(tx: Tx, memberId: string): Promise<string | undefined> {
  const newest = tx
    .select({ id: sql`max(${card.id})` })
    .from(card)
    .where(eq(card.deckId, deck.id));
  const [found] = await tx
    .select({ name: deck.name })
    .from(deck)
    .where(eq(deck.memberId, memberId))
    .orderBy(sql`(${newest}) desc nulls last`, desc(deck.id))
    .limit(1);
  return found?.name;
}

/** The address of a member's direct line. */
export async function findDirect(tx: Tx, memberId: string): Promise<string | undefined> {
  const [found] = await tx.select({ direct: member.direct }).from(member).where(eq(member.id, memberId));
  return found?.direct;
}
