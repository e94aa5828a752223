import { and, count, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { membership, tutorConsent, tutorPolicy, tutorUse } from '../../db/schema/index.ts';

/** What a member says; what they do not speak of stays as it was. */
export async function keepConsent(
  tx: Tx,
  memberId: string,
  said: Partial<Pick<typeof tutorConsent.$inferSelect, 'agreed' | 'sentTo' | 'randomArm'>>,
  at: Date,
): Promise<void> {
  await tx
    .insert(tutorConsent)
    .values({ memberId, agreed: false, ...said, at })
    .onConflictDoUpdate({ target: tutorConsent.memberId, set: { ...said, at } });
}

/** What a group's admins say; what they do not speak of stays as it was. */
export async function keepPolicy(
  tx: Tx,
  groupId: string,
  said: { allowed?: boolean; tokensADay?: number },
  at: Date,
): Promise<void> {
  await tx
    .insert(tutorPolicy)
    .values({ groupId, allowed: false, ...said, at })
    .onConflictDoUpdate({ target: tutorPolicy.groupId, set: { ...said, at } });
}

export interface Policy {
  readonly allowed: boolean;
  readonly tokensADay: number | null;
}

export async function policyOf(tx: Tx, groupId: string): Promise<Policy> {
  const [policy] = await tx.select().from(tutorPolicy).where(eq(tutorPolicy.groupId, groupId));
  return policy ?? { allowed: false, tokensADay: null };
}

/** What was used: of the tokens also today's, which the limit of a day is about. Days are of UTC, `yyyy-mm-dd`. */
export interface Used {
  readonly tokens: number;
  readonly today: number;
  readonly questions: number;
  readonly microDollars: number;
}

export async function usedBy(
  tx: Tx,
  who: { readonly memberId: string } | { readonly groupId: string },
  days: { readonly from: string; readonly today: string },
): Promise<Used> {
  const scope = 'memberId' in who ? `member:${who.memberId}` : `group:${who.groupId}`;
  const sum = (what: ReturnType<typeof sql>) => sql`coalesce(sum(${what}), 0)`.mapWith(Number);
  const [used] = await tx
    .select({
      tokens: sum(sql`${tutorUse.tokens}`),
      today: sum(sql`${tutorUse.tokens} * (${tutorUse.day} = ${days.today})::int`),
      questions: sum(sql`${tutorUse.calls}`),
      microDollars: sum(sql`${tutorUse.microDollars}`),
    })
    .from(tutorUse)
    .where(and(eq(tutorUse.scope, scope), gte(tutorUse.day, days.from)));
  return used ?? { tokens: 0, today: 0, questions: 0, microDollars: 0 };
}

/** How many of a group's members have agreed to a tutor at this host; a number, and nobody's name. */
export async function countAgreed(tx: Tx, groupId: string, host: string): Promise<number> {
  const [row] = await tx
    .select({ agreed: count() })
    .from(tutorConsent)
    .innerJoin(membership, eq(membership.memberId, tutorConsent.memberId))
    .where(and(eq(membership.groupId, groupId), eq(tutorConsent.agreed, true), eq(tutorConsent.sentTo, host)));
  return row?.agreed ?? 0;
}
