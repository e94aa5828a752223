import { and, eq, ne, notExists, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { deck, deckLearner, deckShare, membership } from '../../db/schema/index.ts';
import { myDeck, owns } from './store.ts';

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
