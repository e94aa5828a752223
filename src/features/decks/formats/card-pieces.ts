import { setImmediate } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import type { ImportedCard } from './deck-file.ts';

const cardsInPiece = 200;

/** Cards as bytes for another process, some at a time: a hundred thousand reviews at once would keep everybody waiting. */
export async function intoPieces(cards: readonly ImportedCard[]): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < cards.length; start += cardsInPiece) {
    pieces.push(serialize(cards.slice(start, start + cardsInPiece)));
    await setImmediate();
  }
  return pieces;
}

/** The opposite of `intoPieces`. */
export async function fromPieces(pieces: readonly Uint8Array[]): Promise<ImportedCard[]> {
  const cards: ImportedCard[] = [];
  for (const piece of pieces) {
    cards.push(...deserialize(piece));
    await setImmediate();
  }
  return cards;
}
