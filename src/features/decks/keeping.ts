import type { TimeContext } from '../../chat/handler.ts';
import type { PastReview } from '../../db/schema/decks.ts';
import { deckNameOf } from './adding.ts';
import { addCards, findSame, type NewCardRow } from './card-store.ts';
import type { ImportedCard, ImportedDeck } from './formats/deck-file.ts';
import type { Imported } from './import-cards.ts';
import { type EndedImport, keepHistory } from './import-store.ts';
import { keepNeedsIn } from './needs-in-files.ts';
import { ensureDecks } from './store.ts';

/** Keeps the cards of a file in the decks where they belong, with what the file knows of their learning. */
export async function keepDeck(
  { tx, now, newId }: TimeContext,
  mine: EndedImport,
  read: ImportedDeck,
): Promise<Imported> {
  // Who names the deck gets one; otherwise the decks of the file are kept apart.
  const nameOf = (it: ImportedCard) => deckNameOf(mine.deckName ?? it.deck ?? read.deckName);
  const names = [...new Set(read.cards.map(nameOf))];
  const { idOf } = await ensureDecks(tx, { memberId: mine.memberId, now, newId }, names);
  const rows = read.cards.map(
    (it): NewCardRow => ({
      id: newId(),
      deckId: idOf.get(nameOf(it)) ?? '',
      front: it.front,
      back: it.back,
      tags: it.tags,
      isAside: it.suspended ?? false,
    }),
  );
  const added = await addCards(tx, rows, now);
  const history = await historyOf(tx, read.cards, rows, added);
  if (history.length > 0) await keepHistory(tx, mine.id, history);
  const saying = read.cards.map((it) => ({ ...it, deckId: idOf.get(nameOf(it)) ?? '' }));
  const needs = await keepNeedsIn(tx, mine.memberId, saying);
  return {
    fileName: mine.fileName,
    format: read.format,
    decks: names.map((name) => ({ id: idOf.get(name) ?? '', name })),
    added: added.size,
    already: rows.length - added.size,
    aside: rows.filter((row) => row.isAside && added.has(row.id)).length,
    skipped: read.skipped,
    hasHistory: history.length > 0,
    needs,
  };
}

/** What the file knows of the learning of each card, also of one that the deck had already. */
async function historyOf(
  tx: TimeContext['tx'],
  cards: readonly ImportedCard[],
  rows: readonly NewCardRow[],
  added: ReadonlySet<string>,
): Promise<PastReview[]> {
  const learned = cards.flatMap((it, at) => {
    const row = rows[at];
    return row && !row.isAside && (it.history || it.schedule) ? [{ it, row }] : [];
  });
  const standing = await findSame(
    tx,
    learned.map(({ row }) => row).filter(({ id }) => !added.has(id)),
  );
  return learned.flatMap(({ it, row }) => {
    const cardId = added.has(row.id) ? row.id : standing.get(row.id);
    return cardId === undefined ? [] : [pastOf(it, cardId)];
  });
}

function pastOf({ history = [], schedule }: ImportedCard, cardId: string): PastReview {
  const reviews = history.map(({ at, ...rest }) => ({ atMs: at.getTime(), ...rest }));
  if (!schedule) return { cardId, reviews };
  const { dueAt, ...rest } = schedule;
  return { cardId, reviews, schedule: { ...rest, ...(dueAt && { dueAtMs: dueAt.getTime() }) } };
}
