/** How the cards of a deck are shown: by the page, one alone, one just added. */
import {
  type Block,
  button,
  type Card,
  card,
  controls,
  list,
  picker,
  rich,
  rule,
  strong,
  type Words,
} from '../../chat/card.ts';
import { press, pressNamed, pressPart } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { named } from './cards.ts';
import type { DeckSeen } from './looking.ts';
import type { CardSeen } from './looking-at-cards.ts';
import {
  askToDropCard,
  bringBack,
  dropCardNow,
  listCards,
  longestInForm,
  openAddForm,
  openCard,
  openDeck,
  openEditForm,
} from './presses.ts';

export const cardsOnPage = 10;

export function cardsCard(deck: DeckSeen, cards: readonly CardSeen[], page: number): Card {
  const first = (page - 1) * cardsOnPage;
  const back = button('Back to the deck', press(openDeck, { deckId: deck.id }));
  if (cards.length === 0) return card(named(deck.name), ['No cards on this page.', controls(back)]);
  const line = ({ front, back, isAside }: CardSeen) =>
    rich`${strong(oneLine(front, 90))} · ${oneLine(back, 90)}${isAside ? ' (set aside)' : ''}`;
  return card(`${named(deck.name)}: ${first + 1}-${first + cards.length} of ${deck.cards.toLocaleString('en')}`, [
    list(cards.map(line)),
    controls(
      picker(
        'Open a card',
        pressPart(openCard, {}),
        'cardId',
        cards.map(({ id, front }) => ({ value: id, label: oneLine(front, 75) })),
      ),
    ),
    controls(
      page > 1 ? button('Previous', press(listCards, { deckId: deck.id, page: page - 1 })) : null,
      first + cards.length < deck.cards ? button('Next', press(listCards, { deckId: deck.id, page: page + 1 })) : null,
      back,
    ),
  ]);
}

const oneLine = (text: string, max: number) => clip(text.replace(/\s+/g, ' '), max);

/** Question, answer and tags, as far as they fit. */
function sides({ front, back, tags }: Pick<CardSeen, 'front' | 'back' | 'tags'>): (Block | Words | string | null)[] {
  const tagged = tags.map((tag) => `#${tag}`).join(' ');
  return [rich`${strong(clip(front, 1200))}`, rule(), clip(back, 2200), tagged === '' ? null : clip(tagged, 150)];
}

/** What a form for it would hold, or null where a form cannot hold it all. */
export function editable({ front, back, tags }: CardSeen): { front: string; back: string; tags: string } | null {
  const fields = { front, back, tags: tags.join(' ') };
  return Object.values(fields).every((text) => text.length <= longestInForm) ? fields : null;
}

export function oneCard(it: CardSeen, remark?: string): Card {
  const fits = editable(it) !== null;
  const own = it.isMine
    ? [
        fits ? button('Edit', press(openEditForm, { cardId: it.id })) : null,
        button('Write a hint', pressNamed('hints.write', { cardId: it.id })),
        it.isAside ? button('Ask me this one', press(bringBack, { cardId: it.id })) : null,
        button('Delete', press(askToDropCard, { cardId: it.id }), 'danger'),
      ]
    : [];
  return card(named(it.deckName), [
    remark ?? null,
    ...sides(it),
    it.isAside ? 'Set aside where it came from: kept, but not asked.' : null,
    it.isMine && !fits ? 'Too long for a form. Change it in its file, and import that again.' : null,
    controls(...own, button('See the cards', press(listCards, { deckId: it.deckId, page: 1 }))),
  ]);
}

export function dropCardCard(it: CardSeen): Card {
  return card(
    'Delete this card?',
    [
      ...sides(it),
      'What was learned of it goes, too. This cannot be taken back.',
      controls(
        button('Delete it', press(dropCardNow, { cardId: it.id }), 'danger'),
        button('Keep it', press(openCard, { cardId: it.id }), 'main'),
      ),
    ],
    'warn',
  );
}

/** A card that came into a deck, or was there. */
export function addedCard(it: CardSeen, isNew: boolean, remark: string | null = null): Card {
  return card(
    isNew ? `Added to ${named(it.deckName)}` : `Already in ${named(it.deckName)}`,
    [
      remark,
      ...sides(it),
      controls(
        button('Add another', press(openAddForm, { deckId: it.deckId }), 'main'),
        button('Edit', press(openEditForm, { cardId: it.id })),
        button('Review', pressNamed('review.start')),
      ),
    ],
    isNew ? 'good' : 'plain',
  );
}
