import { action } from '../../chat/handler.ts';
import { form } from '../../chat/intents.ts';
import { Refusal } from '../../errors.ts';
import { readSides } from './adding.ts';
import { dropCard, rewriteCard, unsetAside } from './card-store.ts';
import { keepNeedsIn, needsWords } from './needs-in-files.ts';
import { cardOr, cardsPage, ownCardOr } from './page.ts';
import { askToDropCard, bringBack, changeCard, dropCardNow, openEditForm } from './presses.ts';
import { dropCardCard, editable, oneCard } from './single-cards.ts';

export const edit = action({
  ...openEditForm,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId }) {
    const fields = editable(await ownCardOr(context, cardId));
    if (!fields) throw new Refusal('This card is too long for a form. Change it in its file, and import that again.');
    const { front, back, tags } = fields;
    const ask = { front: { value: front }, back: { value: back }, tags: { value: tags } };
    return { reply: form(changeCard, { title: 'Edit the card', send: 'Save', given: { cardId }, ask }) };
  },
});

export const change = action({
  ...changeCard,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId, ...written }) {
    const { tx, me } = context;
    const { deckId } = await ownCardOr(context, cardId);
    const { needs = [], ...sides } = readSides(written);
    const isChanged = await rewriteCard(tx, me.id, cardId, sides);
    if (!isChanged)
      throw new Refusal('The deck has a card just like that already.', { front: 'This card is in the deck already.' });
    const said = needsWords(await keepNeedsIn(tx, me.id, [{ deckId, tags: sides.tags, needs }]));
    const remark = ['Saved. What you learned of it stays.', said ?? []].flat().join(' ');
    return { reply: oneCard(await cardOr(context, cardId), remark) };
  },
});

export const askToDrop = action({
  ...askToDropCard,
  seenBy: 'me',
  answers: 'in place',
  run: async (context, { cardId }) => ({ reply: dropCardCard(await ownCardOr(context, cardId)) }),
});

export const drop = action({
  ...dropCardNow,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId }) {
    const { deckId } = await ownCardOr(context, cardId);
    await dropCard(context.tx, context.me.id, cardId);
    return { reply: await cardsPage(context, deckId, 1) };
  },
});

export const askAgain = action({
  ...bringBack,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId }) {
    await ownCardOr(context, cardId);
    await unsetAside(context.tx, context.me.id, cardId);
    return { reply: oneCard(await cardOr(context, cardId), 'It will be asked from now on.') };
  },
});
