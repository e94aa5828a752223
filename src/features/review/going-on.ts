import type { Card } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { type Frame, nextCard } from './cards.ts';
import { type Desk, nextOf, readDesk } from './next.ts';

/** What comes next, beneath a word on what just happened. `first` is the card to ask before all others. */
export async function goingOn(
  context: Context,
  { deckId, remark, first }: { deckId: string | undefined; remark?: string; first?: string },
): Promise<Card> {
  const desk = await readDesk(context, deckId);
  return nextCard(await nextOf(context, desk, deckId, first), frameOf(context, desk, deckId, remark));
}

export const frameOf = (
  { now, me }: Context,
  { today }: Pick<Desk, 'today'>,
  deckId?: string,
  remark?: string,
): Frame => ({
  now,
  zone: me.zone,
  today,
  deckId,
  remark,
});
