/** What can be pressed, and what each press carries. The cards are written with these; the actions answer them. */
import { choice, id, instant, integer, optional } from '../../chat/options.ts';

/** Rides along where only one deck is reviewed. */
const deckId = optional(id('Deck'));
/** A press counts only while the card has had this many reviews: an old button, or a second press, finds another number. */
const reps = integer('Reviews so far', { min: 0, max: 99_999 });
const cardId = id('Card');

export const startReview = { name: 'review.start', options: { deckId } };
export const goOn = { name: 'review.go-on', options: { deckId } };
export const showAnswer = {
  name: 'review.show',
  options: { cardId, reps, at: instant('Shown at'), deckId },
};
export const giveGrade = {
  name: 'review.grade',
  options: {
    cardId,
    reps,
    grade: choice('Grade', [
      { value: 'again', label: 'Again' },
      { value: 'hard', label: 'Hard' },
      { value: 'good', label: 'Good' },
      { value: 'easy', label: 'Easy' },
    ] as const),
    at: instant('Shown at'),
    deckId,
  },
};
export const undoLast = { name: 'review.undo', options: { cardId, reps, deckId } };
export const spreadOut = { name: 'review.spread', options: { deckId } };
export const takeAll = { name: 'review.all', options: { deckId } };
export const takeMore = { name: 'review.more', options: { cards: integer('Cards', { min: 1, max: 99_999 }), deckId } };
