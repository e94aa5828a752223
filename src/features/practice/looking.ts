import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { skillOfCard } from '../../db/reading/mastery.ts';
import { card, deck, deckLearner, mistake, practiceQuestion, review } from '../../db/schema/index.ts';
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
