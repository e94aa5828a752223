import { type CardRow, type Collection, type NoteRow, type ReviewRow, readCollection } from './anki-collection.ts';
import { unpackCollection } from './anki-package.ts';
import { sidesOf } from './anki-template.ts';
import {
  type CarriedSchedule,
  deckNameIn,
  faultOfSides,
  type ImportedCard,
  type ImportedDeck,
  type PastReview,
  type Skipped,
  tagsAndNeeds,
  UnreadableDeck,
} from './deck-file.ts';

const dayMs = 86_400_000;

/**
 * Reads an Anki package (.apkg, .colpkg): plain text of every card as its template shows it, tags, the log of its
 * reviews, and where its schedule stands. Media stay behind; `[image]` and `[sound]` mark their places.
 *
 * @throws UnreadableDeck
 */
export async function readApkg(bytes: Uint8Array, fileName: string): Promise<ImportedDeck> {
  const { collection: database, firstScheduler } = unpackCollection(bytes);
  const collection = await readCollection(database);
  refusePlaceholder(collection);
  const reviews = Map.groupBy(collection.reviews, (review) => review.cardId);
  const threeButtons = firstScheduler && collection.schedulerVersion < 2;
  const skipped: Skipped[] = [];
  const cards: ImportedCard[] = [];
  for (const [index, row] of collection.cards.entries()) {
    const card = cardOf(row, collection, historyOf(reviews.get(row.id) ?? [], threeButtons));
    if ('why' in card) skipped.push({ line: index + 1, why: card.why });
    else cards.push(card);
  }
  if (cards.length === 0) throw noCards(skipped);
  return { format: 'anki', skipped, ...gathered(cards, fileName) };
}

function cardOf(row: CardRow, collection: Collection, history: PastReview[]): ImportedCard | { why: string } {
  const note = collection.notes.get(row.noteId);
  if (!note) return { why: 'its note is missing' };
  const { front, back } = textSides(row, note, collection);
  const why = mediaFault(front, back, note) ?? faultOfSides(front, back);
  if (why !== undefined) return { why };
  const deck = deckNameIn(collection.deckNames.get(row.deckId) ?? '');
  const schedule = scheduleOf(row, collection.createdAt);
  return {
    front,
    back,
    ...tagsAndNeeds(note.tags),
    ...(deck === '' ? {} : { deck }),
    ...(history.length > 0 ? { history } : {}),
    ...(schedule ? { schedule } : {}),
    ...(row.queue === -1 ? { suspended: true as const } : {}),
  };
}

function textSides(row: CardRow, note: NoteRow, { noteTypes }: Collection): { front: string; back: string } {
  const type = noteTypes.get(note.typeId) ?? { isCloze: false, fields: [], templates: [] };
  return sidesOf(type, note.values, row.ord);
}

function mediaFault(front: string, back: string, note: NoteRow): string | undefined {
  if (note.values.some((value) => value.includes('image-occlusion:'))) return 'it hides parts of a picture';
  const onlyMedia = /^(\[(image|sound)\]\s*)+$/;
  if (onlyMedia.test(front)) return 'its front is only a picture or a sound';
  return onlyMedia.test(back) ? 'its back is only a picture or a sound' : undefined;
}

/**
 * The answers that count for the schedule, oldest first. Anki's own rule: an answer has a button; previews in a filtered
 * deck (kind 3, factor 0) change nothing; a reset (kind 4, factor 0) makes the card new, so that what came before is gone.
 * In the first scheduler the buttons of a card being learnt were again, good, easy.
 */
function historyOf(reviews: readonly ReviewRow[], threeButtons: boolean): PastReview[] {
  const ordered = [...reviews].sort((a, b) => a.atMs - b.atMs);
  const reset = ordered.findLastIndex(({ kind, button, factor }) => kind === 4 && button === 0 && factor === 0);
  return ordered.slice(reset + 1).flatMap((review) => {
    const learning = review.kind === 0 || review.kind === 2;
    const button = review.button + (threeButtons && learning && review.button > 1 ? 1 : 0);
    const grade = (['again', 'hard', 'good', 'easy'] as const)[Math.min(button, 4) - 1];
    const counts = review.kind <= 3 && !(review.kind === 3 && review.factor === 0);
    if (!grade || !counts || !isInstant(review.atMs)) return [];
    return [{ at: new Date(review.atMs), grade, ...(review.durationMs > 0 ? { durationMs: review.durationMs } : {}) }];
  });
}

/** Review and relearning cards have a schedule. A due number is a day of the collection, or seconds since 1970. */
function scheduleOf(row: CardRow, createdAt: Date): CarriedSchedule | undefined {
  if ((row.type !== 2 && row.type !== 3) || row.intervalDays < 1) return undefined;
  const dueMs = row.due > 1_000_000_000 ? row.due * 1000 : createdAt.getTime() + row.due * dayMs;
  const { s, d } = memoryIn(row.data);
  return {
    intervalDays: row.intervalDays,
    ...(isInstant(dueMs) ? { dueAt: new Date(dueMs) } : {}),
    ...(row.factor >= 1300 ? { ease: row.factor / 1000 } : {}),
    ...(isPositive(s) && isPositive(d) ? { stability: s, difficulty: d } : {}),
  };
}

/** With FSRS switched on, Anki keeps `{"s": stability, "d": difficulty, …}` beside the card. */
function memoryIn(data: string): { s?: unknown; d?: unknown } {
  try {
    return Object(JSON.parse(data || '{}'));
  } catch {
    return {};
  }
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}

/** Between 1990 and 2200: outside, a number is damage and not a date. */
function isInstant(ms: number): boolean {
  return ms > 631_152_000_000 && ms < 7_258_118_400_000;
}

/** One name for all: the part of the deck names that every card shares, or else the file's. */
function gathered(cards: ImportedCard[], fileName: string): Pick<ImportedDeck, 'deckName' | 'cards'> {
  const names = [...new Set(cards.map((card) => card.deck ?? ''))].map((name) => name.split('::'));
  const [first = [], ...others] = names;
  const unshared = first.findIndex((part, index) => others.some((name) => name[index] !== part));
  const shared = (unshared === -1 ? first : first.slice(0, unshared)).join('::');
  const deckName = shared === '' || (shared === 'Default' && fileName !== '') ? fileName : shared;
  return {
    deckName,
    cards: cards.map(({ deck, ...card }) => (deck === undefined || deck === deckName ? card : { ...card, deck })),
  };
}

function refusePlaceholder({ notes }: Collection): void {
  const [only, ...more] = notes.values();
  if (more.length === 0 && /^Please update to the latest Anki version/.test(only?.values[0] ?? '')) {
    throw new UnreadableDeck(
      'This package is newer than I can read. Export it again with “Support older Anki versions” ticked.',
    );
  }
}

function noCards(skipped: readonly Skipped[]): UnreadableDeck {
  const why = skipped[0] ? ` (the first one: ${skipped[0].why})` : '';
  return new UnreadableDeck(`No card in this package has words on both sides${why}. Is it the right deck?`);
}
