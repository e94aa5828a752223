/** What became of help with hints: for the member themselves, and in numbers for those who run a group. Reads only. */
import { type SQL, sql } from 'drizzle-orm';
import type { Arm } from '../../study/hints/chance-arm.ts';
import type { Share } from '../../study/hints/effect.ts';
import type { StepTold } from '../../study/hints/help-followed.ts';
import type { Tx } from '../connect.ts';
import { hintSession, hintStep, membership, review } from '../schema/index.ts';

export interface HelpSession {
  readonly isCard: boolean;
  readonly state: 'open' | 'solved' | 'left';
  readonly steps: readonly StepTold[];
}

/** The member's latest sessions, at most `limit`, oldest first, each with all that was said in it. */
export async function helpSessionsOf(tx: Tx, memberId: string, limit: number): Promise<HelpSession[]> {
  const { rows } = await tx.execute<{
    isCard: boolean;
    state: HelpSession['state'];
    steps: readonly (Omit<StepTold, 'at'> & { readonly at: string })[];
  }>(sql`
    select session.card_id is not null as "isCard", session.state, said.steps
    from (select * from ${hintSession} where member_id = ${memberId} order by at desc, id desc limit ${limit}) session
    cross join lateral (
      select jsonb_agg(jsonb_build_object('rung', rung, 'source', source, 'text', text, 'at', at,
        'attempt', attempt, 'verdict', verdict) order by position) as steps
      from ${hintStep} where session_id = session.id) said
    where said.steps is not null
    order by session.at, session.id`);
  return rows.map(({ steps, ...session }) => ({
    ...session,
    steps: steps.map(({ at, ...step }) => ({ ...step, at: new Date(at) })),
  }));
}

/** How sessions of one arm ended. */
export interface ArmOutcomes {
  readonly members: number;
  /** Solved before the answer was shown, of all that ended. */
  readonly solved: Share;
  /** Known at the first review on a later day, of those about a card that came up again. */
  readonly known: Share;
}

export type ArmsCompared = Readonly<Record<Arm, ArmOutcomes>>;

const nobody: ArmOutcomes = { members: 0, solved: { wins: 0, of: 0 }, known: { wins: 0, of: 0 } };

export const memberArms = (tx: Tx, memberId: string, now: Date): Promise<ArmsCompared> =>
  compareArms(tx, sql`session.member_id = ${memberId}`, now);

export const groupArms = (tx: Tx, groupId: string, now: Date): Promise<ArmsCompared> =>
  compareArms(
    tx,
    sql`exists (select from ${membership} where ${membership.groupId} = ${groupId} and ${membership.memberId} = session.member_id)`,
    now,
  );

/**
 * The sessions for which a lot was drawn, by what it said. One that nobody ended counts as not solved once a day is over: who wanders off
 * must not look better for it.
 */
async function compareArms(tx: Tx, whose: SQL, now: Date): Promise<ArmsCompared> {
  const { rows } = await tx.execute<{
    arm: Arm;
    members: number;
    ended: number;
    solved: number;
    reviewed: number;
    known: number;
  }>(sql`
    select arm, count(distinct member_id)::int as members, count(*)::int as ended,
      (count(*) filter (where state = 'solved' and last_rung <> 'answer'))::int as solved,
      count(later)::int as reviewed, (count(*) filter (where later <> 'again'))::int as known
    from (
      select session.arm, session.member_id, session.state,
        (select rung from ${hintStep} where session_id = session.id order by position desc limit 1) as last_rung,
        (select grade from ${review} where card_id = session.card_id and member_id = session.member_id
          and at > session.at + interval '12 hours' order by at limit 1) as later
      from ${hintSession} session
      where session.arm is not null and ${whose}
        and (session.state <> 'open' or session.at < ${now.toISOString()}::timestamptz - interval '1 day')) it
    group by arm`);
  const outcomesOf = (arm: Arm): ArmOutcomes => {
    const row = rows.find((each) => each.arm === arm);
    if (!row) return nobody;
    const { members, solved, ended, reviewed, known } = row;
    return { members, solved: { wins: solved, of: ended }, known: { wins: known, of: reviewed } };
  };
  return { chosen: outcomesOf('chosen'), chance: outcomesOf('chance') };
}
