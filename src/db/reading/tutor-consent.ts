import { eq } from 'drizzle-orm';
import type { Context } from '../../chat/handler.ts';
import type { Tx } from '../connect.ts';
import { tutorConsent, tutorPolicy } from '../schema/index.ts';

/** A member, and the group in whose room they ask; null in the direct line. */
export interface Asker {
  readonly memberId: string;
  readonly groupId: string | null;
}

/** What was said about the tutor, by a member and by those who run the place where they are. */
export interface TutorStanding {
  /** Null where the member was not asked yet, or agreed to a tutor at another place. */
  readonly agreed: boolean | null;
  /** Whether some of their help may be chosen by chance, tutor or not. */
  readonly randomArm: boolean;
  /** In the direct line the member alone decides. */
  readonly isAllowedHere: boolean;
}

/** `host`: where the tutor is; null where there is none. */
export async function tutorStandingOf(
  tx: Tx,
  { memberId, groupId }: Asker,
  host: string | null,
): Promise<TutorStanding> {
  const [consent] = await tx.select().from(tutorConsent).where(eq(tutorConsent.memberId, memberId));
  const isOfAnother = consent?.agreed && consent.sentTo !== host;
  const agreed = isOfAnother ? null : (consent?.agreed ?? null);
  const standing = { agreed, randomArm: consent?.randomArm ?? false };
  if (groupId === null) return { ...standing, isAllowedHere: true };
  const [policy] = await tx.select().from(tutorPolicy).where(eq(tutorPolicy.groupId, groupId));
  return { ...standing, isAllowedHere: policy?.allowed ?? false };
}

/** Whether a member has agreed that the tutor is asked, and, in a group's room, the group's admins have too. Says nothing of budgets. */
export async function mayAskTutor(tx: Tx, asker: Asker, host: string): Promise<boolean> {
  const { agreed, isAllowedHere } = await tutorStandingOf(tx, asker, host);
  return agreed === true && isAllowedHere;
}

/** Whether there is a tutor that may be asked for who asks here, so that a task for it is worth its while. */
export const mayAskTutorHere = async ({ tx, me, group, tutor }: Context): Promise<boolean> =>
  tutor !== null && mayAskTutor(tx, { memberId: me.id, groupId: group?.id ?? null }, tutor.host);
