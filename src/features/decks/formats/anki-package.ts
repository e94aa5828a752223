import { zstdDecompressSync } from 'node:zlib';
import { Unzip, UnzipInflate } from 'fflate';
import { maxUnpackedBytes, UnreadableDeck } from './deck-file.ts';

export interface Packed {
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
 * @throws UnreadableDeck when the zip is broken, is no Anki package, or unpacks to too much.
 */
export function unpackCollection(bytes: Uint8Array): Packed {
  if (!hasEnd(bytes)) throw incomplete();
  const files = unzip(bytes);
  const name = collections.find((candidate) => files.has(candidate));
  const packed = name && files.get(name);
  if (!packed) throw notAPackage(files);
  const collection = name === 'collection.anki21b' ? decompress(packed) : packed;
  return { collection, firstScheduler: name === 'collection.anki2' };
}

/** The end-of-directory record closes every zip, before a comment of at most 64 KB (APPNOTE 4.3.16). */
function hasEnd(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-(22 + 65_535))).includes('PK\x05\x06', 0, 'latin1');
}

/** Only what is asked for is unpacked, and counted as it comes out: a header may lie about its size. */
function unzip(bytes: Uint8Array): Map<string, Uint8Array | null> {
  const files = new Map<string, Uint8Array | null>();
  const reader = new Unzip((file) => {
    files.set(file.name, null);
    if (!collections.some((name) => name === file.name)) return;
    if ((file.originalSize ?? 0) > maxUnpackedBytes) throw tooMuch();
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxUnpackedBytes) throw tooMuch();
      if (final) files.set(file.name, Buffer.concat(chunks));
    };
    file.start();
  });
  reader.register(UnzipInflate);
  try {
    pushInSlices(reader, bytes);
  } catch (error) {
    throw error instanceof UnreadableDeck ? error : incomplete(error);
  }
  return files;
}

/** A slice of 16 KB inflates to 16 MB at most, so the count above is never far behind. */
function pushInSlices(reader: Unzip, bytes: Uint8Array): void {
  const slice = 16 * 1024;
  for (let at = 0; at < bytes.length; at += slice) {
    reader.push(bytes.subarray(at, at + slice), at + slice >= bytes.length);
  }
}

function decompress(zstd: Uint8Array): Uint8Array {
  try {
    return zstdDecompressSync(zstd, { maxOutputLength: maxUnpackedBytes });
  } catch (error) {
    throw error instanceof RangeError ? tooMuch() : incomplete(error);
  }
}

function tooMuch(): UnreadableDeck {
  return new UnreadableDeck('This package unpacks to more than 64 MB of cards. Export one deck at a time from Anki.');
}

function incomplete(cause?: unknown): UnreadableDeck {
  return new UnreadableDeck(
    'This package is incomplete or damaged. Export it from Anki once more and send it again.',
    cause,
  );
}

function notAPackage(files: ReadonlyMap<string, unknown>): UnreadableDeck {
  if (files.has('xl/workbook.xml')) {
    return new UnreadableDeck(
      'This is an Excel workbook. In Excel choose “Save as”, then “CSV UTF-8”, and send that file.',
    );
  }
  return new UnreadableDeck(
    'This zip file has no Anki collection in it. In Anki choose File, Export, “Anki Deck Package (.apkg)”.',
  );
}
