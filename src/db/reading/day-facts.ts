/** What a day holds for members: the reviews and goals that the daily look and the home card speak of. Reads only. */
import { sql } from 'drizzle-orm';
import type { CheckIn, CheckInOutcome } from '../../study/goals/fading.ts';
import type { ReviewsOfDay } from '../../study/memory/review-queue.ts';
import type { Tx } from '../connect.ts';
import { card, checkIn, dayCap, deckLearner, goal, member, memory, review } from '../schema/index.ts';

/** A member and the day of theirs that is looked at, up to, not with, `dayEnd`. */
export interface MemberDay {
  readonly id: string;
  readonly day: string;
  readonly dayEnd: Date;
}

const asRows = (days: readonly MemberDay[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as who (id text, day date, "dayEnd" timestamptz)`;

/** What there is to review, by member id. A card in a learning step waits from its minute on. */
export async function findReviews(tx: Tx, days: readonly MemberDay[], now: Date): Promise<Map<string, ReviewsOfDay>> {
  const isStep = sql`${memory.state} <> 'review'`;
  const seenToday = sql`${isStep} and ${memory.lastReviewAt} >= who."dayEnd" - interval '24 hours'`;
  const { rows } = await tx.execute<{ id: string } & { [K in keyof ReviewsOfDay]: ReviewsOfDay[K] }>(sql`
    select who.id, coalesce(${dayCap.cards}, ${member.dailyCap}) as cap, ${dayCap.cards} is not null as "isWish",
      known.waiting, known.steps,
      (select count(*)::int from ${deckLearner} cross join lateral (
          select from ${card} where ${card.deckId} = ${deckLearner.deckId} and not ${card.isAside} and not exists (
            select from ${memory} where ${memory.cardId} = ${card.id} and ${memory.memberId} = who.id)
          order by ${card.id} limit ${member.dailyCap}) it
        where ${deckLearner.memberId} = who.id) as fresh,
      done.cards as done, done.begun
    from ${asRows(days)}
    join ${member} on ${member.id} = who.id
    left join ${dayCap} on ${dayCap.memberId} = who.id and ${dayCap.day} = who.day
    cross join lateral (
      select (count(*) filter (where not (${seenToday})))::int as waiting, (count(*) filter (where ${seenToday}))::int as steps
      from ${memory}
      join ${card} on ${card.id} = ${memory.cardId} and not ${card.isAside}
      join ${deckLearner} on ${deckLearner.deckId} = ${card.deckId} and ${deckLearner.memberId} = who.id
      where ${memory.memberId} = who.id and ${memory.dueAt} < who."dayEnd"
        and (not (${isStep}) or ${memory.dueAt} <= ${now.toISOString()})) known
    cross join lateral (
      select count(distinct ${review.cardId})::int as cards, (count(*) filter (where ${review.before} is null))::int as begun
      from ${review} where ${review.memberId} = who.id and ${review.day} = who.day and ${review.source} = 'here') done`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** An active goal with its plan and the check-ins that keep it in mind. */
export interface GoalOfDay {
  readonly id: string;
  readonly what: string;
  readonly cue: string | null;
  readonly action: string | null;
  readonly deadline: string | null;
  readonly madeAt: Date;
  readonly checkIns: readonly CheckIn[];
  /** What was said about it on the day. */
  readonly said: CheckInOutcome | null;
}

/** As many check-ins as bear on a memory that never reaches beyond a week. */
const checkInsRead = 60;

/** Active goals in the order in which they were made, by member id. */
export async function findGoals(tx: Tx, days: readonly MemberDay[]): Promise<Map<string, GoalOfDay[]>> {
  const { rows } = await tx.execute<GoalRow>(sql`
    select ${goal.memberId} as "memberId", ${goal.id}, ${goal.what}, ${goal.cue}, ${goal.action}, ${goal.deadline},
      ${goal.createdAt} as "madeAt", history.said as history,
      (select ${checkIn.outcome} from ${checkIn} where ${checkIn.goalId} = ${goal.id} and ${checkIn.day} = who.day) as said
    from ${asRows(days)}
    join ${goal} on ${goal.memberId} = who.id and ${goal.state} = 'active'
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('outcome', it.outcome, 'at', it.at) order by it.at), '[]') as said
      from (select ${checkIn.outcome}, ${checkIn.at} from ${checkIn} where ${checkIn.goalId} = ${goal.id}
        order by ${checkIn.day} desc limit ${checkInsRead}) it) history
    order by ${goal.id}`);
  const goals = rows.map(({ history, madeAt, ...row }) => ({
    ...row,
    madeAt: new Date(madeAt),
    checkIns: history.map(({ outcome, at }) => ({ outcome, at: new Date(at) })),
  }));
  return Map.groupBy(goals, ({ memberId }) => memberId);
}

interface GoalRow extends Record<string, unknown>, Omit<GoalOfDay, 'madeAt' | 'checkIns'> {
  readonly memberId: string;
  readonly madeAt: string;
  readonly history: readonly { readonly outcome: CheckInOutcome; readonly at: string }[];
}
