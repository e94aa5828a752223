/**
 * The process in which one file is read or written. It gets its work as a message, answers with one, and ends. So that it
 * starts fast, the readers and writers are loaded only when it is their work.
 */
import { fromPieces, intoPieces } from './card-pieces.ts';
import { type ImportedDeck, UnreadableDeck, type WritableDeck } from './deck-file.ts';

type InPieces<Deck> = Omit<Deck, 'cards'> & { readonly cards: readonly Uint8Array[] };

export interface ReadWork {
  readonly read: { readonly name: string; readonly bytes: Uint8Array };
}

export type ReadAnswer = { readonly deck: InPieces<ImportedDeck> } | { readonly refused: string };

export interface WriteWork {
  readonly write: InPieces<WritableDeck>;
  readonly now: Date;
}

export interface WriteAnswer {
  readonly bytes: Uint8Array;
}

process.once('message', async (work: ReadWork | WriteWork) => {
  const answer = 'read' in work ? await read(work) : await write(work);
  process.send?.(answer);
});

async function read({ read: file }: ReadWork): Promise<ReadAnswer> {
  const { readDeckFile } = await import('./read-deck-file.ts');
  try {
    const deck = await readDeckFile(file);
    return { deck: { ...deck, cards: await intoPieces(deck.cards) } };
  } catch (error) {
    if (error instanceof UnreadableDeck) return { refused: error.sentence };
    throw error;
  }
}

async function write({ write: deck, now }: WriteWork): Promise<WriteAnswer> {
  const { writeApkg } = await import('./anki-write.ts');
  return { bytes: await writeApkg({ ...deck, cards: await fromPieces(deck.cards) }, now) };
}
