import { fromPieces, intoPieces } from './card-pieces.ts';
import { type ImportedDeck, UnreadableDeck, type WritableDeck } from './deck-file.ts';
import type { ReadAnswer, ReadWork, WriteAnswer, WriteWork } from './file-process.ts';
import { type Bounds, BrokenOff, doApart } from './own-process.ts';

const script = new URL('./file-process.ts', import.meta.url);
const usual: Bounds = { timeLimitMs: 60_000, heapLimitMb: 512 };

/**
 * `readDeckFile` in a process of its own: nobody waits for a large file, and one made to break its reader breaks no more
 * than that.
 *
 * @throws UnreadableDeck
 */
export async function readDeckFileApart(file: ReadWork['read'], bounds = usual): Promise<ImportedDeck> {
  const work: ReadWork = { read: file };
  const answer = await inTurn(() => doApart<ReadAnswer>(script, work, bounds)).catch(tooMuchToRead);
  if ('refused' in answer) throw new UnreadableDeck(answer.refused);
  return { ...answer.deck, cards: await fromPieces(answer.deck.cards) };
}

/**
 * `writeApkg` in a process of its own.
 *
 * @throws BrokenOff when the deck is too much for one file.
 */
export async function writeApkgApart(deck: WritableDeck, now: Date, bounds = usual): Promise<Uint8Array> {
  const work: WriteWork = { write: { ...deck, cards: await intoPieces(deck.cards) }, now };
  const { bytes } = await inTurn(() => doApart<WriteAnswer>(script, work, bounds));
  return bytes;
}

let last = Promise.resolve();

/** One after the other: however many files come together, they take the memory of one. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.then(
    () => {},
    () => {},
  );
  return mine;
}

function tooMuchToRead(error: unknown): never {
  if (!(error instanceof BrokenOff)) throw error;
  const what = error.tookTooLong ? 'takes me more than a minute to read' : 'takes more memory than I have';
  throw new UnreadableDeck(`This file ${what}. Split it into smaller decks and import them one by one.`, error);
}
