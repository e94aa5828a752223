import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { member } from '../../db/schema/index.ts';

export type Settings = Partial<
  Pick<
    typeof member.$inferSelect,
    'zone' | 'zoneConfirmed' | 'zoneFromProfile' | 'language' | 'studyClock' | 'retention' | 'dailyCap'
  >
>;

export async function changeSettings(tx: Tx, memberId: string, settings: Settings): Promise<void> {
  await tx.update(member).set(settings).where(eq(member.id, memberId));
}
