const minuteMs = 60_000;

/** The minute bell rings on the minute: so do the start and the end of a sprint. */
export const onTheMinute = (at: Date): Date => new Date(Math.ceil(at.getTime() / minuteMs) * minuteMs);
