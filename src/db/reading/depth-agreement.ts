import { sql } from 'drizzle-orm';
import type { JudgedTwice } from '../../study/reflection/agreement.ts';
import type { Db, Tx } from '../connect.ts';
import { reflection } from '../schema/index.ts';

const latest = 500;

/**
 * The latest 500 reflections that a tutor has judged, counted by what the offline scorer (`one`) and the tutor (`other`) said of them,
 * levels 1-4; the scorer had not seen the tutor's word when it said its own. For `quadraticWeightedKappa(judged, 4)`.
 */
export async function depthJudgedTwice(tx: Tx | Db): Promise<JudgedTwice[]> {
  const { rows } = await tx.execute<{ one: number; other: number; times: number }>(sql`
    select one, other, count(*)::int as times
    from (
      select depth_offline as one, depth_tutor as other from ${reflection}
      where depth_offline is not null and depth_tutor is not null
      order by at desc, id desc limit ${latest}
    ) as judged
    group by one, other order by one, other`);
  return rows;
}
