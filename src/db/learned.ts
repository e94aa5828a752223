import { eq, sql } from 'drizzle-orm';
import type { Press } from '../study/memory/card-history.ts';
import type { Tx } from './connect.ts';
import { prepared, type Slots } from './prepared.ts';
import { member, recallCalibration, review } from './schema/index.ts';

/** What a member's own grades tell of one card: how they forget, as kept, and every press of the card, oldest first. */
export interface KeptLearning {
  /** Null before the first grade. */
  readonly numbers: readonly number[] | null;
  readonly presses: readonly Press[];
}

interface PressRow extends Omit<Press, 'at'> {
  readonly atMs: number;
}

// Both in one statement: each press of a grade reads them. Used by several features.
const selectLearning = prepared((tx, { memberId, cardId }: Slots<'memberId' | 'cardId'>) =>
  tx
    .select({
      numbers: recallCalibration.numbers,
      presses: sql<PressRow[]>`(
        select coalesce(json_agg(json_build_object('atMs', extract(epoch from ${review.at}) * 1000, 'grade', ${review.grade},
          'durationMs', ${review.durationMs}) order by ${review.at}), '[]')
        from ${review} where ${review.cardId} = ${cardId} and ${review.memberId} = ${memberId})`,
    })
    .from(member)
    .leftJoin(recallCalibration, eq(recallCalibration.memberId, member.id))
    .where(eq(member.id, memberId)),
);

export async function findLearning(tx: Tx, memberId: string, cardId: string): Promise<KeptLearning> {
  const [found] = await selectLearning(tx, { memberId, cardId });
  const presses = found?.presses ?? [];
  return {
    numbers: found?.numbers ?? null,
    presses: presses.map(({ atMs, ...rest }) => ({ ...rest, at: new Date(Math.round(atMs)) })),
  };
}
