import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes the directory `path` whole or not at all, unless it is there: `make` works under another name. Of several at once the first to end
 * makes it, and the others find it there. What a crash left half done goes when the next one succeeds.
 */
export async function makeWhole(path: string, make: (half: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return;
  const half = `${path}.half-${randomBytes(4).toString('hex')}`;
  try {
    await make(half);
    await rename(half, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    const halves = existsSync(path) ? await halvesBeside(path) : [half];
    for (const one of halves) await clearAway(one);
  }
}

/** A rival may still be writing into its half; then that rival clears it away itself when it finds that it came too late. */
async function clearAway(half: string): Promise<void> {
  await rm(half, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => {});
}

async function halvesBeside(path: string): Promise<string[]> {
  const names = await readdir(dirname(path));
  return names.filter((name) => name.startsWith(`${basename(path)}.half-`)).map((name) => join(dirname(path), name));
}
