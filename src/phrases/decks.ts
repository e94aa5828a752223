import { type Button, button, type Card, card, controls } from '../chat/card.ts';
import { pressNamed } from '../chat/intents.ts';
import { clip } from '../chat/limits.ts';

/** No deck of that name: which there are, and `all` to go on with every one of them. */
export function unknownDeckCard(typed: string, decks: readonly { readonly name: string }[], all: Button): Card {
  const names = decks.slice(0, 10).map(({ name }) => clip(name, 60));
  return card(
    `You study no deck called ${clip(typed, 60)}`,
    [
      names.length > 0 ? `Yours are: ${names.join(', ')}.` : 'You have no deck yet.',
      controls(names.length > 0 ? all : button('Add a card', pressNamed('decks.add'), 'main')),
    ],
    'warn',
  );
}
