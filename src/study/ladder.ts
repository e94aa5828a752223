/**
 * The ladder of adaptive help: each rung says a little more, the last one the answer (learning.md 6; AdaptMI for where to begin).
 */
export const rungs = ['monitor', 'locate', 'strategy', 'principle', 'next-step', 'answer'] as const;
export type Rung = (typeof rungs)[number];
