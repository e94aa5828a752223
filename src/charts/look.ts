import type { EChartsOption } from 'echarts';

/**
 * One ink-dark panel for every picture: it stands as well on a light page as on a dark one, and survives being turned
 * into a PNG. Every text colour has at least 7:1 on the panel; curves differ in lightness and dash, not in hue alone.
 */
export const ink = {
  panel: '#151b2e',
  edge: '#313b58',
  grid: '#2b3552',
  text: '#f1f4fb',
  quiet: '#b3bdd3',
  keep: '#63dcc5',
  fade: '#ffb757',
  ice: '#c4e4ff',
  iceCell: '#24406b',
} as const;

/** From no minutes told to an hour and more: lightness rises with every step, so that it also reads in grey. */
export const depths = ['#1d5a63', '#2c8a89', '#4fbfa9', '#a5f0d3'] as const;
export const emptyCell = '#222b45';

export const font = 'Inter, system-ui, -apple-system, Roboto, Helvetica, Arial, sans-serif';
/** Sizes for a picture 480 wide: at 340 the smallest is still 11 pixels high. */
export const size = { title: 21, label: 16 } as const;
export const margin = 24;
export const pictureWidth = 480;

export type Graphic = Exclude<NonNullable<EChartsOption['graphic']>, readonly unknown[]>;

/** The panel with its two lines of heading; `heading` and `subheading` must already fit one line. */
export function panel(width: number, height: number, heading: string, subheading: string): Graphic[] {
  return [
    {
      type: 'rect',
      z: -10,
      silent: true,
      shape: { x: 0.5, y: 0.5, width: width - 1, height: height - 1, r: 18 },
      style: { fill: ink.panel, stroke: ink.edge, lineWidth: 1 },
    },
    line(heading, margin, 36, { fill: ink.text, fontSize: size.title, fontWeight: 700 }),
    line(subheading, margin, 63, { fill: ink.quiet, fontSize: size.label }),
  ];
}

interface LineStyle {
  readonly fill: string;
  readonly fontSize: number;
  readonly fontWeight?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly z?: number;
  /** A border in this colour keeps the words legible where a curve runs under them. */
  readonly halo?: string;
}

/** One line of text at a point of the picture, its middle on `y`. */
export function line(text: string, x: number, y: number, { z = 0, halo, ...style }: LineStyle): Graphic {
  const border = halo === undefined ? {} : { stroke: halo, lineWidth: 4 };
  return {
    type: 'text',
    silent: true,
    z,
    x,
    y,
    style: { text, fontFamily: font, verticalAlign: 'middle', ...style, ...border },
  };
}
