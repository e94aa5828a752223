import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Database } from 'sql.js';
import { cardTemplates, deckOptions, emptyCollection, noteTypeId } from './anki-schema.ts';
import { cleanText, type ImportedCard, needTags, type PastReview, tagText, type WritableDeck } from './deck-file.ts';
import { htmlOfText } from './html.ts';

const dayMs = 86_400_000;

/**
 * Writes a deck as an Anki package of schema 11, which every Anki since 2.0 opens: cards with tags, schedule, and the
 * log of their reviews. Exported again later, unchanged cards meet their notes again instead of doubling them.
 *
 * @param now the moment of the export; ids count up from it.
 */
export async function writeApkg(deck: WritableDeck, now: Date): Promise<Uint8Array> {
  const { default: initSqlJs } = await import('sql.js');
  const { Database } = await initSqlJs();
  const database = new Database();
  try {
    database.run(emptyCollection);
    fill(database, deck, now);
    const collection = database.export();
    return zipSync({ 'collection.anki2': collection, media: new TextEncoder().encode('{}') }, { mtime: now });
  } finally {
    database.close();
  }
}

function fill(database: Database, { deckName, cards }: WritableDeck, now: Date): void {
  const names = [...new Set(cards.map((card) => card.deck ?? deckName))];
  const deckIds = new Map(names.map((name, index) => [name, now.getTime() + index]));
  const createdAt = dayZero(cards, now);
  writeCollection(database, deckIds, createdAt, now);
  const seconds = Math.floor(now.getTime() / 1000);
  const guid = guids();
  const uniqueId = uniqueIds();
  const placed = cards.map((card, index) => ({ card, id: now.getTime() + index, place: index + 1 }));
  const notes = placed.map(({ card, id }) => noteRow(card, id, seconds, guid));
  const rows = placed.map(({ card, id, place }) =>
    cardRow(card, id, deckIds.get(card.deck ?? deckName) ?? 1, seconds, createdAt, place),
  );
  insert(database, 'notes', notes);
  insert(database, 'cards', rows);
  insert(
    database,
    'revlog',
    placed.flatMap(({ card, id }) => reviewRows(card, id, uniqueId)),
  );
}

type Row = readonly (number | string)[];

const rowsAtOnce = 5000;

/** Thousands as one JSON text, and so in one transaction: one for each row takes half a minute for a large deck. */
function insert(database: Database, table: 'notes' | 'cards' | 'revlog', rows: readonly Row[]): void {
  const columns = (rows[0] ?? []).map((_, index) => `value ->> ${index}`);
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const some = JSON.stringify(rows.slice(start, start + rowsAtOnce));
    database.run(`insert into ${table} select ${columns} from json_each(?)`, [some]);
  }
}

function noteRow(card: ImportedCard, id: number, seconds: number, guid: (fields: string) => string): Row {
  const sortField = cleanText(card.front);
  const fields = `${htmlOfText(sortField)}\x1f${htmlOfText(cleanText(card.back))}`;
  const tags = ` ${tagText([...card.tags, ...needTags(card.needs ?? [])])} `;
  return [id, guid(fields), noteTypeId, seconds, -1, tags, fields, sortField, checksum(sortField), 0, ''];
}

/** When a card is due; one with a log but no schedule since its last review; nothing for a new one. */
function dueMsOf({ schedule, history = [] }: ImportedCard): number | undefined {
  return schedule?.dueAt?.getTime() ?? history.at(-1)?.at.getTime();
}

/** Due days count from 04:00 of the day before the first one that is needed: Anki's days begin at four. */
function dayZero(cards: readonly ImportedCard[], now: Date): Date {
  const first = cards.reduce((least, card) => Math.min(least, dueMsOf(card) ?? least), now.getTime());
  return new Date((Math.floor(first / dayMs) - 1) * dayMs + dayMs / 6);
}

