import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import type { ReminderSettings } from '../../db/reading/reminder-settings.ts';
import { reminderSettings } from '../../db/schema/index.ts';
import type { Kind } from './presses.ts';

export async function changeSettings(tx: Tx, memberId: string, set: Partial<ReminderSettings>): Promise<void> {
  await tx
    .insert(reminderSettings)
    .values({ memberId, ...set })
    .onConflictDoUpdate({ target: reminderSettings.memberId, set });
}

export async function muteKind(tx: Tx, memberId: string, kind: Kind): Promise<void> {
  const muted = sql`array_append(array_remove(${reminderSettings.muted}, ${kind}), ${kind})`;
  await tx
    .insert(reminderSettings)
    .values({ memberId, muted: [kind] })
    .onConflictDoUpdate({ target: reminderSettings.memberId, set: { muted } });
}

export async function unmuteKind(tx: Tx, memberId: string, kind: Kind): Promise<void> {
  await tx
    .update(reminderSettings)
    .set({ muted: sql`array_remove(${reminderSettings.muted}, ${kind})` })
    .where(eq(reminderSettings.memberId, memberId));
}
