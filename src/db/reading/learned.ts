import { eq, sql } from 'drizzle-orm';
import type { Press } from '../../study/memory/card-history.ts';
import type { Tx } from '../connect.ts';
import { prepared, type Slots } from '../prepared.ts';
import { member, recallCalibration, review } from '../schema/index.ts';

/** What a member's own grades tell: how they forget, as kept, and every press of some of their cards. Used by several features. */
export interface KeptLearning {
  /** Null before the first grade. */
  readonly numbers: readonly number[] | null;
  /** By card, oldest first; a card that was never pressed is not among them. */
  readonly presses: ReadonlyMap<string, readonly Press[]>;
}

const selectNumbers = prepared((tx, { memberId }: Slots<'memberId'>) =>
  tx
    .select({ numbers: recallCalibration.numbers })
    .from(member)
    .leftJoin(recallCalibration, eq(recallCalibration.memberId, member.id))
    .where(eq(member.id, memberId)),
);

type PressRow = Omit<Press, 'at'> & { readonly atMs: number };

const selectPresses = prepared((tx, { memberId, cardIds }: Slots<'memberId' | 'cardIds'>) =>
  tx
    .select({
      cardId: review.cardId,
      presses: sql<PressRow[]>`json_agg(json_build_object('atMs', extract(epoch from ${review.at}) * 1000,
        'grade', ${review.grade}, 'durationMs', ${review.durationMs}) order by ${review.at})`,
    })
    .from(review)
    .where(sql`${review.cardId} = any(${cardIds}) and ${review.memberId} = ${memberId}`)
    .groupBy(review.cardId),
);

export async function findLearning(
  tx: Tx,
  memberId: string,
  cards: readonly { readonly id: string }[],
): Promise<KeptLearning> {
  const cardIds = cards.map(({ id }) => id);
  const [[kept], rows] = await Promise.all([
    selectNumbers(tx, { memberId }),
    cardIds.length === 0 ? [] : selectPresses(tx, { memberId, cardIds }),
  ]);
  const pressOf = ({ atMs, ...rest }: PressRow): Press => ({ ...rest, at: new Date(Math.round(atMs)) });
  return {
    numbers: kept?.numbers ?? null,
    presses: new Map(rows.map(({ cardId, presses }) => [cardId, presses.map(pressOf)])),
  };
}
