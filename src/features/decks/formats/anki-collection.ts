import type { Database, SqlValue } from 'sql.js';
import { deckNamesInJson, deckNamesInTable, noteTypesInJson, noteTypesInTables } from './anki-note-types.ts';
import type { NoteType } from './anki-template.ts';
import { maxCards, tooManyCards, UnreadableDeck } from './deck-file.ts';
import { withoutUnseen } from './html.ts';
import { forgetCollation, number, refusePrograms, rows, text } from './sqlite-rows.ts';

/** The rows of a collection that a deck is made of, whichever of Anki's schemas (11 to 18) they came from. */
export interface Collection {
  readonly createdAt: Date;
  readonly schedulerVersion: number;
  readonly noteTypes: ReadonlyMap<number, NoteType>;
  readonly deckNames: ReadonlyMap<number, string>;
  readonly notes: ReadonlyMap<number, NoteRow>;
  readonly cards: readonly CardRow[];
  readonly reviews: readonly ReviewRow[];
}

export interface NoteRow {
  readonly typeId: number;
  readonly tags: string;
  /** HTML, one for each field of its type. */
  readonly values: readonly string[];
}

export interface CardRow {
  readonly id: number;
  readonly noteId: number;
  readonly deckId: number;
  readonly ord: number;
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  readonly type: number;
  /** -1 suspended. */
  readonly queue: number;
  readonly due: number;
  readonly intervalDays: number;
  /** In thousandths. */
  readonly factor: number;
  /** JSON. */
  readonly data: string;
}

export interface ReviewRow {
  readonly atMs: number;
  readonly cardId: number;
  /** 1 to 4; 0 when it was no answer. */
  readonly button: number;
  readonly factor: number;
  readonly durationMs: number;
  /** 0 learn, 1 review, 2 relearn, 3 filtered, 4 manual, 5 rescheduled. */
  readonly kind: number;
}

const readTables = ['col', 'cards', 'notes', 'revlog', 'notetypes', 'fields', 'templates', 'decks'] as const;
// The newest half million: more than any ten thousand cards ever had. The id of a review is its rowid; to order by anything
// else SQLite may have to hold them all, as long as a forger likes.
const maxReviews = 500_000;
const countedCards = 100_000;

/** Reads an Anki collection from the bytes of its SQLite database. */
export async function readCollection(bytes: Uint8Array): Promise<Collection> {
  // Loaded with the first package: most bots never see one.
  const { default: initSqlJs } = await import('sql.js');
  const { Database } = await initSqlJs();
  const database = new Database(bytes);
  try {
    return collectionIn(database);
  } catch (error) {
    if (error instanceof UnreadableDeck) throw error;
    throw damaged(error);
  } finally {
    database.close();
  }
}

function collectionIn(database: Database): Collection {
  refusePrograms(database, readTables);
  const [col = []] = rows(database, 'crt, ver, models, decks, conf', 'col', 1);
  const [createdSecs, version, models, decks, conf] = [
    number(col[0]),
    number(col[1]),
    text(col[2]),
    text(col[3]),
    text(col[4]),
  ];
  // Since schema 15 note types and decks have tables of their own; the version is that of the schema.
  const inTables = version >= 15;
  if (inTables) forgetCollation(database, 'unicase');
  const cards = rows(
    database,
    'id, nid, case odid when 0 then did else odid end, ord, type, queue, case odue when 0 then due else odue end, ivl, factor, data',
    'cards',
    countedCards + 1,
  );
  if (cards.length > countedCards) throw tooManyCards(countedCards, true);
  if (cards.length > maxCards) throw tooManyCards(cards.length);
  return {
    createdAt: new Date(createdSecs * 1000),
    schedulerVersion: inTables ? 2 : (json<{ schedVer?: number }>(conf).schedVer ?? 1),
    noteTypes: inTables ? noteTypesInTables(database) : noteTypesInJson(json(models)),
    deckNames: inTables ? deckNamesInTable(database) : deckNamesInJson(json(decks)),
    notes: notesIn(database),
    cards: cards.map(cardRow),
    reviews: rows(database, 'id, cid, ease, factor, time, type', 'revlog', maxReviews, 'order by rowid desc').map(
      reviewRow,
    ),
  };
}

function cardRow(row: SqlValue[]): CardRow {
  const [id = 0, noteId = 0, deckId = 0, ord = 0, type = 0, queue = 0, due = 0, intervalDays = 0, factor = 0] =
    row.map(number);
  return { id, noteId, deckId, ord, type, queue, due, intervalDays, factor, data: text(row[9]) };
}

function reviewRow(row: SqlValue[]): ReviewRow {
  const [atMs = 0, cardId = 0, button = 0, factor = 0, durationMs = 0, kind = 0] = row.map(number);
  return { atMs, cardId, button, factor, durationMs, kind };
}

function notesIn(database: Database): Map<number, NoteRow> {
  const found = rows(database, 'id, mid, tags, flds', 'notes', countedCards);
  return new Map(
    found.map(([id, typeId, tags, fields]) => [
      number(id),
      { typeId: number(typeId), tags: text(tags), values: text(fields).split('\x1f').map(withoutUnseen) },
    ]),
  );
}

/** Trusted as far as it goes: whatever has another shape fails where it is used, and the package counts as damaged. */
function json<T>(text: string): T {
  return JSON.parse(text || '{}');
}

function damaged(cause: unknown): UnreadableDeck {
  return new UnreadableDeck(
    'The collection in this package is damaged. In Anki choose Tools, Check Database, and export it again.',
    cause,
  );
}
