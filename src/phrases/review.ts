import { type Button, button } from '../chat/card.ts';
import { pressNamed } from '../chat/intents.ts';
import type { ToReview } from '../study/memory/review-queue.ts';
import { counted } from '../study/text/in-words.ts';

/** "12 cards about to fade"; "5 new cards to learn" where nothing is being forgotten. */
export const reviewTitle = ({ waiting, now }: ToReview): string =>
  waiting > 0 ? `${counted(waiting, 'card')} about to fade` : `${counted(now, 'new card')} to learn`;

/** Answered by features/review. */
export const reviewButton = ({ now }: ToReview): Button => button(`Review ${now}`, pressNamed('review.start'), 'main');
