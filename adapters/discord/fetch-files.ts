import type { Raw, RawFile } from '../../src/chat/options.ts';
import { Unavailable } from '../../src/errors.ts';
import type { Attached, Typed } from './receive.ts';

const fetchMs = 10_000;

/** Fetches the attached files. One that is larger than its option takes is left where it is. Throws Unavailable. */
export async function fetchFiles(typed: Typed): Promise<Raw> {
  const read = Object.entries(typed).map(
    async ([name, value]) => [name, typeof value === 'string' ? value : await fetchFile(value)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

async function fetchFile({ url, name, mime, bytes, maxBytes }: Attached): Promise<RawFile> {
  if (bytes > maxBytes) return { name, mime, bytes: new Uint8Array(), unfetchedBytes: bytes };
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(fetchMs) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return { name, mime, bytes: new Uint8Array(await answer.arrayBuffer()) };
  } catch {
    throw new Unavailable('an attachment at Discord'); // its address gives access to the file, so it is not told
  }
}
