import { action } from '../../chat/handler.ts';
import { askNamed } from '../../chat/intents.ts';
import { Refusal } from '../../errors.ts';
import { whereToShareCard } from './cards.ts';
import { deckOr, deckPage, decksPage, ownDeckOr } from './page.ts';
import { leaveDeck, shareDeck, studyToo, unshareDeck } from './presses.ts';
import { closeToGroup, leave, openToGroup, takeUp } from './share-store.ts';

export const share = action({
  ...shareDeck,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const { tx, me, now, group } = context;
    const deck = await ownDeckOr(context, deckId);
    if (!group) return { reply: whereToShareCard(deck) };
    await openToGroup(tx, me.id, deckId, group.id, now);
    const remark = 'Shared. Its members find it under /study decks, and each has their own memory of it.';
    return { reply: await deckPage(context, deckId, remark) };
  },
});

/** In a room: with its group. In the direct line: with all groups. */
export const unshare = action({
  ...unshareDeck,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const { tx, me, group } = context;
    await ownDeckOr(context, deckId);
    await closeToGroup(tx, me.id, deckId, group?.id ?? null);
    const remark = 'No longer shared. What others learned is kept, in case you share it again.';
    return { reply: await deckPage(context, deckId, remark) };
  },
});

export const study = action({
  ...studyToo,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const { tx, me, now } = context;
    await deckOr(context, deckId);
    const isNew = await takeUp(tx, me.id, deckId, now);
    return {
      reply: await deckPage(context, deckId, 'Yours to study. Your reviews of it are your own.'),
      tasks: isNew ? [askNamed('reminders.watch', { memberId: me.id })] : [],
    };
  },
});

export const stopStudying = action({
  ...leaveDeck,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const deck = await deckOr(context, deckId);
    if (deck.isMine) throw new Refusal('This deck is your own. You can delete it on its card.');
    await leave(context.tx, context.me.id, deckId);
    return { reply: await decksPage(context, 1) };
  },
});
