/** The SQL of what decks lean on: by their owners, and in groups where they are shared, by those who run the group. */
import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { skillOfCard, tagOf } from '../../db/reading/mastery.ts';
import { card, deck, deckShare, member, membership, skillNeed } from '../../db/schema/index.ts';
import type { NeedSaid } from '../../study/mastery/needs-said.ts';

/** That one skill leans on another; as study/mastery names them. */
export interface NeedPair {
  readonly skill: string;
  readonly needs: string;
  readonly needsDeckId: string;
}

/** Whose word it is: null for the owner's. */
type By = string | null;

const saidBy = (groupId: By) => (groupId === null ? isNull(skillNeed.groupId) : eq(skillNeed.groupId, groupId));

/** What a deck leans on, in place of what the same said before. */
export async function keepNeeds(tx: Tx, deckId: string, groupId: By, pairs: readonly NeedPair[]): Promise<void> {
  await tx.delete(skillNeed).where(and(eq(skillNeed.deckId, deckId), saidBy(groupId)));
  if (pairs.length > 0)
    await tx
      .insert(skillNeed)
      .values(pairs.map((pair) => ({ ...pair, deckId, groupId })))
      .onConflictDoNothing();
}

/** By its owner, beside what was said before; more than `most` in all do not fit. Gives how many are new. */
export async function addNeeds(tx: Tx, deckId: string, pairs: readonly NeedPair[], most: number): Promise<number> {
  const held = await tx
    .select({ needs: skillNeed.needs })
    .from(skillNeed)
    .where(and(eq(skillNeed.deckId, deckId), saidBy(null)));
  const fitting = pairs.slice(0, Math.max(0, most - held.length)).map((pair) => ({ ...pair, deckId }));
  if (fitting.length === 0) return 0;
  const added = await tx.insert(skillNeed).values(fitting).onConflictDoNothing().returning({ needs: skillNeed.needs });
  return added.length;
}

/** What a deck was said to lean on, by its tags; a skill of another deck that has no tag is called as the deck is. */
export const needsOf = (tx: Tx, deckId: string, groupId: By = null): Promise<NeedSaid[]> =>
  needsWhere(tx, deckId, saidBy(groupId));

/** The same, as it holds for a member: by its owner, and by those who run their groups. */
export function needsFor(tx: Tx, deckId: string, memberId: string): Promise<NeedSaid[]> {
  const groups = tx.select({ id: membership.groupId }).from(membership).where(eq(membership.memberId, memberId));
  return needsWhere(tx, deckId, or(saidBy(null), inArray(skillNeed.groupId, groups)));
}

async function needsWhere(tx: Tx, deckId: string, said: SQL | undefined): Promise<NeedSaid[]> {
  const rows = await tx
    .selectDistinct({ skill: skillNeed.skill, needs: skillNeed.needs, deckName: deck.name })
    .from(skillNeed)
    .innerJoin(deck, eq(deck.id, skillNeed.needsDeckId))
    .where(and(eq(skillNeed.deckId, deckId), said))
    .orderBy(asc(skillNeed.skill), asc(skillNeed.needs));
  const byTag = Map.groupBy(rows, ({ skill }) => tagOf(skill));
  return [...byTag].map(([of, all]) => ({ of, needs: all.map(({ needs, deckName }) => tagOf(needs) ?? deckName) }));
}

/** A skill with the deck that it is of. */
export interface DeckSkill {
  readonly skill: string;
  readonly deckId: string;
  readonly deckName: string;
}

/** The skills of a member's own decks, by name of deck: at most 2,000. */
export const skillsOwned = (tx: Tx, memberId: string): Promise<DeckSkill[]> =>
  skillsWhere(tx, eq(deck.memberId, memberId));

/** The same, of the decks that are shared with a group. */
export function skillsShared(tx: Tx, groupId: string): Promise<DeckSkill[]> {
  const shared = tx.select({ id: deckShare.deckId }).from(deckShare).where(eq(deckShare.groupId, groupId));
  return skillsWhere(tx, inArray(deck.id, shared));
}

async function skillsWhere(tx: Tx, which: SQL): Promise<DeckSkill[]> {
  return tx
    .selectDistinct({ skill: skillOfCard, deckId: deck.id, deckName: deck.name })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .where(which)
    .orderBy(asc(deck.name), asc(deck.id), skillOfCard)
    .limit(2000);
}

export interface SharedDeck {
  readonly id: string;
  readonly name: string;
  readonly ownerName: string;
}

/** The decks that are shared with a group, by name, at most `limit`. */
export async function decksShared(tx: Tx, groupId: string, limit: number): Promise<SharedDeck[]> {
  return tx
    .select({ id: deck.id, name: deck.name, ownerName: member.name })
    .from(deck)
    .innerJoin(member, eq(member.id, deck.memberId))
    .innerJoin(deckShare, and(eq(deckShare.deckId, deck.id), eq(deckShare.groupId, groupId)))
    .orderBy(sql`lower(${deck.name})`, asc(deck.id))
    .limit(limit);
}
