import { calibrationChart } from '../../charts/calibration.ts';
import { forgettingCurveChart } from '../../charts/forgetting-curve.ts';
import type { ForgettingCurve } from '../../charts/recall.ts';
import { type StudyCalendar, studyDaysChart } from '../../charts/study-days.ts';
import { button, type Card, type Choice, card, controls, picker, picture, rich, strong } from '../../chat/card.ts';
import { type Pressable, press, pressNamed, pressPart } from '../../chat/intents.ts';
import { clip, limits } from '../../chat/limits.ts';
import type { Option } from '../../chat/options.ts';
import {
  type Calibration,
  type CalibrationBin,
  calibrationWords,
  confidenceSteps,
} from '../../study/practice/calibration.ts';
import type { Streak } from '../../study/streak.ts';
import { counted, percent } from '../../study/text/in-words.ts';

type ShowCurve = Pressable<{ deckId: Option<string> }>;
type Plain = Pressable<Record<never, never>>;

export function studyDaysCard(
  calendar: StudyCalendar,
  streak: Streak,
  decks: readonly Choice[],
  calibration: Calibration | null,
  { curve: showCurve, calibration: showCalibration }: { curve: ShowCurve; calibration: Plain },
): Card {
  const sureness = calibration && calibrationWords(calibration);
  return card('Your study days', [
    streakWords(streak),
    picture(studyDaysChart(calendar)),
    decks.length > 0 ? controls(picker('Forgetting curve of …', pressPart(showCurve, {}), 'deckId', decks)) : null,
    sureness,
    controls(
      button('Why this streak?', pressNamed('why.show', { what: 'streak' })),
      sureness === null ? null : button('How sure, how right', press(showCalibration, {})),
    ),
  ]);
}

/** What was said before the result, held against the result. */
export function calibrationCard(calibration: Calibration, back: Plain): Card {
  const bins = new Map<number, CalibrationBin>(calibration.bins.map((bin) => [bin.confidence, bin]));
  const told = confidenceSteps.map((said) => {
    const { answers, right } = bins.get(said) ?? { answers: 0, right: 0 };
    return { said, answers, right };
  });
  return card('How sure, how right', [
    calibrationWords(calibration),
    picture(calibrationChart(told)),
    controls(button('Practise', pressNamed('practice.start'), 'main'), button('Study days', press(back, {}))),
  ]);
}

function streakWords({ length, freezesLeft, atRisk }: Streak) {
  if (length === 0)
    return 'The streak begins with your next study day: a check-in, a review or a practice answer is enough.';
  const days = rich`${strong(counted(length, 'study day'))}${length > 1 ? ' in a row' : ''}`;
  if (atRisk) return rich`${days} so far. No freeze is left, so today keeps it going.`;
  return freezesLeft > 0
    ? rich`${days}, and ${freezesLeft} ${freezesLeft === 1 ? 'freeze' : 'freezes'} for days that do not work out.`
    : rich`${days}.`;
}

export function curveCard(curve: ForgettingCurve, back: Plain): Card {
  const forgetting = curve.days.at(-1);
  return card(`Forgetting curve of ${clip(curve.deck, 100)}`, [
    forgetting
      ? rich`In 30 days you would still know ${strong(percent(forgetting.ifYouStop.mean))} if you stop now, and ${strong(percent(forgetting.ifYouReview))} if you review what is due.`
      : 'Nothing to forget yet: review a few cards of this deck, and their curve appears here.',
    picture(forgettingCurveChart(curve)),
    controls(button('Review now', pressNamed('review.start'), 'main'), button('Study days', press(back, {}))),
  ]);
}

export const deckChoice = ({ id, name, known }: { id: string; name: string; known: number }): Choice => ({
  value: id,
  label: clip(`${name} (${known} ${known === 1 ? 'card' : 'cards'} reviewed)`, limits.choice),
});
