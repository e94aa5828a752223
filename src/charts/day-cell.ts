import { depths, emptyCell, type Graphic, ink } from './look.ts';

/** One day that counts, in the member's zone. */
export interface StudyDay {
  /** yyyy-mm-dd */
  readonly day: string;
  /** Studied; or nothing studied, but covered by a freeze; or put right afterwards by the member, with a reason. */
  readonly kind: 'studied' | 'frozen' | 'mended';
  /** 0 when none were told. */
  readonly minutes: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** One day as a rounded square: its depth says how long, its mark says how it counts. */
export function drawDay(box: Box, entry: Pick<StudyDay, 'kind' | 'minutes'> | undefined): Graphic[] {
  if (!entry) return [square(box, emptyCell)];
  if (entry.kind === 'frozen') return [square(box, ink.iceCell), ...snowflake(box)];
  const depth = depthOf(entry.minutes);
  const day = square(box, depths[depth]);
  return entry.kind === 'mended' ? [day, stitches(box, depth < 2 ? ink.text : ink.panel)] : [day];
}

function depthOf(minutes: number): 0 | 1 | 2 | 3 {
  if (minutes < 15) return 0;
  if (minutes < 30) return 1;
  return minutes < 60 ? 2 : 3;
}

function square({ x, y, side }: Box, fill: string): Graphic {
  return { type: 'rect', silent: true, shape: { x, y, width: side, height: side, r: side / 5 }, style: { fill } };
}

/** Around today. */
export function ring({ x, y, side }: Box): Graphic {
  const shape = { x: x - 2, y: y - 2, width: side + 4, height: side + 4, r: side / 5 + 2 };
  return { type: 'rect', silent: true, shape, style: { fill: 'none', stroke: ink.text, lineWidth: 2 } };
}

/** Three crossing strokes: a frozen day is known by its shape, not by its colour alone. */
function snowflake({ x, y, side }: Box): Graphic[] {
  const arm = side * 0.32;
  return [0, 60, 120].map((degrees) => {
    const [dx, dy] = [arm * Math.sin((degrees * Math.PI) / 180), arm * Math.cos((degrees * Math.PI) / 180)];
    const [cx, cy] = [x + side / 2, y + side / 2];
    const shape = { x1: cx - dx, y1: cy - dy, x2: cx + dx, y2: cy + dy };
    return { type: 'line', silent: true, shape, style: { stroke: ink.ice, lineWidth: 2.2, lineCap: 'round' } };
  });
}

/** A patch sewn on: a mended day keeps the depth of its minutes. */
function stitches({ x, y, side }: Box, stroke: string): Graphic {
  const inset = side * 0.17;
  const shape = { x: x + inset, y: y + inset, width: side - 2 * inset, height: side - 2 * inset, r: 2 };
  return { type: 'rect', silent: true, shape, style: { fill: 'none', stroke, lineWidth: 1.8, lineDash: [3.5, 2.5] } };
}
