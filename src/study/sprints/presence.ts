/** Who was there, and for how long. A sprint asks for nothing but that one comes: late counts from when one came. */

export interface Span {
  readonly startAt: Date;
  readonly endAt: Date;
}

/** `late`: said that they would come, and have not yet. `left`: went before the end. */
export type Attendance = 'in' | 'late' | 'left';

export interface Presence {
  readonly state: Attendance;
  /** Since when they have been there; null while they are not. */
  readonly since: Date | null;
  /** How long they were there before, where they left and came again. */
  readonly earlierMs: number;
}

/** Says that they will come later; how long they were there before is kept. */
export const expectLate = (before: Presence | null): Presence => ({
  state: 'late',
  since: null,
  earlierMs: before?.earlierMs ?? 0,
});

/** Comes now, or with the start where that is still ahead. Who is there already stays so. */
export function arrive(before: Presence | null, { startAt }: Span, now: Date): Presence {
  if (before?.since) return { ...before, state: 'in' };
  return { state: 'in', since: now > startAt ? now : startAt, earlierMs: before?.earlierMs ?? 0 };
}

/** Goes now; the time until then is kept. */
export function depart(before: Presence, span: Span, now: Date): Presence {
  return { state: 'left', since: null, earlierMs: presentMs(before, { ...span, endAt: now }) };
}

/** How long they have been there when the span ends, never longer than it is. */
export function presentMs({ since, earlierMs }: Presence, { startAt, endAt }: Span): number {
  const wholeMs = Math.max(0, endAt.getTime() - startAt.getTime());
  const lastMs = since ? Math.max(0, endAt.getTime() - Math.max(since.getTime(), startAt.getTime())) : 0;
  return Math.min(wholeMs, earlierMs + lastMs);
}
