/** What the daily look finds, for many members at once: reads only. */
import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { findGoals, findReviews, type MemberDay } from '../../db/reading/day-facts.ts';
import { checkIn, occurrence, reflection, reminder, review } from '../../db/schema/index.ts';
import { toReview } from '../../study/memory/review-queue.ts';
import type { Look } from './look.ts';
import type { Asked } from './rhythm.ts';

/** What fades for each of the members, by member id. */
export async function findLooks(tx: Tx, askers: readonly MemberDay[], now: Date): Promise<Map<string, Look>> {
  if (askers.length === 0) return new Map();
  const reviews = await findReviews(tx, askers, now);
  const goals = await findGoals(tx, askers);
  const asked = await findAsked(
    tx,
    askers.map(({ id }) => id),
  );
  return new Map(
    askers.map(({ id }) => {
      const counts = reviews.get(id);
      return [
        id,
        {
          reviews: counts ? toReview(counts) : { waiting: 0, now: 0 },
          goals: goals.get(id) ?? [],
          asked: asked.get(id) ?? { ignored: 0, lastDueAt: null, snoozed: false },
        },
      ];
    }),
  );
}

/** How the last daily looks were met; whatever the member did since counts as an answer. */
async function findAsked(tx: Tx, memberIds: readonly string[]): Promise<Map<string, Asked>> {
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
    where ${reminder.kind} = 'daily' and ${inArray(reminder.memberId, [...memberIds])}`);
  return new Map(
    rows.map(({ memberId, ignored, lastDueAt, state }) => [
      memberId,
      { ignored, lastDueAt: lastDueAt === null ? null : new Date(lastDueAt), snoozed: state === 'snoozed' },
    ]),
  );
}
