import { asc, eq } from 'drizzle-orm';
import type { Outage } from '../study/away.ts';
import type { Tx } from './connect.ts';
import { outage, studyDay } from './schema/index.ts';

export type StudyDayRow = typeof studyDay.$inferSelect;

/** What a streak is reckoned from: all study days of a member, oldest first, and when the bot was away. Read by several features. */
export interface StudyHistory {
  readonly days: readonly StudyDayRow[];
  readonly outages: readonly Outage[];
}

export async function studyHistoryOf(tx: Tx, memberId: string): Promise<StudyHistory> {
  const days = await tx.select().from(studyDay).where(eq(studyDay.memberId, memberId)).orderBy(asc(studyDay.day));
  const outages = await tx.select().from(outage).orderBy(asc(outage.fromAt));
  return { days, outages };
}
