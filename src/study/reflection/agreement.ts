/**
 * How far two judges of the same things agree, beyond chance.
 * Source: weighted kappa (Cohen 1968), with quadratic weights: to be two levels apart weighs four times as much as one.
 */
export interface JudgedTwice {
  /** Levels from 1 to the highest. */
  readonly one: number;
  readonly other: number;
  /** How many things were judged so; one where it is not said. */
  readonly times?: number;
}

export interface Agreement {
  /** 1: always the same; 0: no more than by chance; below: less. Null where it cannot be told: nothing judged, or no judge ever differs. */
  readonly kappa: number | null;
  readonly n: number;
}

/** Quadratic weighted kappa over levels 1 to `levels`; what lies outside of them, or is no whole number, is not counted. */
export function quadraticWeightedKappa(judged: readonly JudgedTwice[], levels: number): Agreement {
  const isLevel = (level: number) => Number.isInteger(level) && level >= 1 && level <= levels;
  const counted = judged.filter(({ one, other, times = 1 }) => isLevel(one) && isLevel(other) && times > 0);
  const n = counted.reduce((sum, { times = 1 }) => sum + times, 0);
  const share = (of: 'one' | 'other', level: number) =>
    counted.reduce((sum, it) => sum + (it[of] === level ? (it.times ?? 1) : 0), 0) / n;
  const observed = counted.reduce((sum, { one, other, times = 1 }) => sum + (times / n) * (one - other) ** 2, 0);
  let byChance = 0;
  for (let i = 1; i <= levels; i++)
    for (let j = 1; j <= levels; j++) byChance += share('one', i) * share('other', j) * (i - j) ** 2;
  return { kappa: n === 0 || byChance === 0 ? null : 1 - observed / byChance, n };
}
