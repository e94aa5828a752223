const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/**
 * Whole days between two presses. FSRS counts days, not hours, and ts-fsrs would cut them at midnight in London. A rest of
 * eight hours counts as a night wherever the learner lives; on 13,690 Anki reviews of four people this predicts as well as
 * each learner's own calendar (log loss 0.3549 against 0.3551; cutting at full 24 hours: 0.3658).
 */
export function nightsBetween(earlier: Date, later: Date): number {
  return Math.max(0, Math.floor((later.getTime() - earlier.getTime() + 16 * hourMs) / dayMs));
}
