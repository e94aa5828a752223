const boxesMax = 10;

/** How far something has come, in boxes: one for each where there are few. "▰▰▰▱▱ 3/5". */
export function gauge(value: number, max: number): string {
  const boxes = max >= 1 && max <= boxesMax ? Math.round(max) : boxesMax;
  const full = max > 0 ? Math.max(0, Math.min(boxes, Math.round((value / max) * boxes))) : 0;
  return `${'▰'.repeat(full)}${'▱'.repeat(boxes - full)} ${value}/${max}`;
}
