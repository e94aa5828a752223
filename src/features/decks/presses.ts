/** What can be pressed, and what each press carries. The cards are written with these; the actions answer them. */
import { file, id, integer, optional, paragraph, words } from '../../chat/options.ts';
import { maxFileBytes } from './formats/deck-file.ts';

const deckId = id('Deck');
const cardId = id('Card');

/** The longest side that can be typed. One from a file may be longer, and is edited up to what a form holds. */
export const longestFront = 1000;
export const longestBack = 2000;
export const longestInForm = 3000;
const deckName = words('Deck', { max: 80 });
const tags = (max: number) => optional(words('Tags', { max }));

export const listDecks = { name: 'decks.list', options: { page: optional(integer('Page', { min: 1, max: 999 })) } };
export const openDeck = { name: 'decks.open', options: { deckId } };

export const openAddForm = { name: 'decks.add', options: { deckId: optional(deckId) } };
export const addCard = {
  name: 'decks.add-card',
  options: {
    front: paragraph('Question', { max: longestFront }),
    back: paragraph('Answer', { max: longestBack }),
    deck: deckName,
    tags: tags(200),
  },
};
export const keepLearned = { name: 'decks.keep-learned', options: { reflectionId: id('Reflection') } };

export const listCards = { name: 'decks.cards', options: { deckId, page: integer('Page', { min: 1, max: 99_999 }) } };
export const openCard = { name: 'decks.card', options: { cardId } };
export const openEditForm = { name: 'decks.edit', options: { cardId } };
export const changeCard = {
  name: 'decks.change-card',
  options: {
    cardId,
    front: paragraph('Question', { max: longestInForm }),
    back: paragraph('Answer', { max: longestInForm }),
    tags: tags(longestInForm),
  },
};
export const askToDropCard = { name: 'decks.drop-card', options: { cardId } };
export const dropCardNow = { name: 'decks.drop-card-now', options: { cardId } };
export const bringBack = { name: 'decks.bring-back', options: { cardId } };

export const openNameForm = { name: 'decks.rename', options: { deckId } };
export const renameDeck = { name: 'decks.rename-to', options: { deckId, name: words('Name', { max: 80 }) } };
export const openExamForm = { name: 'decks.exam', options: { deckId } };
export const setExam = { name: 'decks.exam-on', options: { deckId, day: optional(words('Exam date', { max: 60 })) } };
export const openNeedsForm = { name: 'decks.needs', options: { deckId } };
/** For the members of the group in whose room it is said. */
export const openNeedsHere = { name: 'decks.needs-here', options: { deckId } };
export const setNeedsHere = {
  name: 'decks.needs-here-are',
  options: { deckId, needs: optional(paragraph('What it leans on', { max: 1000 })) },
};
export const setNeeds = {
  name: 'decks.needs-are',
  options: { deckId, needs: optional(paragraph('What it leans on', { max: 1000 })) },
};
const offerId = id('Proposal');
export const findTopics = { name: 'decks.topics', options: { deckId } };
export const useTopics = { name: 'decks.use-topics', options: { offerId } };
export const leaveTopics = { name: 'decks.leave-topics', options: { offerId } };
export const undoTopics = { name: 'decks.undo-topics', options: { offerId } };
export const askToDropDeck = { name: 'decks.drop', options: { deckId } };
export const dropDeckNow = { name: 'decks.drop-now', options: { deckId } };

export const shareDeck = { name: 'decks.share', options: { deckId } };
export const unshareDeck = { name: 'decks.unshare', options: { deckId } };
export const studyToo = { name: 'decks.study', options: { deckId } };
export const leaveDeck = { name: 'decks.leave', options: { deckId } };

export const openImportForm = { name: 'decks.import', options: {} };
export const importFile = {
  name: 'decks.import-file',
  options: {
    file: file('Deck file', { accept: ['.csv', '.tsv', '.txt', '.apkg'], maxBytes: maxFileBytes }),
    deck: optional(deckName),
  },
};
export const exportCsv = { name: 'decks.export-csv', options: { deckId } };
export const exportAnki = { name: 'decks.export-anki', options: { deckId } };
