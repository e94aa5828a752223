import type { Feature } from '../../chat/handler.ts';
import { add, addOne, keepWhatWasLearned, openForm } from './adding.ts';
import { cards, decks as decksCommand, list, one, open } from './browsing.ts';
import { askAgain, askToDrop as askToDropCard, change, drop as dropCard, edit } from './changing-cards.ts';
import {
  askToDrop as askToDropDeck,
  drop as dropDeck,
  keepExam,
  openExam,
  openName,
  rename,
} from './changing-decks.ts';
import { packForAnki, toAnki, toCsv } from './exporting.ts';
import { forgetHistory, forgottenImports } from './forgotten.ts';
import { openImport, readImport, takeFile } from './importing.ts';
import { keepWhatItNeeds, openNeeds } from './needing.ts';
import { share, stopStudying, study, unshare } from './sharing.ts';
import { find, findTopicsTask, leaveThem, undoThem, useThem } from './topics.ts';

/** Review cards and the decks that hold them: written, kept from a reflection, shared, imported and exported. */
export const decks: Feature = {
  name: 'decks',
  commands: [add, decksCommand],
  actions: [
    ...[openForm, addOne, keepWhatWasLearned],
    ...[list, open, cards, one],
    ...[edit, change, askToDropCard, dropCard, askAgain],
    ...[openName, rename, openExam, keepExam, askToDropDeck, dropDeck],
    ...[openNeeds, keepWhatItNeeds],
    ...[find, useThem, leaveThem, undoThem],
    ...[share, unshare, study, stopStudying],
    ...[openImport, takeFile, toCsv, toAnki],
  ],
  tasks: [readImport, forgetHistory, packForAnki, findTopicsTask],
  dues: [forgottenImports],
};
