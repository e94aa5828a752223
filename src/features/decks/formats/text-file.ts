import { UnreadableDeck } from './deck-file.ts';

/**
 * The text of a file: UTF-8, or the UTF-16 that spreadsheets call “Unicode text”, with or without a byte order mark.
 *
 * Any other encoding is refused instead of guessed: a wrong guess would spoil every accent on every card.
 */
export function textOf(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableDeck(
      'The letters in this file are not stored as UTF-8, so accents would come out wrong. ' +
        'In your spreadsheet choose “Save as”, then “CSV UTF-8”, and send that file.',
      cause,
    );
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = zerosAtEvenAndOdd(bytes.subarray(0, 1024));
  if (zeros.odd > 0 && zeros.even === 0) return 'utf-16le';
  if (zeros.even > 0 && zeros.odd === 0) return 'utf-16be';
  if (zeros.even + zeros.odd > 0) throw new UnreadableDeck(`I cannot read this kind of file. ${whatIRead}`);
  return 'utf-8';
}

export const whatIRead = 'Send a .csv or .tsv file with one card per line, or an .apkg file that Anki exported.';

/** Text has no zero byte, except in UTF-16, where every plain letter has one, always on the same side. */
function zerosAtEvenAndOdd(bytes: Uint8Array): { even: number; odd: number } {
  const count = { even: 0, odd: 0 };
  bytes.forEach((byte, index) => {
    if (byte === 0) count[index % 2 === 0 ? 'even' : 'odd'] += 1;
  });
  return count;
}
