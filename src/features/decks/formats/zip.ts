import { crc32, inflateRawSync } from 'node:zlib';

/** One packed file: its place, how it is packed, and what it should come to. */
export interface PackedFile {
  readonly packed: Uint8Array;
  readonly isDeflated: boolean;
  readonly size: number;
  readonly crc: number;
}

/** Thrown when a file comes to more than its reader allows. */
export class UnpacksTooLarge extends Error {}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;

/**
 * The files of a zip archive by name, still packed, as its central directory lists them: what the headers between the
 * files say may be unfinished, and does not count.
 * Source: PKWARE APPNOTE.TXT 6.3, 4.3.7, 4.3.12 and 4.3.16.
 *
 * @throws RangeError when the archive is cut off or damaged.
 */
export function filesIn(bytes: Uint8Array): Map<string, PackedFile> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const count = numberAt(zip, end, endMark, 10, 2);
  const files = new Map<string, PackedFile>();
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    const nameLength = numberAt(zip, at, entryMark, 28, 2);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, fileAt(zip, at));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

function fileAt(zip: Buffer, entry: number): PackedFile {
  const method = zip.readUInt16LE(entry + 10);
  const offset = zip.readUInt32LE(entry + 42);
  const start = offset + 30 + numberAt(zip, offset, fileMark, 26, 2) + zip.readUInt16LE(offset + 28);
  const end = start + zip.readUInt32LE(entry + 20);
  if (end > zip.length || (method !== 0 && method !== 8)) throw new RangeError(`cannot unpack the file at ${offset}`);
  return {
    packed: zip.subarray(start, end),
    isDeflated: method === 8,
    size: zip.readUInt32LE(entry + 24),
    crc: zip.readUInt32LE(entry + 16),
  };
}

/** The number at `at + offset`, of a record that must begin with `mark`. */
function numberAt(zip: Buffer, at: number, mark: number, offset: number, length: number): number {
  if (zip.readUInt32LE(at) !== mark) throw new RangeError(`no record ${mark.toString(16)} at ${at}`);
  return zip.readUIntLE(at + offset, length);
}

/**
 * Unpacks one file to at most `limit` bytes; the size that it declares is looked at first, and never believed.
 *
 * @throws UnpacksTooLarge
 * @throws Error when it is damaged.
 */
export function unpack(file: PackedFile, limit: number): Uint8Array {
  if (file.size > limit) throw new UnpacksTooLarge();
  const bytes = file.isDeflated
    ? withinLimit(() => inflateRawSync(file.packed, { maxOutputLength: limit }))
    : file.packed;
  if (crc32(bytes) !== file.crc) throw new RangeError('the checksum does not match');
  return bytes;
}

/** Runs a decompression of node:zlib that has a `maxOutputLength`. */
export function withinLimit(decompress: () => Uint8Array): Uint8Array {
  try {
    return decompress();
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new UnpacksTooLarge();
    throw error;
  }
}
