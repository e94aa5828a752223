const bytes = (text: string) => Buffer.from(text);
const codeOf = (symbol: string) => symbol.codePointAt(0) ?? 0;
const rot = (by: number) => (text: string) =>
  text.toLowerCase().replace(/[a-z]/g, (it) => String.fromCharCode(97 + ((it.charCodeAt(0) - 97 + by) % 26)));
const radio =
  'alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu'.split(
    ' ',
  );
const morse =
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'.split(
    ' ',
  );
const place = (letter: string) => letter.toLowerCase().charCodeAt(0) - 97;

/** Ways to write a word so that a reader, with or without a tool, has it. */
export const disguises: readonly (readonly [name: string, (key: string) => string])[] = [
  ['as it is', (key) => key],
  ['in capitals', (key) => key.toUpperCase()],
  ['in a sentence', (key) => `The answer is ${key}, of course.`],
  ['letter by letter', (key) => [...key].join(' ')],
  ['with dashes', (key) => [...key].join('-')],
  ['a letter a line', (key) => [...key].join('\n')],
  ['in syllables', (key) => key.replace(/(.{3})/g, '$1 ')],
  ['with invisible spaces', (key) => [...key].join('\u200b')],
  ['with soft hyphens', (key) => [...key].join('\u00ad')],
  ['with accents', (key) => [...key].join('\u0301')],
  ['in full width', (key) => [...key].map((it) => String.fromCodePoint(it.charCodeAt(0) + 0xfee0)).join('')],
  [
    'in bold letters of mathematics',
    (key) => [...key.toLowerCase()].map((it) => String.fromCodePoint(0x1d41a + place(it))).join(''),
  ],
  ['in boxes', (key) => [...key].map((it) => String.fromCodePoint(0x1f130 + place(it))).join('')],
  ['in flags', (key) => [...key].map((it) => String.fromCodePoint(0x1f1e6 + place(it))).join(' ')],
  ['in circles', (key) => [...key].map((it) => String.fromCodePoint(0x24d0 + place(it))).join('')],
  [
    'in tags that nobody sees',
    (key) => `What? ${[...key].map((it) => String.fromCodePoint(0xe0000 + it.charCodeAt(0))).join('')}`,
  ],
  ['with look-alikes', (key) => key.replace(/o/g, 'о').replace(/a/g, 'а').replace(/i/g, 'і')],
  ['in digits for letters', (key) => key.replace(/o/g, '0').replace(/i/g, '1').replace(/a/g, '4').replace(/e/g, '3')],
  ['misspelt', (key) => `${key.slice(0, -2)}${key.at(-1)}${key.at(-2)}`],
  ['with gaps', (key) => `${key[0]}${key[1]}_${key.slice(3, -1)}_`],
  ['without vowels', (key) => key.replace(/(?!^)[aeiou]/g, '')],
  ['backwards', (key) => [...key].reverse().join('')],
  ['rot13', rot(13)],
  ['three letters on', rot(3)],
  ['rot13 and backwards', (key) => [...rot(13)(key)].reverse().join('')],
  ['base64', (key) => bytes(key).toString('base64')],
  ['base64 twice', (key) => bytes(bytes(key).toString('base64')).toString('base64')],
  ['base64 of it backwards', (key) => bytes([...key].reverse().join('')).toString('base64')],
  ['base64url of a sentence', (key) => bytes(`it is ${key}!`).toString('base64url')],
  ['hexadecimal', (key) => bytes(key).toString('hex')],
  ['hexadecimal bytes', (key) => (bytes(key).toString('hex').match(/../g) ?? []).join(' ')],
  ['binary', (key) => [...bytes(key)].map((it) => it.toString(2).padStart(8, '0')).join(' ')],
  ['codes of characters', (key) => [...key].map(codeOf).join(', ')],
  ['places in the alphabet', (key) => [...key].map((it) => place(it) + 1).join('-')],
  ['percent escapes', (key) => [...bytes(key)].map((it) => `%${it.toString(16)}`).join('')],
  ['entities', (key) => [...key].map((it) => `&#${codeOf(it)};`).join('')],
  ['escapes', (key) => [...key].map((it) => `\\u${codeOf(it).toString(16).padStart(4, '0')}`).join('')],
  ['Morse', (key) => [...key].map((it) => morse[place(it)]).join(' ')],
  ['the radio alphabet', (key) => [...key].map((it) => radio[place(it)]).join(' ')],
  ['first letters of words', (key) => [...key].map((it) => `${it}${it === 'i' ? 's' : 'ab'}`).join(' ')],
  ['first letters of lines', (key) => [...key].map((it) => `${it}nd then we look at this`).join('\n')],
];
