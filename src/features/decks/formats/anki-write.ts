import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Database } from 'sql.js';
import { cardTemplates, deckOptions, emptyCollection, noteTypeId } from './anki-schema.ts';
import { cleanText, type ImportedCard, type PastReview, tagText, type WritableDeck } from './deck-file.ts';
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
  const addNote = database.prepare("insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')");
  const addCard = database.prepare('insert into cards values (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)');
  const addReview = database.prepare('insert into revlog values (?, ?, -1, ?, ?, ?, ?, ?, ?)');
  const guid = guids();
  const reviewIds = new Set<number>();
  for (const [index, card] of cards.entries()) {
    const id = now.getTime() + index;
    const seconds = Math.floor(now.getTime() / 1000);
    const front = htmlOfText(cleanText(card.front));
    const fields = `${front}\x1f${htmlOfText(cleanText(card.back))}`;
    const sortField = cleanText(card.front);
    addNote.run([
      id,
      guid(fields),
      noteTypeId,
      seconds,
      ` ${tagText(card.tags)} `,
      fields,
      sortField,
      checksum(sortField),
    ]);
    addCard.run([id, id, deckIds.get(card.deck ?? deckName) ?? 1, seconds, ...scheduling(card, index, createdAt)]);
    for (const review of reviewRows(card)) addReview.run([uniqueId(review.atMs, reviewIds), id, ...review.rest]);
  }
  for (const statement of [addNote, addCard, addReview]) statement.free();
}

/** Due days count from 04:00 of the day before the first one that is needed: Anki's days begin at four. */
function dayZero(cards: readonly ImportedCard[], now: Date): Date {
  const first = cards.reduce((least, card) => Math.min(least, card.schedule?.dueAt?.getTime() ?? least), now.getTime());
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

/** type, queue, due, ivl, factor, reps, lapses, and the FSRS memory. A card with a log but no schedule is due at once. */
function scheduling(card: ImportedCard, position: number, createdAt: Date): (number | string)[] {
  const { schedule, history = [] } = card;
  const queue = (active: number) => (card.suspended ? -1 : active);
  if (!schedule && history.length === 0) return [0, queue(0), position + 1, 0, 0, 0, 0, ''];
  const lapses = history.filter((review, index) => index > 0 && review.grade === 'again').length;
  const dueMs = schedule?.dueAt?.getTime() ?? history.at(-1)?.at.getTime() ?? createdAt.getTime();
  const due = Math.floor((dueMs - createdAt.getTime()) / dayMs);
  const factor = Math.max(1300, Math.round((schedule?.ease ?? 2.5) * 1000));
  const { stability, difficulty } = schedule ?? {};
  const memory =
    stability === undefined || difficulty === undefined ? '' : JSON.stringify({ s: stability, d: difficulty });
  return [2, queue(2), due, wholeDays(schedule?.intervalDays ?? 1), factor, history.length, lapses, memory];
}

function wholeDays(days: number): number {
  return Math.max(1, Math.round(days));
}

const buttons = { again: 1, hard: 2, good: 3, easy: 4 } as const;

/** For each review: ease, ivl, lastIvl, factor, time, type. Anki writes intervals under a day as negative seconds. */
function reviewRows({ history = [], schedule }: ImportedCard): { atMs: number; rest: number[] }[] {
  const gaps = history.map((review, index) => gapAfter(review, history[index + 1], schedule?.intervalDays));
  return history.map((review, index) => {
    const before = gaps[index - 1] ?? 0;
    const kind = index === 0 ? 0 : before > 0 ? 1 : 2;
    const rest = [buttons[review.grade], gaps[index] ?? 0, before, 2500, Math.round(review.durationMs ?? 0), kind];
    return { atMs: review.at.getTime(), rest };
  });
}

function gapAfter(review: PastReview, next: PastReview | undefined, lastDays = 1): number {
  if (!next) return wholeDays(lastDays);
  const gapMs = next.at.getTime() - review.at.getTime();
  return gapMs < dayMs ? -Math.max(1, Math.round(gapMs / 1000)) : Math.round(gapMs / dayMs);
}

/** The log is keyed by the millisecond: two answers in the same one move apart. */
function uniqueId(atMs: number, taken: Set<number>): number {
  let id = atMs;
  while (taken.has(id)) id += 1;
  taken.add(id);
  return id;
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
