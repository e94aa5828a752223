import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { skillOfCard } from '../../db/reading/mastery.ts';
import {
  card,
  deck,
  deckLearner,
  memory,
  mistake,
  practiceArm,
  practiceQuestion,
  review,
} from '../../db/schema/index.ts';
import type { Day } from '../../study/time/day.ts';
import type { QuestionRow } from './store.ts';

/** A question with the deck that it is from. */
export interface AskedQuestion extends QuestionRow {
  readonly deckName: string;
  /** The name of the deck that `leadsTo` is of. */
  readonly leadsToDeck: string | null;
}

const open = ['sure', 'answer', 'again'] as const;
const studies = (memberId: string) => and(eq(deckLearner.deckId, card.deckId), eq(deckLearner.memberId, memberId));

async function findOne(tx: Tx, memberId: string, which: ReturnType<typeof and>): Promise<AskedQuestion | undefined> {
  const [row] = await tx
    .select({
      question: practiceQuestion,
      deckName: deck.name,
      leadsToDeck: sql<
        string | null
      >`(select name from deck other where other.id = split_part(${practiceQuestion.leadsTo}, ':', 2))`,
    })
    .from(practiceQuestion)
    .innerJoin(card, eq(card.id, practiceQuestion.cardId))
    .innerJoin(deck, eq(deck.id, card.deckId))
    .innerJoin(deckLearner, studies(memberId))
    .where(and(eq(practiceQuestion.memberId, memberId), which));
  return row && { ...row.question, deckName: row.deckName, leadsToDeck: row.leadsToDeck };
}

/** The member's own question; undefined where it is another's, or its card or deck is no longer theirs to study. */
export const findQuestion = (tx: Tx, memberId: string, id: string): Promise<AskedQuestion | undefined> =>
  findOne(tx, memberId, eq(practiceQuestion.id, id));

export const findOpenQuestion = (tx: Tx, memberId: string): Promise<AskedQuestion | undefined> =>
  findOne(tx, memberId, inArray(practiceQuestion.state, [...open]));

/** The id of the question that stands open, even where its card is no longer theirs. */
export async function findOpenId(tx: Tx, memberId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: practiceQuestion.id })
    .from(practiceQuestion)
    .where(and(eq(practiceQuestion.memberId, memberId), inArray(practiceQuestion.state, [...open])));
  return row?.id;
}

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
      join ${deckLearner} on ${studies(memberId)}
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

export interface Tally {
  readonly answered: number;
  readonly right: number;
  readonly secondThoughts: number;
}

/** What was practised on a day. */
export async function tallyOf(tx: Tx, memberId: string, day: Day): Promise<Tally> {
  const counted = (state: QuestionRow['state']) =>
    sql<number>`count(*) filter (where ${practiceQuestion.state} = ${state})`.mapWith(Number);
  const [row] = await tx
    .select({
      answered: sql<number>`count(*)`.mapWith(Number),
      right: counted('right'),
      secondThoughts: counted('second thought'),
    })
    .from(practiceQuestion)
    .where(and(eq(practiceQuestion.memberId, memberId), eq(practiceQuestion.day, day)));
  return row ?? { answered: 0, right: 0, secondThoughts: 0 };
}

export interface Mistake {
  readonly cardId: string;
  readonly skill: string;
  readonly front: string;
  /** What was asked, where it was a variant of the card. */
  readonly variant: string | null;
  readonly answer: string | null;
  readonly times: number;
  readonly at: Date;
  /** How many there are in all. */
  readonly total: number;
}

/** The mistake journal, newest first: what was neither answered rightly in practice nor known in a review since. */
export function findMistakes(tx: Tx, memberId: string, limit: number): Promise<Mistake[]> {
  const known = sql`exists (select from ${review} where ${review.memberId} = ${memberId}
    and ${review.cardId} = ${mistake.cardId} and ${review.at} > ${mistake.at} and ${review.grade} <> 'again')`;
  return tx
    .select({
      cardId: mistake.cardId,
      skill: skillOfCard,
      front: card.front,
      variant: mistake.variant,
      answer: mistake.answer,
      times: mistake.times,
      at: mistake.at,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(mistake)
    .innerJoin(card, eq(card.id, mistake.cardId))
    .innerJoin(deckLearner, studies(memberId))
    .where(and(eq(mistake.memberId, memberId), sql`not ${known}`))
    .orderBy(desc(mistake.at))
    .limit(limit);
}

/** The decks that a member studies, by name; `named` in any spelling of case. */
export function findDecks(tx: Tx, memberId: string, named?: string): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: deck.id, name: deck.name })
    .from(deck)
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, deck.id), eq(deckLearner.memberId, memberId)))
    .where(named === undefined ? undefined : sql`lower(${deck.name}) = lower(${named})`)
    .orderBy(sql`lower(${deck.name})`)
    .limit(100);
}
