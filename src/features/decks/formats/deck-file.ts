/** What a deck file holds, as plain values, whichever format it came in; and the error of a file that is none. */

export interface PastReview {
  readonly at: Date;
  readonly grade: 'again' | 'hard' | 'good' | 'easy';
  readonly durationMs?: number;
}

/** Where another program left a card, so that it can go on from there even without a log of its reviews. */
export interface CarriedSchedule {
  readonly intervalDays: number;
  /** To the day. */
  readonly dueAt?: Date;
  /** The factor by which an interval grows, 1.3 and up; 2.5 is where Anki starts. */
  readonly ease?: number;
  /** FSRS memory, when the other program kept one: days to 90 % recall, and 1-10. */
  readonly stability?: number;
  readonly difficulty?: number;
}

/** Text is plain, trimmed, with \n between lines; a tag is one word. */
export interface ImportedCard {
  readonly front: string;
  readonly back: string;
  readonly tags: readonly string[];
  /** What it leans on: tags or decks by name, a word each; absent when the file names nothing. */
  readonly needs?: readonly string[];
  /** Its deck's full name (`Languages::French`), when that is not the name of the whole import. */
  readonly deck?: string;
  /** Oldest first; absent when the file has none. */
  readonly history?: readonly PastReview[];
  readonly schedule?: CarriedSchedule;
  /** Set aside by its owner: keep it, do not ask it. */
  readonly suspended?: true;
}

export interface Skipped {
  /** The line of a text file, or the position of the card in an Anki package, from 1. */
  readonly line: number;
  readonly why: string;
}

export interface ImportedDeck {
  readonly format: 'csv' | 'tsv' | 'anki';
  readonly deckName: string;
  readonly cards: readonly ImportedCard[];
  /** What was left out, and why, so that nothing is lost in silence. */
  readonly skipped: readonly Skipped[];
}

/** Cards as they are written to a file: what was imported, or what was learnt here. */
export type WritableDeck = Pick<ImportedDeck, 'deckName' | 'cards'>;

export const maxFileBytes = 10 * 1024 * 1024;
export const maxUnpackedBytes = 64 * 1024 * 1024;
export const maxCards = 10_000;
const maxSideChars = 10_000;

/** The file cannot become a deck; `sentence` tells its owner what is wrong and what to do. */
export class UnreadableDeck extends Error {
  override readonly name = 'UnreadableDeck';
  readonly sentence: string;

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.sentence = sentence;
  }
}

/** `came` is the number that the file holds, or the number after which counting stopped. */
export function tooManyCards(came: number, more = false): UnreadableDeck {
  return new UnreadableDeck(
    `This file has ${more ? 'more than ' : ''}${came.toLocaleString('en')} cards; ` +
      `${maxCards.toLocaleString('en')} fit in one import. Split it into smaller decks and import them one by one.`,
  );
}

// \n and \t are text; the other control characters are not, and PostgreSQL cannot store \0.
const controls = /(?![\n\t])\p{Cc}/gu;

/** Text as it is kept: well-formed, \n between lines, plain spaces, nothing invisible at the ends. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').replace(controls, '').trim();
}

/** A deck's name on one line, of at most 100 characters; '' when nothing is left of it. */
export function deckNameIn(text: string): string {
  return Array.from(cleanText(text.replace(/\s+/g, ' ')))
    .slice(0, 100)
    .join('')
    .trimEnd();
}

/** Words between spaces, commas or semicolons, each once; `Bio` and `bio` are one tag. */
export function tagsIn(text: string): string[] {
  const byLowerCase = new Map<string, string>();
  for (const tag of cleanText(text).split(/[\s,;]+/)) {
    if (tag !== '' && !byLowerCase.has(tag.toLowerCase())) byLowerCase.set(tag.toLowerCase(), tag);
  }
  return [...byLowerCase.values()];
}

const needMark = /^needs::(?=.)/i;
/** What more is named for one card was not meant for people. */
const mostNeeds = 20;

/** The tags of a card in a file, and what it leans on: named by tags such as `needs::graphs`, or in a column of their own. */
export function tagsAndNeeds(
  text: string,
  needsColumn = '',
): Pick<ImportedCard, 'tags'> & Partial<Pick<ImportedCard, 'needs'>> {
  const all = tagsIn(text);
  const marked = all.filter((tag) => needMark.test(tag)).map((tag) => tag.replace(needMark, ''));
  const needs = tagsIn([...marked, needsColumn].join(' ')).slice(0, mostNeeds);
  return { tags: all.filter((tag) => !needMark.test(tag)), ...(needs.length > 0 && { needs }) };
}

/** The tags that say what a card leans on, as `tagsAndNeeds` reads them. */
export const needTags = (needs: readonly string[]): string[] => needs.map((need) => `needs::${need}`);

/** The opposite of `tagsIn`: a tag of several words becomes one word. */
export function tagText(tags: readonly string[]): string {
  return tags.map((tag) => cleanText(tag).replace(/[\s,;]+/g, '_')).join(' ');
}

/** Why these two sides do not make a card, or nothing if they do. */
export function faultOfSides(front: string, back: string): string | undefined {
  if (front === '' && back === '') return 'it is empty';
  if (front === '') return 'the front is empty';
  if (back === '') return 'the back is empty';
  const longest = Math.max(front.length, back.length);
  if (longest <= maxSideChars) return undefined;
  const side = front.length === longest ? 'front' : 'back';
  return `the ${side} has ${longest.toLocaleString('en')} characters; ${maxSideChars.toLocaleString('en')} fit on a card`;
}
