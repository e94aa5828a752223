/**
 * The few facts about wording that the rules for plans and reflections share.
 */

/** Whole words or phrases, any case; `~` at the end of one allows any ending ("solv~": solve, solving). */
export function anyOf(phrases: string): RegExp {
  const choices = phrases
    .split('|')
    .map((phrase) => phrase.trim().replace(/\s+/g, '\\s+').replace(/~$/, '[\\p{L}]*'))
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${choices})(?![\\p{L}\\p{N}])`, 'giu');
}

const commonWords =
  anyOf(`the|and|my|when|after|before|with|from|this|that|then|every|it|it's|is|i'll|i'm|i've|i|if|at|to|because|
  what|how|not|more|better|some|something|things|stuff|have|had|be|been|but|you|we|they|going|get|got|just|today|time|work|study|
  studied|learn|learnt|learned|read|did|done|until|next|one|two|three|all|too|very|really|about|for|of`);

/**
 * Whether the text can be judged by English rules: two common English words, or one in a text of up to four. What is not
 * English is never called vague.
 */
export function looksEnglish(text: string): boolean {
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  const known = text.replace(/’/g, "'").match(commonWords)?.length ?? 0;
  return known >= 2 || (known === 1 && words <= 4);
}

/** A clock time as people write it: 18:30, 7pm, 7 o'clock, 18h, 18.30 Uhr. */
export const clockTime = /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.|o['’]clock|uhr|h)\b/iu;

export const numberWords: Readonly<Record<string, number>> = {
  'half an': 0.5,
  'half a': 0.5,
  'a dozen': 12,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
};

/** Digits of any script as 0-9, so that "٤٠" and "４０" are numbers too. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = digitZeros.find((start) => code >= start && code <= start + 9);
    return zero === undefined ? digit.normalize('NFKC') : String(code - zero);
  });
}

/** Arabic, Persian, Devanagari and Bengali zero. */
const digitZeros = [0x0660, 0x06f0, 0x0966, 0x09e6];
