import { eq } from 'drizzle-orm';
import type { Context } from '../chat/handler.ts';
import type { Tx } from './connect.ts';
import { tutorConsent, tutorPolicy } from './schema/index.ts';

/** Whether a member has agreed that the tutor is asked, and, in a group's room, the group's admins have too. Says nothing of budgets. */
export async function mayAskTutor(
  tx: Tx,
  { memberId, groupId }: { memberId: string; groupId: string | null },
): Promise<boolean> {
  const [consent] = await tx.select().from(tutorConsent).where(eq(tutorConsent.memberId, memberId));
  if (!consent?.agreed) return false;
  if (groupId === null) return true;
  const [policy] = await tx.select().from(tutorPolicy).where(eq(tutorPolicy.groupId, groupId));
  return policy?.allowed ?? false;
}

/** Whether there is a tutor that may be asked for who asks here, so that a task for it is worth its while. */
export const mayAskTutorHere = async ({ tx, me, group, tutor }: Context): Promise<boolean> =>
  tutor !== null && mayAskTutor(tx, { memberId: me.id, groupId: group?.id ?? null });
