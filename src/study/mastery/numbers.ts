/** A row as it is kept: its numbers in the order of their names. */
import type { Ledger, Place } from './ledger.ts';
import type { RowKind } from './row-kind.ts';
import { type CommonWeights, freshCommon } from './rows.ts';
import type { Weights } from './weights.ts';

/** Null where a number is not known; in a ledger that is NaN. */
export type Numbers = (number | null)[];

/** A row of a ledger, to be kept. */
export const numbersOf = (ledger: Ledger, kind: RowKind, row: Place): Numbers =>
  kind.keptOrder.map((at) => {
    const number = ledger.at(row + at);
    return Number.isNaN(number) ? null : number;
  });

/** Begins a row with the numbers that were kept. Where they are not as many as its own, an earlier model kept them, and it is a fresh one. */
export function openRow(ledger: Ledger, kind: RowKind, numbers: Numbers | null | undefined): Place {
  const row = ledger.add(kind);
  if (numbers?.length !== kind.keptOrder.length) return row;
  for (const [nth, at] of kind.keptOrder.entries()) ledger.put(row + at, numbers[nth] ?? Number.NaN);
  return row;
}

const listsOf = ({ covariance, means, waiting }: Weights) => [...covariance, means, waiting];

/** What all share, to be kept. */
export const numbersOfCommon = ({ parts, practice }: CommonWeights): Numbers =>
  [parts, practice].flatMap((weights) => [weights.answers, ...listsOf(weights).flat()]);

/** What all share, as it was kept; fresh where an earlier model kept it. */
export function commonFrom(numbers: Numbers | null): CommonWeights {
  const common = freshCommon();
  if (numbers?.length !== numbersOfCommon(common).length) return common;
  let at = 0;
  const next = () => numbers[at++] ?? Number.NaN;
  for (const weights of [common.parts, common.practice]) {
    weights.answers = next();
    for (const list of listsOf(weights)) for (const place of list.keys()) list[place] = next();
  }
  return common;
}
