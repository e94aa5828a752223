import {
  type Block,
  button,
  type Card,
  card,
  controls,
  facts,
  list,
  picker,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { press, pressNamed, pressPart } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { LookAhead } from '../../study/memory/exam.ts';
import { counted, percent } from '../../study/text/in-words.ts';
import { type Day, formatDay } from '../../study/time/day.ts';
import type { DeckSeen } from './looking.ts';
import {
  askToDropDeck,
  dropDeckNow,
  exportAnki,
  exportCsv,
  findTopics,
  leaveDeck,
  listCards,
  listDecks,
  openAddForm,
  openDeck,
  openExamForm,
  openImportForm,
  openNameForm,
  openNeedsForm,
  shareDeck,
  studyToo,
  unshareDeck,
} from './presses.ts';

export const named = (name: string) => clip(name, 80);

export const decksOnPage = 20;

/** A page of decks; `hasMore` when another follows. */
export function decksCard(decks: readonly DeckSeen[], page: number, hasMore: boolean): Card {
  if (decks.length === 0 && page === 1) return noDecksCard();
  const turn = [
    page > 1 ? button('Previous', press(listDecks, { page: page - 1 })) : null,
    hasMore ? button('Next', press(listDecks, { page: page + 1 })) : null,
  ];
  const isDue = decks.some(({ due, fresh, isStudied }) => isStudied && due + fresh > 0);
  return card(page === 1 ? 'Your decks' : `Your decks, page ${page}`, [
    decks.length > 0 ? list(decks.map(deckLine)) : 'There are no more.',
    decks.length > 0 ? controls(deckPicker(decks)) : null,
    controls(
      isDue ? button('Review what is due', pressNamed('review.start'), 'main') : null,
      button('Add a card', press(openAddForm, {})),
      button('Import a deck', press(openImportForm, {})),
      ...turn,
    ),
  ]);
}

const deckPicker = (decks: readonly DeckSeen[]) =>
  picker(
    'Open a deck',
    pressPart(openDeck, {}),
    'deckId',
    decks.map(({ id, name }) => ({ value: id, label: clip(name, 75) })),
  );

function deckLine(deck: DeckSeen): Words {
  const { name, isMine, isStudied, ownerName, cards, due, fresh } = deck;
  const from = isMine ? [] : [isStudied ? `from ${clip(ownerName, 40)}` : `${clip(ownerName, 40)} shares it`];
  const todo = isStudied ? [due > 0 ? `${due} due` : 'nothing due', ...(fresh > 0 ? [`${fresh} new`] : [])] : [];
  return rich`${strong(named(name))} · ${[counted(cards, 'card'), ...todo, ...from].join(' · ')}`;
}

function noDecksCard(): Card {
  return card('No decks yet', [
    'A deck holds your review cards. Write the first one yourself, or bring a deck from a file: CSV, or Anki with its history.',
    controls(button('Add a card', press(openAddForm, {}), 'main'), button('Import a deck', press(openImportForm, {}))),
  ]);
}

/** All that the card of one deck tells. */
export interface DeckPage {
  readonly deck: DeckSeen;
  readonly today: Day;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly learners: number;
  /** The group in whose room it is shown; null in the direct line. */
  readonly here: { readonly id: string; readonly name: string } | null;
  readonly exam: LookAhead | null;
  /** Whether the tutor may be asked for topics. */
  readonly canFindTopics: boolean;
  /** What it was said to lean on; empty where nothing was. */
  readonly needs: string;
  /** What just happened. */
  readonly remark?: string | undefined;
}

export function deckCard(page: DeckPage): Card {
  const { deck, remark } = page;
  const blocks = [remark ?? null, factsOf(page), ...(deck.isMine ? ownControls(page) : [guestControls(deck)])];
  return card(named(deck.name), blocks);
}

function factsOf({ deck, today, groups, learners, exam, needs }: DeckPage): Block {
  const said: [string, string][] = [];
  if (!deck.isMine) said.push(['From', clip(deck.ownerName, 80)]);
  const aside = deck.aside > 0 ? `, ${deck.aside.toLocaleString('en')} of them set aside` : '';
  said.push(['Cards', `${deck.cards.toLocaleString('en')}${aside}`]);
  if (deck.isStudied) said.push(['Due today', String(deck.due)], ['New', String(deck.fresh)]);
  if (deck.examDay) said.push(['Exam', examWords(deck.examDay, today, exam)]);
  if (needs !== '') said.push(['Leans on', clip(needs, 200)]);
  if (deck.isMine && groups.length > 0) {
    const others = learners > 0 ? ` (${counted(learners, 'other')} ${learners === 1 ? 'studies' : 'study'} it)` : '';
    said.push(['Shared with', clip(groups.map(({ name }) => name).join(', '), 200) + others]);
  }
  return facts(said);
}

function examWords(day: Day, today: Day, exam: LookAhead | null): string {
  if (day < today) return `${formatDay(day, today)}, past`;
  const ahead = exam
    ? `: review today and know ${percent(exam.reviewNow)} then; skip and know ${percent(exam.skip)}`
    : '';
  return formatDay(day, today) + ahead;
}

function ownControls({ deck: { id, cards, due, fresh }, groups, here, canFindTopics }: DeckPage): Block[] {
  const deckId = { deckId: id };
  const isShared = here ? groups.some((group) => group.id === here.id) : groups.length > 0;
  return [
    controls(
      due + fresh > 0 ? button('Review this', pressNamed('review.start', deckId), 'main') : null,
      button('Add cards', press(openAddForm, deckId)),
      cards > 0 ? button('See the cards', press(listCards, { ...deckId, page: 1 })) : null,
      isShared
        ? button('Stop sharing', press(unshareDeck, deckId))
        : button(here ? `Share with ${clip(here.name, 40)}` : 'Share', press(shareDeck, deckId)),
      button('Exam date', press(openExamForm, deckId)),
    ),
    controls(
      cards > 0 ? button('What it leans on', press(openNeedsForm, deckId)) : null,
      canFindTopics ? button('Find topics', press(findTopics, deckId)) : null,
      cards > 0 ? button('Export CSV', press(exportCsv, deckId)) : null,
      cards > 0 ? button('Export Anki', press(exportAnki, deckId)) : null,
    ),
    controls(
      button('Rename', press(openNameForm, deckId)),
      button('Delete', press(askToDropDeck, deckId), 'danger'),
      button('All decks', press(listDecks, {})),
    ),
  ];
}

function guestControls({ id, isStudied, cards, due, fresh }: DeckSeen): Block {
  const deckId = { deckId: id };
  const see = cards > 0 ? button('See the cards', press(listCards, { ...deckId, page: 1 })) : null;
  if (!isStudied)
    return controls(
      button('Study this too', press(studyToo, deckId), 'main'),
      see,
      button('All decks', press(listDecks, {})),
    );
  return controls(
    due + fresh > 0 ? button('Review this', pressNamed('review.start', deckId), 'main') : null,
    see,
    cards > 0 ? button('Export Anki', press(exportAnki, deckId)) : null,
    button('Stop studying', press(leaveDeck, deckId)),
    button('All decks', press(listDecks, {})),
  );
}

/** Said in the direct line, where there is no group to share with. */
export const whereToShareCard = (deck: DeckSeen): Card =>
  card(`Share ${named(deck.name)} in your group’s room`, [
    `Here it is only the two of us. Say /study decks ${named(deck.name)} in the room of the group that should have it, and press Share there.`,
    controls(button('Back to the deck', press(openDeck, { deckId: deck.id }))),
  ]);

export function dropDeckCard({ deck, learners }: Pick<DeckPage, 'deck' | 'learners'>): Card {
  const others =
    learners > 0
      ? ` ${counted(learners, 'other')} who ${learners === 1 ? 'studies' : 'study'} it will lose it, too.`
      : '';
  return card(
    `Delete ${named(deck.name)}?`,
    [
      `Its ${counted(deck.cards, 'card')} will be gone, and all that was learned of them: every review and every date.${others} This cannot be taken back; an export first can.`,
      controls(
        button('Delete it', press(dropDeckNow, { deckId: deck.id }), 'danger'),
        button('Keep it', press(openDeck, { deckId: deck.id }), 'main'),
        deck.cards > 0 ? button('Export Anki', press(exportAnki, { deckId: deck.id })) : null,
      ),
    ],
    'warn',
  );
}

/** No deck of that name: which there are. */
export function unknownDeckCard(typed: string, names: readonly string[]): Card {
  const known = names.slice(0, 10).map((name) => clip(name, 60));
  return card(
    `There is no deck called ${clip(typed, 60)}`,
    [
      known.length > 0 ? `I know: ${known.join(', ')}.` : 'You have no deck yet.',
      controls(
        known.length > 0
          ? button('All decks', press(listDecks, {}), 'main')
          : button('Add a card', press(openAddForm, {}), 'main'),
        button('Import a deck', press(openImportForm, {})),
      ),
    ],
    'warn',
  );
}
