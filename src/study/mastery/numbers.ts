/** A row as it is kept: its numbers in the order of their names. */
import type { Ledger, Place } from './ledger.ts';
import type { RowKind } from './row-kind.ts';
import { type CommonWeights, freshCommon } from './rows.ts';

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

const listsOf = ({ parts, practice }: CommonWeights) => [
  parts.covariance,
  parts.means,
  practice.covariance,
  practice.means,
];

/** What all share, to be kept. */
export const numbersOfCommon = (common: CommonWeights): Numbers => listsOf(common).flatMap((list) => [...list]);

/** What all share, as it was kept; fresh where an earlier model kept it. */
export function commonFrom(numbers: Numbers | null): CommonWeights {
  const common = freshCommon();
  if (numbers?.length !== numbersOfCommon(common).length) return common;
  let at = 0;
  for (const list of listsOf(common)) for (const place of list.keys()) list[place] = numbers[at++] ?? Number.NaN;
  return common;
}
