import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { skillOfCard } from '../../db/reading/mastery.ts';
import { card, deckLearner, memory, practiceArm, practiceQuestion } from '../../db/schema/index.ts';

export interface PractisedSkill {
  readonly skill: string;
  readonly worth: number | null;
  readonly tries: number;
}

/** Beyond so many, the rest waits: those with most cards come first. */
const skillsAtMost = 200;

/** The skills of the decks that a member studies, with what practising them was worth so far. */
export async function findSkills(tx: Tx, memberId: string, deckId: string | undefined): Promise<PractisedSkill[]> {
  const one = deckId === undefined ? sql`` : sql`and ${card.deckId} = ${deckId}`;
  const { rows } = await tx.execute<PractisedSkill & Record<string, unknown>>(sql`
    select it.skill, ${practiceArm.worth} as worth, coalesce(${practiceArm.tries}, 0) as tries
    from (
      select ${skillOfCard} as skill, count(*) as cards from ${card}
      join ${deckLearner} on ${deckLearner.deckId} = ${card.deckId} and ${deckLearner.memberId} = ${memberId}
      where not ${card.isAside} ${one}
      group by 1 order by 2 desc, 1 limit ${skillsAtMost}) it
    left join ${practiceArm} on ${practiceArm.memberId} = ${memberId} and ${practiceArm.skill} = it.skill
    order by it.skill`);
  return rows;
}

/** What practising a skill was worth so far; null before the first answer. */
export async function findWorth(tx: Tx, memberId: string, skill: string): Promise<number | null> {
  const mine = and(eq(practiceArm.memberId, memberId), eq(practiceArm.skill, skill));
  const [arm] = await tx.select({ worth: practiceArm.worth }).from(practiceArm).where(mine);
  return arm?.worth ?? null;
}

export interface DeckCard {
  readonly id: string;
  readonly front: string;
  readonly back: string;
  /** Whether the card is of the skill that was asked for. */
  readonly isOfSkill: boolean;
  readonly isDue: boolean;
}

/** Cards of a deck in an order that `seed` draws, at most `limit`: the one that is named first, then those of the skill. */
export async function drawCards(
  tx: Tx,
  {
    memberId,
    deckId,
    skill,
    seed,
    now,
    cardId,
  }: { memberId: string; deckId: string; skill: string; seed: string; now: Date; cardId: string | undefined },
  limit: number,
): Promise<DeckCard[]> {
  const isOfSkill = sql<boolean>`(${skillOfCard}) = ${skill}`;
  return (
    tx
      .select({
        id: card.id,
        front: card.front,
        back: card.back,
        isOfSkill,
        isDue: sql<boolean>`coalesce(${memory.dueAt} <= ${now.toISOString()}, false)`,
      })
      .from(card)
      .leftJoin(memory, and(eq(memory.cardId, card.id), eq(memory.memberId, memberId)))
      .where(and(eq(card.deckId, deckId), eq(card.isAside, false)))
      // An option that is absent is null: no card comes first then.
      .orderBy(sql`(${card.id} = ${cardId ?? null}) desc nulls last`, desc(isOfSkill), sql`md5(${card.id} || ${seed})`)
      .limit(limit)
  );
}

export interface PastQuestion {
  readonly cardId: string;
  readonly skill: string;
  readonly isExploring: boolean;
}

/** The last 20 questions, newest first. */
export function findPast(tx: Tx, memberId: string): Promise<PastQuestion[]> {
  const { cardId, skill, isExploring } = practiceQuestion;
  return tx
    .select({ cardId, skill, isExploring })
    .from(practiceQuestion)
    .where(eq(practiceQuestion.memberId, memberId))
    .orderBy(desc(practiceQuestion.askedAt), desc(practiceQuestion.id))
    .limit(20);
}
