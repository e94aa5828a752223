/** What the daily look finds, for many members at once: reads only. */
import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import {
  card,
  checkIn,
  dayCap,
  deckLearner,
  goal,
  member,
  memory,
  occurrence,
  reflection,
  reminder,
  review,
} from '../../db/schema/index.ts';
import type { Day } from '../../study/day.ts';
import type { CheckInOutcome } from '../../study/fading.ts';
import type { GoalFacts, Look } from './look.ts';
import type { Asked } from './rhythm.ts';

/** A member and the day of theirs that is looked at, up to, not with, `dayEnd`. */
export interface Asker {
  readonly id: string;
  readonly day: Day;
  readonly dayEnd: Date;
}

/** What fades for each of the members, by member id. */
export async function findLooks(tx: Tx, askers: readonly Asker[]): Promise<Map<string, Look>> {
  if (askers.length === 0) return new Map();
  const reviews = await findReviews(tx, askers);
  const goals = await findGoals(tx, askers);
  const asked = await findAsked(tx, askers);
  return new Map(
    askers.map(({ id }) => [
      id,
      {
        reviews: reviews.get(id) ?? { waiting: 0, today: 0 },
        goals: goals.get(id) ?? [],
        asked: asked.get(id) ?? { ignored: 0, lastDueAt: null, snoozed: false },
      },
    ]),
  );
}

const asRows = (askers: readonly Asker[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(askers)}::jsonb) as who (id text, day date, "dayEnd" timestamptz)`;

/** Counted as features/review serves them: known cards due before the day ends, then new ones, up to the day's number. */
async function findReviews(tx: Tx, askers: readonly Asker[]): Promise<Map<string, Look['reviews']>> {
  const studied = sql`join ${card} on ${card.id} = ${memory.cardId} and not ${card.isAside}
    join ${deckLearner} on ${deckLearner.deckId} = ${card.deckId} and ${deckLearner.memberId} = who.id`;
  const { rows } = await tx.execute<{ id: string; cap: number; isWish: boolean } & Record<Counted, number>>(sql`
    select who.id, coalesce(${dayCap.cards}, ${member.dailyCap}) as cap, ${dayCap.cards} is not null as "isWish",
      (select count(*)::int from ${memory} ${studied}
        where ${memory.memberId} = who.id and ${memory.dueAt} < who."dayEnd") as waiting,
      (select count(*)::int from ${deckLearner} cross join lateral (
          select from ${card} where ${card.deckId} = ${deckLearner.deckId} and not ${card.isAside} and not exists (
            select from ${memory} where ${memory.cardId} = ${card.id} and ${memory.memberId} = who.id)
          order by ${card.id} limit ${member.dailyCap}) it
        where ${deckLearner.memberId} = who.id) as fresh,
      done.cards as done, done.begun
    from ${asRows(askers)}
    join ${member} on ${member.id} = who.id
    left join ${dayCap} on ${dayCap.memberId} = who.id and ${dayCap.day} = who.day
    cross join lateral (
      select count(distinct ${review.cardId})::int as cards, (count(*) filter (where ${review.before} is null))::int as begun
      from ${review} where ${review.memberId} = who.id and ${review.day} = who.day and ${review.source} = 'here') done`);
  return new Map(rows.map(({ id, waiting, ...it }) => [id, { waiting, today: roomFor(waiting, it) }]));
}

type Counted = 'waiting' | 'fresh' | 'done' | 'begun';

/** How many cards a review would serve now. */
function roomFor(
  waiting: number,
  it: { cap: number; isWish: boolean; fresh: number; done: number; begun: number },
): number {
  const room = Math.max(0, it.cap - it.done);
  const known = Math.min(room, waiting);
  const newOnes = (it.isWish ? it.cap : Math.ceil(it.cap / 2)) - it.begun;
  return known + Math.max(0, Math.min(room - known, newOnes, it.fresh));
}

/** As many check-ins as bear on a memory that never reaches beyond a week. */
const checkInsRead = 60;

async function findGoals(tx: Tx, askers: readonly Asker[]): Promise<Map<string, GoalFacts[]>> {
  const { rows } = await tx.execute<GoalRow>(sql`
    select ${goal.memberId} as "memberId", ${goal.id}, ${goal.what}, ${goal.cue}, ${goal.action}, ${goal.deadline},
      ${goal.createdAt} as "madeAt", said.history,
      exists (select from ${checkIn} where ${checkIn.goalId} = ${goal.id} and ${checkIn.day} = who.day) as "saidToday"
    from ${asRows(askers)}
    join ${goal} on ${goal.memberId} = who.id and ${goal.state} = 'active'
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('outcome', it.outcome, 'at', it.at) order by it.at), '[]') as history
      from (select ${checkIn.outcome}, ${checkIn.at} from ${checkIn} where ${checkIn.goalId} = ${goal.id}
        order by ${checkIn.day} desc limit ${checkInsRead}) it) said
    order by ${goal.id}`);
  const facts = rows.map(({ history, madeAt, ...row }) => ({
    ...row,
    madeAt: new Date(madeAt),
    checkIns: history.map(({ outcome, at }) => ({ outcome, at: new Date(at) })),
  }));
  return Map.groupBy(facts, ({ memberId }) => memberId);
}

interface GoalRow extends Record<string, unknown>, Omit<GoalFacts, 'madeAt' | 'checkIns'> {
  readonly memberId: string;
  readonly madeAt: string;
  readonly history: readonly { readonly outcome: CheckInOutcome; readonly at: string }[];
}

/** How the last daily looks were met; whatever the member did since counts as an answer. */
async function findAsked(tx: Tx, askers: readonly Asker[]): Promise<Map<string, Asked>> {
  const ofLook = sql`${occurrence.reminderId} = ${reminder.id} and ${occurrence.postKey} is not null`;
  const { rows } = await tx.execute<{
    memberId: string;
    ignored: number;
    lastDueAt: string | null;
    state: string | null;
  }>(sql`
    select ${reminder.memberId} as "memberId", last.due_at as "lastDueAt", last.state,
      (select count(*)::int from ${occurrence} where ${ofLook} and not ${occurrence.missed}
        and ${occurrence.plannedAt} > coalesce(answered.at, '-infinity')) as ignored
    from ${reminder}
    left join lateral (select ${occurrence.dueAt}, ${occurrence.state} from ${occurrence} where ${ofLook}
      order by ${occurrence.dueAt} desc limit 1) last on true
    cross join lateral (select greatest(
      (select max(${checkIn.changedAt}) from ${checkIn} where ${checkIn.memberId} = ${reminder.memberId}),
      (select max(${reflection.at}) from ${reflection} where ${reflection.memberId} = ${reminder.memberId}),
      (select max(${occurrence.answeredAt}) from ${occurrence} where ${occurrence.reminderId} = ${reminder.id}),
      (select max(${review.at}) from ${review} where ${review.memberId} = ${reminder.memberId} and ${review.day} =
        (select max(${review.day}) from ${review} where ${review.memberId} = ${reminder.memberId}))) as at) answered
    where ${reminder.kind} = 'daily' and ${inArray(
      reminder.memberId,
      askers.map(({ id }) => id),
    )}`);
  return new Map(
    rows.map(({ memberId, ignored, lastDueAt, state }) => [
      memberId,
      { ignored, lastDueAt: lastDueAt === null ? null : new Date(lastDueAt), snoozed: state === 'snoozed' },
    ]),
  );
}
