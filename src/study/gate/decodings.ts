/**
 * Other ways to read a text: what someone would see who undoes the usual encodings. Each reading is a text of its own, to be searched
 * for what must not be said.
 */
import { plainForm, wordsOf } from '../text/plain-form.ts';

/** All readings, the text as it stands not among them. `depth` says how often an encoding inside an encoding is undone. */
export function decodings(text: string, depth = 2): string[] {
  const hidden = /[\u{e0020}-\u{e007e}]/u.test(text) ? [fromTags(text)] : [];
  const once = [
    ...hidden,
    ...unescaped(text),
    ...codedTokens(text),
    ...numberLetters(text),
    ...namedLetters(text),
  ].filter((it) => it.length > 1);
  return depth <= 1 ? once : [...once, ...once.flatMap((it) => decodings(it, depth - 1))];
}

const fromTags = (text: string) =>
  [...text]
    .map((symbol) => (symbol.codePointAt(0) ?? 0) - 0xe0000)
    .filter((code) => code >= 0x20 && code <= 0x7e)
    .map((code) => String.fromCharCode(code))
    .join('');

/** %41, &#65;, &#x41;, \x41, \u0041: the whole text with these undone; none where there are none. */
export function unescaped(text: string): string[] {
  const code = (hex: string) => String.fromCodePoint(Math.min(Number.parseInt(hex, 16) || 0, 0x10ffff));
  const undone = text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => fromHex(run.replaceAll('%', '')))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex) => code(hex))
    .replace(/&#(\d{1,7});/g, (_, decimal) => code(Number(decimal).toString(16)))
    .replace(/\\x([0-9a-f]{2})|\\u\{?([0-9a-f]{4,6})\}?/gi, (_, two, four) => code(two ?? four));
  return undone === text ? [] : [undone];
}

/** Base64, base32 and hexadecimal words; hexadecimal and binary bytes in a row. */
function codedTokens(text: string): string[] {
  const tokens = text.match(/[A-Za-z0-9+/_-]{2,}={0,6}/g) ?? [];
  const joined = text.match(/(?<![a-z0-9])(?:[0-9a-f]{2}[\s,:-]+)+[0-9a-f]{2}(?![a-z0-9])/gi) ?? [];
  const binary = text.match(/[01]{7,8}(?:[\s,]*[01]{7,8})*/g) ?? [];
  return [
    ...tokens.flatMap((token) => [fromBase64(token), fromBase32(token), fromHex(token.replace(/^0x/i, ''))]),
    fromBase64(text.replace(/\s/g, '')),
    ...joined.map((bytes) => fromHex(bytes.replace(/[^0-9a-f]/gi, ''))),
    ...binary.map(fromBinary),
  ].filter(isReadable);
}

const isReadable = (text: string) => text !== '' && !/[\p{Cc}�]/u.test(text);

const fromBase64 = (token: string) => Buffer.from(token, 'base64').toString('utf8');
const fromHex = (token: string) =>
  /^(?:[0-9a-f]{2})+$/i.test(token) ? Buffer.from(token, 'hex').toString('utf8') : '';

function fromBase32(token: string): string {
  const letters = token.replace(/=+$/, '').toUpperCase();
  if (!/^[A-Z2-7]+$/.test(letters)) return '';
  const bits = [...letters]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return bytesOf(bits, 8);
}

function fromBinary(run: string): string {
  const bits = run.replace(/[^01]/g, '');
  return bytesOf(bits, bits.length % 8 === 0 ? 8 : 7);
}

function bytesOf(bits: string, size: number): string {
  const bytes = (bits.match(new RegExp(`[01]{${size}}`, 'g')) ?? []).map((byte) => Number.parseInt(byte, 2));
  return Buffer.from(bytes).toString('utf8');
}

/** "13 9 20" as letters of the alphabet, "109 105 116" as characters. */
function numberLetters(text: string): string[] {
  const runs = plainForm(text).match(/\d{1,6}(?:[^\p{L}\p{N}]{1,3}\d{1,6})+/gu) ?? [];
  return runs.flatMap((run) => {
    const numbers = (run.match(/\d+/g) ?? []).map(Number);
    const letters = numbers.map((n) => (n >= 1 && n <= 26 ? String.fromCharCode(96 + n) : ' ')).join('');
    const characters = numbers.map((n) => (n >= 32 ? String.fromCodePoint(n) : ' ')).join('');
    return [letters, characters].filter((it) => it.trim().length > 1);
  });
}

const morse = Object.fromEntries(
  `.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. -----
  .---- ..--- ...-- ....- ..... -.... --... ---.. ----.`
    .split(/\s+/)
    .map((signs, at) => [signs, 'abcdefghijklmnopqrstuvwxyz0123456789'[at] ?? '']),
);
/** The spelling alphabet of radio. */
export const radioNames =
  `alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa
  quebec romeo sierra tango uniform victor whiskey xray yankee zulu`.split(/\s+/);

/** Morse; the spelling alphabet of radio. */
function namedLetters(text: string): string[] {
  const signs = text.replace(/[·•∙]/g, '.').replace(/[−–—_]/g, '-');
  const runs = signs.match(/[.-]+(?:[\s/|]+[.-]+)+/g) ?? [];
  // The first point may end the sentence before it, and the last one its own.
  const tapped = runs.flatMap((run) =>
    [run, run.replace(/^\./, '')].flatMap((it) => [it, it.replace(/\.$/, '')]).map(tappedOut),
  );
  const named = wordsOf(text).filter((word) => radioNames.includes(word));
  return [...tapped, named.map((word) => word[0]).join('')];
}

const tappedOut = (run: string): string => (run.match(/[.-]+/g) ?? []).map((letter) => morse[letter] ?? ' ').join('');

/** The first letters of its words, of its lines, and of its sentences. */
export function initials(text: string): string[] {
  const firsts = (parts: readonly string[]) => parts.map((part) => wordsOf(part)[0]?.[0] ?? '').join('');
  const lines = text.split(/\n+/);
  const sentences = text.split(/[.!?\n]+/);
  return [
    wordsOf(text)
      .map((word) => word[0] ?? '')
      .join(''),
    firsts(lines),
    firsts(sentences),
  ];
}

/** Each letter moved on by half the alphabet, which undoes itself. */
export const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
