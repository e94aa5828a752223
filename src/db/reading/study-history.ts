import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Outage } from '../../study/time/away.ts';
import type { Day } from '../../study/time/day.ts';
import type { Tx } from '../connect.ts';
import { prepared, type Slots } from '../prepared.ts';
import { daysStudied, outage, studyDay } from '../schema/index.ts';

/** What a streak is reckoned from: all study days of a member, oldest first, and when the bot was away. Read by several features. */
export interface StudyHistory {
  readonly days: readonly Day[];
  readonly outages: readonly Outage[];
}

/** One row, of two lists: a row for each day would cost more than finding the days. */
const selectHistory = prepared((tx, { memberId }: Slots<'memberId'>) =>
  tx
    .select({
      days: sql<Day[]>`(select coalesce(json_agg(day order by day), '[]') from (${daysStudied(memberId)}) studied)`,
      outages: sql<[fromAt: string, toAt: string][]>`coalesce(
        json_agg(json_build_array(${outage.fromAt}, ${outage.toAt}) order by ${outage.fromAt}), '[]')`,
    })
    .from(outage),
);

export async function studyHistoryOf(tx: Tx, memberId: string): Promise<StudyHistory> {
  const [row] = await selectHistory(tx, { memberId });
  const outages = row?.outages.map(([fromAt, toAt]) => ({ fromAt: new Date(fromAt), toAt: new Date(toAt) }));
  return { days: row?.days ?? [], outages: outages ?? [] };
}

export type StudyDayRow = typeof studyDay.$inferSelect;

/** What was done on each study day from `since` on, oldest first. */
export function studyDaysSince(tx: Tx, memberId: string, since: Day): Promise<StudyDayRow[]> {
  return tx
    .select()
    .from(studyDay)
    .where(and(eq(studyDay.memberId, memberId), gte(studyDay.day, since)))
    .orderBy(asc(studyDay.day));
}

/** Whether nothing but a word put the day right. */
export const isOnlyMended = ({ checkIns, reviews, sprints }: StudyDayRow): boolean =>
  checkIns + reviews + sprints === 0;
