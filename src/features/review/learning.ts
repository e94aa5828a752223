import type { Tx } from '../../db/connect.ts';
import { type CardHistory, noHistory, type Press, withPress } from '../../study/memory/card-history.ts';
import {
  calibrationFrom,
  type Learned,
  learnPress,
  numbersOf,
  type RecallCalibration,
} from '../../study/memory/recall-calibration.ts';
import { defaultSpacing, type Memory, review } from '../../study/memory/spacing.ts';
import type { Day } from '../../study/time/day.ts';
import { findCalibration, keepCalibration, logOf, type PastPress, replaceCalibration } from './calibration.ts';

interface LearnedGrade {
  readonly memberId: string;
  readonly day: Day;
  /** As it was before the grade, like what had been learned. */
  readonly memory: Memory | null;
  readonly learned: Learned;
  readonly press: Press;
}

/** Learns from a grade that was just kept. */
export async function learnGrade(tx: Tx, { memberId, day, memory, learned, press }: LearnedGrade): Promise<void> {
  const { calibration, history } = learned;
  const after = learnPress(calibration, memory && { memory, history }, press);
  await keepCalibration(tx, memberId, day, numbersOf(calibration), numbersOf(after));
}

/** After a grade was taken back: what remains of the day's grades is learned again, from what was known in the morning. */
export async function relearnDay(tx: Tx, memberId: string, day: Day): Promise<void> {
  const kept = await findCalibration(tx, memberId);
  if (kept?.day !== day) return;
  const [earlier, today] = splitAt(day, await logOf(tx, memberId, day));
  const cards: Cards = new Map();
  learnInOrder(calibrationFrom(null), earlier, cards);
  const numbers = numbersOf(learnInOrder(calibrationFrom(kept.morning), today, cards));
  await replaceCalibration(tx, memberId, { ...kept, numbers });
}

/** The log before what was graded here on `day`, and what was. */
export function splitAt(day: Day, log: readonly PastPress[]): [earlier: PastPress[], ofDay: PastPress[]] {
  const isOfDay = (press: PastPress) => press.day === day && press.met !== undefined;
  return [log.filter((press) => !isOfDay(press)), log.filter(isOfDay)];
}

/** What is known of each card while a log is gone through. */
export type Cards = Map<string, { readonly memory: Memory | null; readonly history: CardHistory }>;

/** Learns from presses of several cards, oldest first. `cards` knows what came before them, and then knows them too. */
export function learnInOrder(start: RecallCalibration, presses: readonly PastPress[], cards: Cards): RecallCalibration {
  let calibration = start;
  for (const press of presses) {
    const { cardId, at, grade } = press;
    const known = cards.get(cardId) ?? { memory: null, history: noHistory };
    const met = press.met === undefined ? known.memory : press.met;
    calibration = learnPress(calibration, met && { memory: met, history: known.history }, press);
    const { memory } = review(met, grade, at, defaultSpacing, cardId);
    cards.set(cardId, { memory, history: withPress(known.history, press) });
  }
  return calibration;
}
