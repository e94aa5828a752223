/**
 * The random arm: where a member has agreed, one session of help in five begins on a rung drawn by lot, so that it can be told whether
 * choosing does better. The lot falls before anything is known of the session, and both sides of it are noted.
 */
import { type Rung, rungs } from './ladder.ts';

/** `chosen` only where it might have been `chance`: other sessions are no part of the comparison. */
export type Arm = 'chosen' | 'chance';

const chanceShare = 1 / 5;

export const drawArm = (random: () => number): Arm => (random() < chanceShare ? 'chance' : 'chosen');

/** All rungs from one below the answer on, each as likely to be the first. Who has told what they tried is not asked for it. */
export function ladderByChance(random: () => number, { hasTried }: { hasTried: boolean }): readonly Rung[] {
  const open = hasTried ? rungs.filter((rung) => rung !== 'monitor') : rungs;
  return open.slice(Math.floor(random() * (open.length - 1)));
}
