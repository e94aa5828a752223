import { setImmediate as letOthers } from 'node:timers/promises';
import { task } from '../../chat/handler.ts';
import { askNamed } from '../../chat/intents.ts';
import { id } from '../../chat/options.ts';
import { chunksOf } from '../../db/chunks.ts';
import { calibrationFrom, numbersOf } from '../../study/memory/recall-calibration.ts';
import { type Day, dayIn } from '../../study/time/day.ts';
import { findCalibration, logOf, type PastPress, replaceCalibration } from './calibration.ts';
import { type Cards, learnInOrder, splitAt } from './learning.ts';
import { findLearner } from './looking.ts';

interface Past {
  readonly today: Day;
  readonly known: readonly number[] | null;
  readonly log: readonly PastPress[];
}

const pressesAtOnce = 200;
const name = 'review.learn-past';

/** Learns how a member forgets from their whole log, in the order in which it happened. Done again it finds the same. */
export const learnPast = task({
  name,
  options: { memberId: id('Member') },
  async read({ tx, now }, { memberId }): Promise<Past | null> {
    const learner = await findLearner(tx, memberId);
    if (!learner) return null;
    const known = await findCalibration(tx, memberId);
    return { today: dayIn(learner.zone, now), known: known?.numbers ?? null, log: await logOf(tx, memberId) };
  },
  async work({ today, known, log }) {
    const cards: Cards = new Map();
    const learn = async (start: readonly number[] | null, presses: readonly PastPress[]) => {
      let calibration = calibrationFrom(start);
      for (const some of chunksOf(presses, pressesAtOnce)) {
        await letOthers();
        calibration = learnInOrder(calibration, some, cards);
      }
      return numbersOf(calibration);
    };
    const [earlier, ofToday] = splitAt(today, log);
    const morning = await learn(null, earlier);
    return { known, day: today, morning, numbers: await learn(morning, ofToday) };
  },
  async keep({ tx }, { memberId }, { known, ...learned }) {
    const now = await findCalibration(tx, memberId);
    if (JSON.stringify(now?.numbers ?? null) !== JSON.stringify(known))
      return { tasks: [askNamed(name, { memberId })] };
    await replaceCalibration(tx, memberId, learned);
    return {};
  },
});
