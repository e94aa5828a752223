/** Writing that is to be worked out before it can be read. A hint has no use for it, whatever stands behind it. */
import { numberWordsOf } from '../text/numbers-said.ts';
import { radioNames } from './decodings.ts';

const digitNames = Array.from({ length: 10 }, (_, digit) => numberWordsOf(digit)).join('|');

const codes: readonly RegExp[] = [
  // Letters in circles, boxes and flags, of mathematics, of full width; under many accents; of two scripts in a word; digits of another.
  /[\u24b6-\u24e9\u{1f130}-\u{1f189}\u{1f1e6}-\u{1f1ff}\u{1d400}-\u{1d7ff}\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/u,
  /(?:\p{Script=Latin}\p{Mn}+){4}/u,
  /(?=\p{L}*\p{Script=Cyrillic})\p{L}*\p{Script=Latin}\p{L}+/u,
  /^(?=[\s\S]*[a-z])[\s\S]*[\u0660-\u0669\u0966-\u096f]/iu,
  // Letter by letter, digit by digit, a sign a line, a name for each letter, with something unseen between the letters.
  new RegExp(`(?<!\\p{L})(?:(?:${digitNames})\\s+){2,}(?:${digitNames})(?!\\p{L})`, 'iu'),
  new RegExp(`(?<!\\p{L})(?:(?:${digitNames})\\s+)+(?:\\.|point|comma)\\s+(?:${digitNames})(?!\\p{L})`, 'iu'),
  /(?<![\d\p{L}.,])\d(?: \d){3,}(?![\d.,])/u,
  /\n[ \t]*[\p{L}\p{N}][ \t]*\n/u,
  new RegExp(`(?<!\\p{L})(?:(?:${radioNames.join('|')})[\\s,-]+){2,}(?:${radioNames.join('|')})(?!\\p{L})`, 'iu'),
  /\S[\u00ad\u200b\u2060-\u2064\ufeff]\S/u,
  /(?<![\p{L}\d])\p{Script=Latin}(?:[ \n-]\p{Script=Latin}){4,}(?![\p{L}\d])/u,
  // Escapes; bytes and bits; capitals, small letters and digits mixed, as in base64; Morse; numbers for letters.
  /(?:%[0-9a-f]{2}){2}|&#x?[0-9a-f]+;|\\[ux][0-9a-f{]{2}|(?<!\w)0[xb][0-9a-f]+/iu,
  /(?<!\w)(?=(?:[0-9a-f]{2}[\s,:-]+)*(?:[a-f]\d|\d[a-f]))(?:[0-9a-f]{2}[\s,:-]+){3,}[0-9a-f]{2}(?!\w)/iu,
  /(?<!\w)(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)(?:[0-9a-f]{2}){4,}(?!\w)/iu,
  /(?<!\d)(?:(?:[01]{7,8}\s+)+[01]{7,8}|0[01]{7})(?!\d)/u,
  /(?<![\w+/])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z][\w+/]*[a-z][\w+/]*[A-Z])(?=[\w+/]*\d)[\w+/]{8,}/u,
  /(?:[.·•−–-]{1,5}[ /]+){3,}[.·•−–-]+/u,
  /(?<![\d-])\d{1,2}(?:-\d{1,2}){3,}(?![\d-])|(?:(?:6[5-9]|[78]\d|9[07-9]|1[01]\d|12[0-2])[,\s]+){3,}/u,
];

/** Whether a text holds a code of a kind that the problem, which may be about one, does not. */
export const bringsInCode = (text: string, problem: string): boolean =>
  codes.some((code) => code.test(text) && !code.test(problem));
