/**
 * Text as a reader takes it in: without accents, case, tricks of writing and invisible characters, so that two texts that read alike are
 * alike. For comparing only, never for showing.
 */
/** Letters of other alphabets that look like Latin ones, and letters in boxes, circles and flags that NFKC leaves as they are. */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries([
  ...pairs('авеѕіјкмнорсԁтухһԛԝѵ', 'abesijkmhopcdtyxhqwv'),
  ...pairs('αβεικνορτυχ', 'abeiknoptux'),
  ...pairs('ıßøłđæœ', 'isolda' + 'o'),
]);

function pairs(from: string, to: string): [string, string][] {
  const target = [...to];
  return [...from].map((letter, at) => [letter, target[at] ?? '']);
}

const boxed = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6];

function unbox(symbol: string): string {
  const code = symbol.codePointAt(0) ?? 0;
  const base = boxed.find((first) => code >= first && code < first + 26);
  return base === undefined ? symbol : String.fromCharCode(97 + code - base);
}

/** The digits of each script stand in a row of ten. */
function asDigit(symbol: string): string {
  if (!/^\p{Nd}$/u.test(symbol) || /\d/.test(symbol)) return symbol;
  const code = symbol.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

/** Lower case, compatibility forms, no accents, look-alikes as Latin letters, digits of any script as 0-9, nothing invisible. */
export function plainForm(text: string): string {
  const visible = text.normalize('NFKC').replace(/[\p{Cf}\u{e0000}-\u{e0fff}]/gu, '');
  const bare = visible
    .normalize('NFD')
    .replace(/[\p{Mn}\p{Me}]/gu, '')
    .normalize('NFC');
  return [...bare.toLowerCase()].map((symbol) => lookAlikes[symbol] ?? asDigit(unbox(symbol))).join('');
}

/** The words and numbers of a text in plain form, in order. A decimal number stays whole. */
export function wordsOf(text: string): string[] {
  return plainForm(text).match(/\d+(?:[.,]\d+)*|[\p{L}\p{N}]+/gu) ?? [];
}

/** Only its letters and digits, run together. */
export const squeezed = (text: string): string => plainForm(text).replace(/[^\p{L}\p{N}]/gu, '');

/** Scripts that put no spaces between words. */
export const isUnspaced = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    text,
  );

/** Whether `part` stands in `all`, word after word. */
export function hasRun(all: readonly string[], part: readonly string[]): boolean {
  if (part.length === 0) return false;
  return all.some((_, at) => part.every((word, n) => all[at + n] === word));
}

const stopWords = new Set(
  `a an the of to in on at by for from with and or but not is are was were be been it its this that these those as than then
  there their they he she his her we you your i my me do does did has have had can will would which who what when where how why
  into over under about between each every all any some one no so if also such only very more most der die das und oder ist ein
  eine le la les un une et ou est el los las y o es del de du den dem des`.split(/\s+/),
);

/** The words that carry the meaning; where there are none, all of them. Each once. */
export function contentWords(text: string): string[] {
  const all = [...new Set(wordsOf(text))];
  const carrying = all.filter((word) => !stopWords.has(word));
  return carrying.length > 0 ? carrying : all;
}
