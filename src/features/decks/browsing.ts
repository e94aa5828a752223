import { action, command } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { optional, words } from '../../chat/options.ts';
import { Refusal } from '../../errors.ts';
import { unknownDeckCard } from './cards.ts';
import { importForm } from './importing.ts';
import { deckNames, findDeckNamed } from './looking.ts';
import { cardOr, cardsPage, deckPage, decksPage, readerOf, showDeck } from './page.ts';
import { listCards, listDecks, openCard, openDeck } from './presses.ts';
import { oneCard } from './single-cards.ts';

export const decks = command({
  name: 'decks',
  about: 'Your decks: review, share, import, export',
  seenBy: 'me',
  options: { deck: optional(words('A deck’s name, or "import"', { max: 100 })) },
  suggest: {
    async deck({ tx, me }, typed) {
      const names = await deckNames(tx, me.id, typed);
      const all = 'import'.startsWith(typed.toLowerCase()) ? [...names, 'import'] : names;
      return all.map((name) => ({ value: name, label: clip(name, 75) }));
    },
  },
  async run(context, { deck }) {
    if (deck === undefined) return { reply: await decksPage(context, 1) };
    if (deck.toLowerCase() === 'import') return { reply: importForm };
    const found = await findDeckNamed(context.tx, readerOf(context), deck);
    if (!found) throw new Refusal(unknownDeckCard(deck, await deckNames(context.tx, context.me.id, '')));
    return { reply: await showDeck(context, found) };
  },
});

export const list = action({
  ...listDecks,
  seenBy: 'me',
  answers: 'in place',
  run: async (context, { page = 1 }) => ({ reply: await decksPage(context, page) }),
});

export const open = action({
  ...openDeck,
  seenBy: 'me',
  answers: 'in place',
  run: async (context, { deckId }) => ({ reply: await deckPage(context, deckId) }),
});

export const cards = action({
  ...listCards,
  seenBy: 'me',
  answers: 'in place',
  run: async (context, { deckId, page }) => ({ reply: await cardsPage(context, deckId, page) }),
});

export const one = action({
  ...openCard,
  seenBy: 'me',
  answers: 'in place',
  run: async (context, { cardId }) => ({ reply: oneCard(await cardOr(context, cardId)) }),
});
