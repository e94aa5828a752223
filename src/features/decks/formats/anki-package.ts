import { zstdDecompressSync } from 'node:zlib';
import { maxUnpackedBytes, UnreadableDeck } from './deck-file.ts';
import { filesIn, type PackedFile, UnpacksTooLarge, unpack, withinLimit } from './zip.ts';

export interface Unpacked {
  /** The collection, an SQLite database. */
  readonly collection: Uint8Array;
  /** Packages of Anki's first scheduler have three buttons for a card that is being learnt: again, good, easy. */
  readonly firstScheduler: boolean;
}

// Newest first: a new package also carries a `collection.anki2` whose only card says “please update”.
const collections = ['collection.anki21b', 'collection.anki21', 'collection.anki2'] as const;

/**
 * Takes the collection out of an .apkg or .colpkg, never unpacking more than `maxUnpackedBytes`; media are left packed.
 *
 * @throws UnreadableDeck when the zip is damaged, is no Anki package, or unpacks to too much.
 */
export function unpackCollection(bytes: Uint8Array): Unpacked {
  try {
    const files = filesIn(bytes);
    const name = collections.find((candidate) => files.has(candidate));
    const file = name && files.get(name);
    if (!file) throw notAPackage(files);
    const content = unpack(file, maxUnpackedBytes);
    return {
      collection: name === 'collection.anki21b' ? fromZstd(content) : content,
      firstScheduler: name === 'collection.anki2',
    };
  } catch (error) {
    if (error instanceof UnreadableDeck) throw error;
    if (error instanceof UnpacksTooLarge) throw tooMuch();
    throw incomplete(error);
  }
}

function fromZstd(content: Uint8Array): Uint8Array {
  return withinLimit(() => zstdDecompressSync(content, { maxOutputLength: maxUnpackedBytes }));
}

function tooMuch(): UnreadableDeck {
  return new UnreadableDeck('This package unpacks to more than 64 MB of cards. Export one deck at a time from Anki.');
}

function incomplete(cause: unknown): UnreadableDeck {
  return new UnreadableDeck(
    'This package is incomplete or damaged. Export it from Anki once more and send it again.',
    cause,
  );
}

function notAPackage(files: ReadonlyMap<string, PackedFile>): UnreadableDeck {
  if (files.has('xl/workbook.xml')) {
    return new UnreadableDeck(
      'This is an Excel workbook. In Excel choose “Save as”, then “CSV UTF-8”, and send that file.',
    );
  }
  return new UnreadableDeck(
    'This zip file has no Anki collection in it. In Anki choose File, Export, “Anki Deck Package (.apkg)”.',
  );
}
