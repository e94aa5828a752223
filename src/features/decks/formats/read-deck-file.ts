import { readApkg } from './anki.ts';
import { readCsv } from './csv.ts';
import { deckNameIn, type ImportedDeck, maxFileBytes, UnreadableDeck } from './deck-file.ts';
import { textOf, whatIRead } from './text-file.ts';

/**
 * Reads a deck from the bytes of a file: CSV, TSV, Anki's text export or an Anki package. What it is, is told by its
 * bytes; its name gives the deck's name where the file does not.
 *
 * @throws UnreadableDeck when there is no deck in it, or too much.
 */
export async function readDeckFile(file: { name: string; bytes: Uint8Array }): Promise<ImportedDeck> {
  const { name, bytes } = file;
  if (bytes.length === 0) throw new UnreadableDeck('This file is empty. Was it saved before it was sent?');
  if (bytes.length > maxFileBytes) throw tooLarge(bytes.length);
  const deckName = nameOf(name);
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return readApkg(bytes, deckName);
  if (startsWith(bytes, 'SQLite format 3\0')) {
    throw new UnreadableDeck('This is Anki’s own database. In Anki choose File, Export, “Anki Deck Package (.apkg)”.');
  }
  if (/\.(apkg|colpkg)$/i.test(name)) {
    throw new UnreadableDeck('This is not an Anki package: it is no zip file. Export the deck from Anki once more.');
  }
  if (startsWith(bytes, '%PDF') || startsWith(bytes, '{\\rtf') || startsWith(bytes, '<!DOCTYPE')) {
    throw new UnreadableDeck(`I cannot read this kind of file. ${whatIRead}`);
  }
  return readCsv(textOf(bytes), deckName);
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic;
}

function tooLarge(size: number): UnreadableDeck {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return new UnreadableDeck(
    `This file has ${megabytes} MB; 10 MB is the most that I take. ` +
      'If it comes from Anki, export it without media; otherwise split it into smaller decks.',
  );
}

/** 'C:\decks\Graph theory.csv' → 'Graph theory'. */
function nameOf(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  return deckNameIn(last.replace(/\.[a-z0-9]{1,6}$/i, '')) || 'Imported deck';
}