function writeCollection(database: Database, deckIds: ReadonlyMap<string, number>, createdAt: Date, now: Date): void {
  const seconds = Math.floor(now.getTime() / 1000);
  const decks = [...deckIds].map(([name, id]) => deckOptions(id, name, seconds));
  const all = Object.fromEntries([deckOptions(1, 'Default', seconds), ...decks].map((deck) => [String(deck.id), deck]));
  const [first = 1] = deckIds.values();
  const conf = {
    schedVer: 2,
    creationOffset: 0,
    curDeck: first,
    activeDecks: [first],
    curModel: noteTypeId,
    nextPos: 1,
  };
  database.run('update col set crt = ?, mod = ?, scm = ?, conf = ?, models = ?, decks = ?', [
    createdAt.getTime() / 1000,
    now.getTime(),
    now.getTime(),
    JSON.stringify({
      ...conf,
      sortType: 'noteFld',
      sortBackwards: false,
      timeLim: 0,
      addToCur: true,
      collapseTime: 1200,
    }),
    JSON.stringify({ [noteTypeId]: cardTemplates(first, seconds) }),
    JSON.stringify(all),
  ]);
}

/** A card with a log but no schedule is due since its last review; one with neither is new, at its place in the deck. */
function cardRow(card: ImportedCard, id: number, deckId: number, seconds: number, createdAt: Date, place: number): Row {
  const { schedule, history = [] } = card;
  const dueMs = dueMsOf(card);
  const type = dueMs === undefined && !schedule ? 0 : 2;
  const due = type === 0 ? place : Math.floor(((dueMs ?? createdAt.getTime()) - createdAt.getTime()) / dayMs);
  const interval = type === 0 ? 0 : wholeDays(schedule?.intervalDays ?? 1);
  const factor = type === 0 ? 0 : Math.max(1300, Math.round((schedule?.ease ?? 2.5) * 1000));
  const lapses = history.filter((review, index) => index > 0 && review.grade === 'again').length;
  const { stability: s, difficulty: d } = schedule ?? {};
  const memory = s === undefined || d === undefined ? '' : JSON.stringify({ s, d });
  const state = [type, card.suspended ? -1 : type, due, interval, factor, history.length, lapses];
  return [id, id, deckId, 0, seconds, -1, ...state, 0, 0, 0, 0, memory];
}

function wholeDays(days: number): number {
  return Math.max(1, Math.round(days));
}

const buttons = { again: 1, hard: 2, good: 3, easy: 4 } as const;

/** Anki writes intervals under a day as negative seconds. */
function reviewRows(
  { history = [], schedule }: ImportedCard,
  cardId: number,
  uniqueId: (atMs: number) => number,
): Row[] {
  const gaps = history.map((review, index) => gapAfter(review, history[index + 1], schedule?.intervalDays));
  return history.map((review, index) => {
    const before = gaps[index - 1] ?? 0;
    const kind = index === 0 ? 0 : before > 0 ? 1 : 2;
    const durationMs = Math.round(review.durationMs ?? 0);
    const id = uniqueId(review.at.getTime());
    return [id, cardId, -1, buttons[review.grade], gaps[index] ?? 0, before, 2500, durationMs, kind];
  });
}

function gapAfter(review: PastReview, next: PastReview | undefined, lastDays = 1): number {
  if (!next) return wholeDays(lastDays);
  const gapMs = next.at.getTime() - review.at.getTime();
  return gapMs < dayMs ? -Math.max(1, Math.round(gapMs / 1000)) : Math.round(gapMs / dayMs);
}

/** The log is keyed by the millisecond: two answers in the same one move apart. */
function uniqueIds(): (atMs: number) => number {
  const taken = new Set<number>();
  return (atMs) => {
    let id = atMs;
    while (taken.has(id)) id += 1;
    taken.add(id);
    return id;
  };
}

/** Anki finds doubles by the first 32 bits of the SHA-1 of the first field without its HTML. */
function checksum(text: string): number {
  return Number.parseInt(createHash('sha1').update(text).digest('hex').slice(0, 8), 16);
}

/** The same fields get the same id in every export; the second copy of a card gets another. */
function guids(): (fields: string) => string {
  const copies = new Map<string, number>();
  return (fields) => {
    const copy = copies.get(fields) ?? 0;
    copies.set(fields, copy + 1);
    return createHash('sha256').update(`${copy}\x1f${fields}`).digest('base64url').slice(0, 10);
  };
}
