/** Whether chosen help did better than help by chance: two shares, their difference, and how far that may be off. */
import { counted } from '../text/in-words.ts';

/** How often a thing happened, of how many times that it could have. */
export interface Share {
  readonly wins: number;
  readonly of: number;
}

export interface Effect {
  /** The first share less the second, -1 to 1. */
  readonly difference: number;
  /** The 95 % interval around it. */
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal curve. */
const z = 1.959963984540054;

/** The 95 % score interval of one share. Source: Wilson 1927. Throws RangeError where nothing was counted. */
export function intervalOf({ wins, of }: Share): { readonly low: number; readonly high: number } {
  if (of <= 0) throw new RangeError('a share of nothing');
  const p = wins / of;
  const middle = p + z ** 2 / (2 * of);
  const reach = z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  const whole = 1 + z ** 2 / of;
  return { low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}

/**
 * The difference of two independent shares with its 95 % interval, sound for small counts and for shares of 0 and 1.
 * Source: Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10.
 */
export function effectOf(one: Share, other: Share): Effect {
  const [p, q] = [one.wins / one.of, other.wins / other.of];
  const [around, aroundOther] = [intervalOf(one), intervalOf(other)];
  const difference = p - q;
  return {
    difference,
    low: difference - Math.hypot(p - around.low, aroundOther.high - q),
    high: difference + Math.hypot(around.high - p, q - aroundOther.low),
  };
}

/** Fewer on either side tell nothing that is worth saying. */
export const tellingFrom = 20;

/** One sentence on chosen help against chance: what the numbers bear out, and no more. */
export function effectWords(chosen: Share, chance: Share): string {
  if (chosen.of < tellingFrom || chance.of < tellingFrom) {
    const soFar = `${counted(chosen.of, 'time')} chosen, ${chance.of.toLocaleString('en')} by chance`;
    return `Too early to say (${soFar}; it takes ${tellingFrom} of each).`;
  }
  const { difference, low, high } = effectOf(chosen, chance);
  const between = `${points(low)} to ${points(high)} points, with 95% confidence`;
  if (low > 0) return `Chosen help did better, by ${points(difference)} points of 100 (${between}).`;
  if (high < 0) return `Chance did better, by ${points(-difference)} points of 100 (chosen less chance: ${between}).`;
  return `No difference that is sure (chosen less chance: ${between}).`;
}

function points(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded < 0 ? `−${-rounded}` : String(Math.abs(rounded));
}
