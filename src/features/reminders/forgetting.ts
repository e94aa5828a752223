import { and, eq, isNull, lt, notExists, sql } from 'drizzle-orm';
import { due } from '../../chat/handler.ts';
import type { Tx } from '../../db/connect.ts';
import { occurrence, reminder } from '../../db/schema/index.ts';

/** For so long a reminder that came can still be answered. */
const keptMs = 366 * 24 * 3600 * 1000;

/** Forgets what came more than a year ago, and reminders that are over with it: a batch a minute, so that nobody waits for it. */
export const forget = due({
  name: 'reminders.forget',
  async run({ tx, now }, limit) {
    const before = new Date(now.getTime() - keptMs);
    await forgetOccurrences(tx, before, limit);
    await forgetFinished(tx, before, limit);
    return { taken: 0 };
  },
});

async function forgetOccurrences(tx: Tx, before: Date, limit: number): Promise<void> {
  const old = tx
    .select({ reminderId: occurrence.reminderId, dueAt: occurrence.dueAt })
    .from(occurrence)
    .where(lt(occurrence.plannedAt, before))
    .limit(limit)
    .for('update', { skipLocked: true });
  await tx.delete(occurrence).where(sql`(${occurrence.reminderId}, ${occurrence.dueAt}) in ${old}`);
}

/** Reminders of which nothing is to come and nothing is left to answer. */
async function forgetFinished(tx: Tx, before: Date, limit: number): Promise<void> {
  const came = tx.select({ one: sql`1` }).from(occurrence).where(eq(occurrence.reminderId, reminder.id));
  const finished = tx
    .select({ id: reminder.id })
    .from(reminder)
    .where(and(isNull(reminder.dueAt), eq(reminder.kind, 'own'), lt(reminder.createdAt, before), notExists(came)))
    .limit(limit)
    .for('update', { skipLocked: true });
  await tx.delete(reminder).where(sql`${reminder.id} in ${finished}`);
}
