/** One thing that was looked at, for `npm run doctor`. Holds no secret. */
export interface Finding {
  readonly isWell: boolean;
  /** What was found, in a few words. */
  readonly says: string;
  /** What to do about it; where all is well, what else there is to know. */
  readonly todo?: string;
}

export const well = (says: string): Finding => ({ isWell: true, says });
export const amiss = (says: string, todo: string): Finding => ({ isWell: false, says, todo });
