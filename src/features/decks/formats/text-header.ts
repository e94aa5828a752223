import { deckNameIn, tagsIn } from './deck-file.ts';

/** What the `#key:value` lines at the top of Anki's text export say. Columns count from 0. */
export interface TextHeader {
  readonly isAnki: boolean;
  readonly isHtml: boolean;
  readonly delimiter: string | undefined;
  readonly deck: string | undefined;
  /** For every card. */
  readonly tags: readonly string[];
  readonly tagsColumn: number | undefined;
  readonly deckColumn: number | undefined;
  /** Columns that identify the note and its type. */
  readonly otherColumns: readonly number[];
}

const keys = /^#\s*(separator|html|tags|columns|notetype|deck|(?:notetype|deck|tags|guid) column)\s*:(.*)$/i;
const separators: Record<string, string> = { comma: ',', semicolon: ';', tab: '\t', space: ' ', pipe: '|', colon: ':' };

/**
 * Splits a text with \n between its lines into its header and the lines below it; `firstLine` is the line number of the first of those.
 * Source: the Anki manual, “File headers” (docs.ankiweb.net/importing/text-files.html).
 */
export function textHeader(text: string): { header: TextHeader; body: string; firstLine: number } {
  const values = new Map<string, string>();
  let at = 0;
  let firstLine = 1;
  while (text[at] === '#') {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end);
    const [, key, value = ''] = line.match(keys) ?? [];
    // A file whose first card begins with # has no header.
    if (key === undefined && values.size === 0) break;
    if (key !== undefined) values.set(key.toLowerCase(), value);
    at = end === -1 ? text.length : end + 1;
    firstLine += 1;
  }
  return { header: headerOf(values), body: text.slice(at), firstLine };
}

function headerOf(values: ReadonlyMap<string, string>): TextHeader {
  const column = (key: string): number | undefined => {
    const number = Number.parseInt(values.get(`${key} column`) ?? '', 10);
    return number > 0 ? number - 1 : undefined;
  };
  const separator = values.get('separator');
  const named = separators[separator?.trim().toLowerCase() ?? ''];
  return {
    isAnki: values.size > 0,
    isHtml: values.get('html')?.trim().toLowerCase() === 'true',
    delimiter: named ?? (separator?.length === 1 ? separator : separator === '\\t' ? '\t' : undefined),
    deck: deckNameIn(values.get('deck') ?? '') || undefined,
    tags: tagsIn(values.get('tags') ?? ''),
    tagsColumn: column('tags'),
    deckColumn: column('deck'),
    otherColumns: [column('guid'), column('notetype')].filter((index) => index !== undefined),
  };
}
