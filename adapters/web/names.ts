export const nameMax = 40;

/** A name as it was meant: no control characters, no half characters, single spaces. */
const tidyName = (typed: string) =>
  typed
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/**
 * A name as it stands in an address: "Zoë  Ünal" → `zoë-ünal`. The same slug is the same person. Letters of every script stay;
 * a name without any ("🦊") becomes its code points. Empty when nothing can be seen of the name.
 */
export function slugOf(name: string): string {
  const seen = name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .trim();
  const words = seen.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return /[\p{L}\p{N}]/u.test(words) ? [...words].slice(0, 60).join('') : codePoints(seen);
}

const codePoints = (text: string) =>
  Array.from(text.replace(/\s/g, ''), (sign) => sign.codePointAt(0)?.toString(16)).join('-');

/** A name of a person or a room, or what is wrong with it. */
export function readName(typed: string): { name: string; slug: string } | { problem: string } {
  const name = tidyName(typed);
  const slug = slugOf(name);
  if (slug === '') return { problem: 'Please type a name that can be seen, for example Ada.' };
  if (name.length > nameMax)
    return { problem: `That is ${name.length} characters, and ${nameMax} fit. Please choose a shorter one.` };
  return { name, slug };
}
