import { drawPicture, type Picture } from './draw.ts';
import { clipLine } from './label.ts';
import { panel, pictureWidth } from './look.ts';
import type { ForgettingCurve } from './recall.ts';
import { recallPlot } from './recall-plot.ts';
import { type ChartWords, english } from './words.ts';

const height = 364;

/** What becomes of a deck in the days ahead: recall if its owner reviews when due, and if they stop. */
export function forgettingCurveChart(curve: ForgettingCurve, words: ChartWords = english): Picture {
  const deck = clipLine(curve.deck, 20);
  const last = curve.days.at(-1);
  const first = curve.days[0];
  if (!first || !last || curve.cards === 0) return emptyPicture(deck, words);
  const plot = recallPlot(curve, words);
  const heading = panel(pictureWidth, height, deck, words.recallAhead(curve.cards, curve.days.length - 1));
  const alt = words.recallAlt({
    deck: clipLine(curve.deck, 60),
    cards: curve.cards,
    firstDay: first.day,
    lastDay: last.day,
    now: first.ifYouStop.mean,
    reviewed: last.ifYouReview,
    stopped: last.ifYouStop,
    aim: curve.desiredRetention,
  });
  return drawPicture(pictureWidth, height, alt, { ...plot.option, graphic: [...heading, ...plot.labels] });
}

function emptyPicture(deck: string, words: ChartWords): Picture {
  return drawPicture(pictureWidth, 120, words.noCardsAlt(deck), {
    graphic: panel(pictureWidth, 120, deck, words.noCards),
  });
}
