import { drawPicture, type Picture } from './draw.ts';
import { type Graphic, ink, line, margin, panel, pictureWidth, size } from './look.ts';
import { type ChartWords, english } from './words.ts';

/** All answers of which the same was said. */
export interface SaidAndRight {
  /** Confidence, 0-1. */
  readonly said: number;
  readonly answers: number;
  readonly right: number;
}

const height = 374;
const plot = { left: 84, right: pictureWidth - margin, top: 104, bottom: 270 };
const barWidth = 56;
/** Less than this apart, what was said and what was right are called the same. */
const closeEnough = 0.05;

const y = (share: number) => plot.bottom - share * (plot.bottom - plot.top);

/**
 * How sure, how right: for each step of confidence a bar for the share that was right, and across it a line where it should end. Steps
 * come in rising order; those without answers stay empty.
 */
export function calibrationChart(steps: readonly SaidAndRight[], words: ChartWords = english): Picture {
  const answers = steps.reduce((sum, step) => sum + step.answers, 0);
  const pitch = (plot.right - plot.left) / Math.max(1, steps.length);
  const graphic = [
    ...panel(pictureWidth, height, words.calibration, words.calibrationOver(answers)),
    ...[0, 0.5, 1].flatMap(gridLine),
    ...steps.flatMap((step, at) => column(step, plot.left + (at + 0.5) * pitch, words)),
    ...legend(words),
  ];
  return drawPicture(pictureWidth, height, words.calibrationAlt(steps), { graphic });
}

const quiet = { fill: ink.quiet, fontSize: size.label } as const;

function gridLine(share: number): Graphic[] {
  const at = y(share);
  return [
    stroke(plot.left, plot.right, at, ink.grid, 1),
    line(`${share * 100}%`, plot.left - 12, at, { ...quiet, align: 'right' }),
  ];
}

function column({ said, answers, right }: SaidAndRight, x: number, words: ChartWords): Graphic[] {
  const names = [
    line(`${Math.round(said * 100)}%`, x, plot.bottom + 20, { fill: ink.text, fontSize: size.label, align: 'center' }),
    line(words.times(answers), x, plot.bottom + 42, { ...quiet, align: 'center' }),
  ];
  const aim = stroke(x - barWidth / 2 - 8, x + barWidth / 2 + 8, y(said), ink.text, 3);
  if (answers === 0) return [aim, ...names];
  const share = right / answers;
  return [bar(x, share, said - share > closeEnough), aim, value(x, share, said, words), ...names];
}

function bar(x: number, share: number, isTooSure: boolean): Graphic {
  const tall = Math.max(2, plot.bottom - y(share));
  const shape = { x: x - barWidth / 2, y: plot.bottom - tall, width: barWidth, height: tall, r: [6, 6, 0, 0] };
  return { type: 'rect', silent: true, shape, style: { fill: isTooSure ? ink.fade : ink.keep } };
}

/** At the foot of its bar, away from the line; above a bar that is too low to hold it. */
function value(x: number, share: number, said: number, words: ChartWords): Graphic {
  const style = { fontSize: size.label, fontWeight: 600, align: 'center', z: 5 } as const;
  const isLow = plot.bottom - y(share) < 26;
  const above = Math.abs(y(share) - 14 - y(said)) < 14 ? y(said) - 16 : y(share) - 14;
  return isLow
    ? line(words.share(share), x, above, { ...style, fill: ink.text })
    : line(words.share(share), x, plot.bottom - 15, { ...style, fill: ink.panel });
}

function legend(words: ChartWords): Graphic[] {
  const top = plot.bottom + 74;
  const box = (x: number, fill: string): Graphic => {
    return { type: 'rect', silent: true, shape: { x, y: top - 8, width: 16, height: 16, r: 3 }, style: { fill } };
  };
  return [
    stroke(margin, margin + 20, top, ink.text, 3),
    line(words.youSaid, margin + 28, top, quiet),
    box(172, ink.keep),
    line(words.wereRight, 196, top, quiet),
    box(312, ink.fade),
    line(words.tooSure, 336, top, quiet),
  ];
}

function stroke(from: number, to: number, at: number, colour: string, lineWidth: number): Graphic {
  return {
    type: 'line',
    silent: true,
    shape: { x1: from, y1: at, x2: to, y2: at },
    style: { stroke: colour, lineWidth, lineCap: 'round' },
  };
}
