import { button } from '../../chat/card.ts';
import { command, type Feature } from '../../chat/handler.ts';
import { press } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { optional, words } from '../../chat/options.ts';
import { findStudiedDecks } from '../../db/reading/studied-decks.ts';
import { Refusal } from '../../errors.ts';
import { unknownDeckCard } from '../../phrases/decks.ts';
import { bringForward } from './bring-forward.ts';
import { continueHistory } from './continue.ts';
import { meetExams } from './exams.ts';
import { grade, show, undo } from './grading.ts';
import { learnPast } from './learn-past.ts';
import { onward, openReview, spreadBacklogOut, start, takeAllToday, takeSomeMore } from './pacing.ts';

const reviewDue = command({
  name: 'review',
  about: 'Review the cards that are due',
  seenBy: 'me',
  options: { deck: optional(words('Only this deck', { max: 100 })) },
  suggest: {
    async deck({ tx, me }, typed) {
      const decks = await findStudiedDecks(tx, me.id);
      const fits = decks.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
      return fits.map(({ name }) => ({ value: name, label: clip(name, 75) }));
    },
  },
  async run(context, { deck }) {
    if (deck === undefined) return openReview(context, undefined);
    const [found] = await findStudiedDecks(context.tx, context.me.id, deck);
    const all = button('Review all', press(start, {}), 'main');
    if (!found) throw new Refusal(unknownDeckCard(deck, await findStudiedDecks(context.tx, context.me.id), all));
    return openReview(context, found.id);
  },
});

/** Cards come back just before they would be forgotten: learning.md 4. Memory and review log are kept here. */
export const review: Feature = {
  name: 'review',
  commands: [reviewDue],
  actions: [start, onward, show, grade, undo, spreadBacklogOut, takeAllToday, takeSomeMore],
  tasks: [continueHistory, learnPast, meetExams, bringForward],
};
