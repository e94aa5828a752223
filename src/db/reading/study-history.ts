import { asc, eq } from 'drizzle-orm';
import type { Outage } from '../../study/time/away.ts';
import type { Tx } from '../connect.ts';
import { prepared, type Slots } from '../prepared.ts';
import { outage, studyDay } from '../schema/index.ts';

export type StudyDayRow = typeof studyDay.$inferSelect;

/** Whether nothing but a word put the day right. */
export const isOnlyMended = ({ checkIns, reviews, sprints }: StudyDayRow): boolean =>
  checkIns + reviews + sprints === 0;

/** What a streak is reckoned from: all study days of a member, oldest first, and when the bot was away. Read by several features. */
export interface StudyHistory {
  readonly days: readonly StudyDayRow[];
  readonly outages: readonly Outage[];
}

const selectDays = prepared((tx, { memberId }: Slots<'memberId'>) =>
  tx.select().from(studyDay).where(eq(studyDay.memberId, memberId)).orderBy(asc(studyDay.day)),
);
const selectOutages = prepared((tx) => tx.select().from(outage).orderBy(asc(outage.fromAt)));

export async function studyHistoryOf(tx: Tx, memberId: string): Promise<StudyHistory> {
  return { days: await selectDays(tx, { memberId }), outages: await selectOutages(tx, {}) };
}
