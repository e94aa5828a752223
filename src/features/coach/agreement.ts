import type { Tx } from '../../db/connect.ts';
import { depthJudgedTwice } from '../../db/reading/depth-agreement.ts';
import { quadraticWeightedKappa } from '../../study/reflection/agreement.ts';
import { counted } from '../../study/text/in-words.ts';

/** With fewer, a kappa says little. */
const fewestJudged = 30;
const levels = 4;

/**
 * How well reflections are scored when the tutor is away: agreement of the offline scorer with the tutor over all that both have judged,
 * of whichever server. None where that cannot be told yet.
 */
export async function agreementFact(tx: Tx): Promise<(readonly [string, string])[]> {
  const { kappa, n } = quadraticWeightedKappa(await depthJudgedTwice(tx), levels);
  if (kappa === null || n < fewestJudged) return [];
  const said = kappa >= 0.6 ? 'much as it does' : kappa >= 0.4 ? 'somewhat as it does' : 'not yet as it does';
  return [
    ['Without it', `I score reflections ${said}: weighted kappa ${kappa.toFixed(2)} over ${counted(n, 'reflection')}`],
  ];
}
