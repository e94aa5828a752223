import type { EChartsOption, SeriesOption } from 'echarts';
import { percent } from '../study/text/in-words.ts';
import { font, type Graphic, ink, line, pictureWidth, size } from './look.ts';
import type { ForgettingCurve, RecallDay } from './recall.ts';
import type { ChartWords } from './words.ts';

const plot = { left: 94, right: pictureWidth - 70, top: 116, bottom: 314 };
const labelRoom = 22;

/** The axes and curves as an ECharts option, and the labels that stand beside the curves instead of a legend. */
export function recallPlot(curve: ForgettingCurve, words: ChartWords): { option: EChartsOption; labels: Graphic[] } {
  const scale = scaleOf(curve);
  return { option: axesAndCurves(curve, scale, words), labels: labels(curve, scale, words) };
}

interface Scale {
  readonly floor: number;
  /** From recall to pixels. */
  readonly y: (recall: number) => number;
}

/** The axis starts at a quarter, with a little room below whatever is lowest. */
function scaleOf({ days, desiredRetention }: ForgettingCurve): Scale {
  const lowest = Math.min(desiredRetention, ...days.map((day) => Math.min(day.ifYouStop.low, day.ifYouReview)));
  const floor = Math.max(0, Math.min(0.75, Math.floor((lowest - 0.04) * 4) / 4));
  return { floor, y: (recall) => plot.bottom - ((recall - floor) / (1 - floor)) * (plot.bottom - plot.top) };
}

function axesAndCurves(curve: ForgettingCurve, scale: Scale, words: ChartWords): EChartsOption {
  const end = curve.days.length - 1;
  const shares = tickShares(scale, curve.desiredRetention);
  return {
    grid: { left: plot.left, top: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top },
    xAxis: {
      type: 'value',
      min: 0,
      max: end,
      axisLine: { lineStyle: { color: ink.edge } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...plain,
        customValues: tickDays(end),
        margin: 14,
        hideOverlap: false,
        formatter: (index: number) => (index === 0 ? words.today : words.day(curve.days[index]?.day ?? '')),
      },
    },
    yAxis: {
      type: 'value',
      min: scale.floor,
      max: 1,
      axisTick: { show: false, customValues: shares },
      splitLine: { show: true, lineStyle: { color: ink.grid } },
      axisLabel: {
        ...plain,
        customValues: [...shares, curve.desiredRetention],
        color: (value) => (Number(value) === curve.desiredRetention ? ink.text : ink.quiet),
        formatter: (share: number) => (share === curve.desiredRetention ? words.aim(share) : percent(share)),
      },
    },
    series: [...band(curve), aimLine(curve.desiredRetention), ...lines(curve)],
  };
}

const plain = { fontFamily: font, fontSize: size.label, color: ink.quiet };
const still = { silent: true, clip: false, showSymbol: false } as const;

function tickDays(end: number): number[] {
  if (end < 6) return [0, end];
  const third = Math.round(end / 3);
  return [0, third, 2 * third, end];
}

/** Few round shares, without those that would touch the label of the aim. */
function tickShares({ floor, y }: Scale, aim: number): number[] {
  const round = floor === 0 ? [0, 0.5, 1] : [0.25, 0.5, 0.75, 1].filter((share) => share >= floor);
  return round.filter((share) => Math.abs(y(share) - y(aim)) > labelRoom);
}

function band({ days, cards }: ForgettingCurve): SeriesOption[] {
  if (cards < 2) return [];
  const stacked = { ...still, type: 'line', stack: 'spread', smooth: true, lineStyle: { opacity: 0 } } as const;
  return [
    { ...stacked, data: days.map((day, index) => [index, day.ifYouStop.low]) },
    {
      ...stacked,
      data: days.map((day, index) => [index, day.ifYouStop.high - day.ifYouStop.low]),
      areaStyle: { color: ink.fade, opacity: 0.18 },
    },
  ];
}

function aimLine(aim: number): SeriesOption {
  return {
    ...still,
    type: 'line',
    data: [],
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      data: [{ yAxis: aim }],
      lineStyle: { color: ink.text, width: 1.5, type: [2, 5], opacity: 0.8 },
    },
  };
}

function lines({ days }: ForgettingCurve): SeriesOption[] {
  const drawn = { ...still, type: 'line', smooth: 0.2 } as const;
  return [
    {
      ...drawn,
      data: days.map((day, index) => [index, day.ifYouStop.mean]),
      lineStyle: { color: ink.fade, width: 3.5, type: [9, 5], cap: 'butt' },
    },
    {
      ...drawn,
      data: days.map((day, index) => [index, day.ifYouReview]),
      lineStyle: { color: ink.keep, width: 4, cap: 'round' },
    },
  ];
}

/** Names beside the curves, the numbers they start and end with, and a dot where the member stands today. */
function labels({ days, cards }: ForgettingCurve, scale: Scale, words: ChartWords): Graphic[] {
  const end = days.length - 1;
  const now = days[0]?.ifYouStop.mean ?? 0;
  const stop = days.at(-1)?.ifYouStop.mean ?? 0;
  const kept = days.at(-1)?.ifYouReview ?? 0;
  const top = (from: number, to: number) => Math.min(...days.slice(from, to).map((day) => scale.y(day.ifYouReview)));
  const apart = Math.max(0, labelRoom - Math.abs(scale.y(stop) - scale.y(kept))) / 2;
  const stopName = scale.y(stop) + 20 < plot.bottom - 8 ? scale.y(stop) + 20 : scale.y(stop) - 34;
  const note = { z: 10, fontSize: size.label, fontWeight: 600, halo: ink.panel } as const;
  return [
    line(words.ifYouReview, plot.right, top(Math.floor(end / 3), days.length) - 18, {
      ...note,
      fill: ink.keep,
      align: 'right',
    }),
    line(words.ifYouStop, plot.right, stopName, { ...note, fill: ink.fade, align: 'right' }),
    ...bandLabel(days, scale, cards > 1 ? stopName : plot.bottom, words),
    line(percent(kept), plot.right + 10, scale.y(kept) - apart, { ...note, fill: ink.keep }),
    line(percent(stop), plot.right + 10, scale.y(stop) + apart, { ...note, fill: ink.fade }),
    { type: 'circle', z: 10, silent: true, x: plot.left, y: scale.y(now), shape: { r: 6 }, style: { fill: ink.text } },
    line(words.now(now), plot.left + 8, Math.min(scale.y(now), top(0, Math.ceil(end / 4))) - 20, {
      ...note,
      fill: ink.text,
    }),
  ];
}

/** Says what the band is: inside it, under the name of its curve, or else just below its edge; nowhere if it is a thread. */
function bandLabel(days: readonly RecallDay[], { y }: Scale, stopName: number, words: ChartWords): Graphic[] {
  const [end, before] = [days.at(-1)?.ifYouStop, days[Math.floor(days.length * 0.6)]?.ifYouStop];
  if (!end || !before || y(end.low) - y(end.high) < labelRoom) return [];
  const inside = y(before.low) > stopName + 34;
  const at = inside ? stopName + 21 : Math.max(stopName + 21, y(end.low) + 16);
  const look = inside ? { fill: ink.text } : { fill: ink.quiet, halo: ink.panel };
  const style = { z: 10, fontSize: size.label, align: 'right', ...look } as const;
  return at < plot.bottom - 8 ? [line(words.band, plot.right, at, style)] : [];
}
