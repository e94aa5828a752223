import type { Shown } from '../study/mastery/mastery.ts';

/** "0.71 ± 0.08". */
export const shownNumber = ({ mean, deviation }: Shown): string => `${mean.toFixed(2)} ± ${deviation.toFixed(2)}`;
