import { task } from '../../chat/handler.ts';
import { id } from '../../chat/options.ts';
import { findStudied } from './looking.ts';
import { type Moved, moveDue } from './store.ts';

/** Brings a card that turned out not to be known to this very day. A card that was not begun comes with the new ones anyway. */
export const bringForward = task({
  name: 'review.bring-forward',
  options: { memberId: id('Member'), cardId: id('Card') },
  async read({ tx, now }, { memberId, cardId }): Promise<Moved | null> {
    const { memory } = (await findStudied(tx, memberId, cardId)) ?? {};
    return memory && memory.dueAt > now ? { cardId, reps: memory.reps, dueAt: now } : null;
  },
  work: async (moved: Moved) => moved,
  async keep({ tx }, { memberId }, moved) {
    await moveDue(tx, memberId, [moved]);
    return {};
  },
});
