/** How messages fared, as counts: no names, no words of theirs. This feature writes nothing. */
import { desc, gte, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { attemptsMax, member, membership, outage, post, pulse } from '../../db/schema/index.ts';
import type { Outage } from '../../study/time/away.ts';

/** Whose messages: all members of a group, or one member's own. */
export type Whose = { readonly groupId: string } | { readonly memberId: string };

export interface MessageCounts {
  readonly arrived: number;
  /** Of those that arrived: more than `lateMinutes` after they were written. */
  readonly late: number;
  readonly waiting: number;
  readonly waitingSince: Date | null;
  /** Could not arrive: at a closed direct line, at a room that is gone or closed, or after days of trying. */
  readonly atDirect: number;
  readonly atRoom: number;
  readonly givenUp: number;
}

export const lateMinutes = 5;

/** The messages that these members were to get: those settled since, and those that wait. */
export async function countMessages(tx: Tx, whose: Whose, since: Date): Promise<MessageCounts> {
  const isTheirs =
    'memberId' in whose
      ? sql`${post.ownerId} = ${whose.memberId}`
      : sql`${post.ownerId} in (select ${membership.memberId} from ${membership} where ${membership.groupId} = ${whose.groupId})`;
  const counted = (which: ReturnType<typeof sql>) => sql`(count(*) filter (where ${which}))::int`;
  const isOpen = sql`${post.state} in ('waiting', 'sending')`;
  const isSent = sql`${post.state} = 'sent'`;
  const isGone = sql`${post.state} = 'gone' and ${post.attempts} < ${attemptsMax}`;
  const { rows } = await tx.execute<Counted>(sql`
    select ${counted(isSent)} as arrived, ${counted(isOpen)} as waiting,
      ${counted(sql`${isSent} and ${post.settledAt} - ${post.createdAt} > make_interval(mins => ${lateMinutes})`)} as late,
      min(${post.createdAt}) filter (where ${isOpen}) as "waitingSince",
      ${counted(sql`${isGone} and ${post.to} = ${member.direct}`)} as "atDirect",
      ${counted(sql`${isGone} and ${post.to} <> ${member.direct}`)} as "atRoom",
      ${counted(sql`${post.state} = 'gone' and ${post.attempts} >= ${attemptsMax}`)} as "givenUp"
    from ${post} join ${member} on ${member.id} = ${post.ownerId}
    where ${isTheirs} and (${isOpen} or ${post.settledAt} >= ${since.toISOString()})`);
  const [row] = rows;
  if (!row) throw new Error('A count gave no row');
  return { ...row, waitingSince: row.waitingSince === null ? null : new Date(row.waitingSince) };
}

type Counted = Record<string, unknown> & Omit<MessageCounts, 'waitingSince'> & { waitingSince: string | null };

/** When a process of the bot last looked for what is due; null before the first time. */
export async function findLastLook(tx: Tx): Promise<Date | null> {
  const [row] = await tx.select({ at: pulse.lookedAt }).from(pulse);
  return row?.at ?? null;
}

/** The times offline that ended since, the last one first. */
export async function findOutages(tx: Tx, since: Date): Promise<Outage[]> {
  return tx.select().from(outage).where(gte(outage.toAt, since)).orderBy(desc(outage.fromAt)).limit(100);
}
