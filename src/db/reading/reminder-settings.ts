import { eq } from 'drizzle-orm';
import type { Tx } from '../connect.ts';
import { reminderSettings } from '../schema/index.ts';

/** How a member wants to be reminded. Read by several features. */
export type ReminderSettings = Omit<typeof reminderSettings.$inferSelect, 'memberId'>;

export const usualSettings: ReminderSettings = { quietFrom: '22:00', quietTo: '07:00', pausedUntil: null, muted: [] };

export async function findSettings(tx: Tx, memberId: string): Promise<ReminderSettings> {
  const [row] = await tx.select().from(reminderSettings).where(eq(reminderSettings.memberId, memberId));
  return row ?? usualSettings;
}
