/**
 * The few things that Anki keeps in protocol buffers, read without their schema.
 * Source: protobuf.dev/programming-guides/encoding.
 */

/** The varint of field `wanted`, or 0, as the format itself has it. */
export function numberIn(message: Uint8Array, wanted: number): number {
  for (const [field, value] of fieldsOf(message)) if (field === wanted && typeof value === 'number') return value;
  return 0;
}

/** The string of field `wanted`, or ''. */
export function textIn(message: Uint8Array, wanted: number): string {
  for (const [field, value] of fieldsOf(message)) {
    if (field === wanted && typeof value === 'object') return new TextDecoder().decode(value);
  }
  return '';
}

function* fieldsOf(message: Uint8Array): Generator<[number, number | Uint8Array]> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < message.length) {
    const key = varint();
    const [field, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) yield [field, varint()];
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      yield [field, message.subarray(at, at + length)];
      at += length;
    } else return;
  }
}
