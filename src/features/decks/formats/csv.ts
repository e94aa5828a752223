import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { answersOf, clozeNumbers, questionOf } from './cloze.ts';
import { type Columns, columnsOf, delimiterOf, isHeader, leftOut } from './csv-columns.ts';
import {
  cleanText,
  deckNameIn,
  faultOfSides,
  type ImportedCard,
  type ImportedDeck,
  maxCards,
  type Skipped,
  tagsAndNeeds,
  tagText,
  tooManyCards,
  UnreadableDeck,
  type WritableDeck,
} from './deck-file.ts';
import { textOfHtml } from './html.ts';
import { type TextHeader, textHeader } from './text-header.ts';

/**
 * Reads a deck from delimited text: commas, semicolons, tabs or bars; quoted or not; with or without a row of headings;
 * or Anki's own text export, which says in `#` lines how it is to be read.
 *
 * @throws UnreadableDeck
 */
export function readCsv(text: string, fileName: string): ImportedDeck {
  const { header, body, firstLine } = textHeader(text.replace(/\r\n?/g, '\n'));
  if (body.trim() === '') throw new UnreadableDeck('This file is empty. Put one card on each line: front, back, tags.');
  const delimiter = header.delimiter ?? delimiterOf(body);
  if (delimiter === undefined) throw oneColumn();
  const [records, columns] = withColumns(recordsOf(body, delimiter, firstLine, header), header);
  if (records.length > maxCards) throw tooManyCards(records.length);
  const { cards, skipped } = cardsOf(records, columns, header);
  if (cards.length === 0) throw noCards(skipped);
  const left = leftOut(columns, records);
  if (left !== undefined) skipped.unshift({ line: firstLine, why: left });
  return { format: delimiter === '\t' ? 'tsv' : 'csv', deckName: header.deck ?? fileName, cards, skipped };
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

// A card of twenty lines is already a book; counting more lines than this would keep everybody waiting.
const maxLines = 20 * maxCards;
// Far beyond any card that is kept, and short enough that millions of empty columns keep nobody waiting either.
const maxRecordChars = 1024 * 1024;

function recordsOf(body: string, delimiter: string, firstLine: number, header: TextHeader): Row[] {
  const lines = body.split('\n').length;
  if (lines > maxLines) throw tooManyCards(maxLines, true);
  try {
    const records = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: maxRecordChars,
      skip_records_with_empty_values: true,
      // A blank before a quote is no part of the text; a tab may be an empty column.
      ltrim: delimiter !== '\t',
      ...(header.isAnki ? { comment: '#', comment_no_infix: true } : {}),
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      line: firstLine + info.lines - 1,
      cells: header.isAnki ? record : record.map(unguarded),
    }));
  } catch (error) {
    throw unreadable(error, firstLine);
  }
}

function withColumns(rows: Row[], header: TextHeader): [Row[], Columns] {
  const [first, ...others] = rows;
  const headed = first !== undefined && !header.isAnki && isHeader(first.cells);
  return [
    headed ? others : rows,
    columnsOf(
      rows.map((row) => row.cells),
      headed,
      header,
    ),
  ];
}

function cardsOf(
  rows: readonly Row[],
  columns: Columns,
  header: TextHeader,
): { cards: ImportedCard[]; skipped: Skipped[] } {
  const cards: ImportedCard[] = [];
  const skipped: Skipped[] = [];
  for (const { line, cells } of rows) {
    const tagged = [...header.tags, cells[columns.tags ?? -1] ?? ''].join(' ');
    const rest = tagsAndNeeds(tagged, cells[columns.needs ?? -1]);
    const deck = deckNameIn(cells[columns.deck ?? -1] ?? '');
    for (const { front, back } of sidesOf(cells[columns.front] ?? '', cells[columns.back] ?? '', header)) {
      const why = faultOfSides(front, back);
      if (why !== undefined) skipped.push({ line, why });
      else cards.push({ front, back, ...rest, ...(deck === '' || deck === header.deck ? {} : { deck }) });
    }
  }
  return { cards, skipped };
}

/** One card, or one for each deletion of a cloze note in Anki's export. */
function sidesOf(first: string, second: string, header: TextHeader): { front: string; back: string }[] {
  const plain = header.isHtml ? textOfHtml : cleanText;
  const numbers = header.isAnki ? clozeNumbers(first) : [];
  if (numbers.length === 0) return [{ front: plain(first), back: plain(second) }];
  return numbers.map((number) => {
    const answers = answersOf(first, number).join(', ');
    return { front: plain(questionOf(first, number)), back: [answers, second].map(plain).filter(Boolean).join('\n') };
  });
}

/**
 * Writes a deck as a CSV file that spreadsheets open as text: UTF-8 with a byte order mark, CRLF (RFC 4180), a row of
 * headings. What would start a formula gets an apostrophe in front, which `readCsv` takes away again.
 */
export function writeCsv({ deckName, cards }: WritableDeck): Uint8Array {
  const inSeveral = cards.some((card) => card.deck !== undefined);
  const haveNeeds = cards.some(({ needs = [] }) => needs.length > 0);
  const headings = ['front', 'back', 'tags', ...(haveNeeds ? ['needs'] : []), ...(inSeveral ? ['deck'] : [])];
  const rows = cards.map(({ front, back, tags, needs = [], deck = deckName }) =>
    [front, back, tagText(tags), ...(haveNeeds ? [tagText(needs)] : []), ...(inSeveral ? [deck] : [])].map((cell) =>
      guarded(cleanText(cell)),
    ),
  );
  return new TextEncoder().encode(
    stringify([headings, ...rows], { bom: true, record_delimiter: 'windows', quoted_match: '\n' }),
  );
}

// Spreadsheets run these as formulas (OWASP, “CSV Injection”). A typed apostrophe before one of them counts as a guard
// too, so that every text comes back as it was.
const formula = /^'*[=+\-@＝＋－＠]/;

function guarded(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

function unguarded(cell: string): string {
  const text = cell.trimStart();
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : cell;
}

function unreadable(error: unknown, firstLine: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = firstLine - 1 + Number(error.lines ?? 1);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new UnreadableDeck(
      `A quotation mark that opens on or before line ${line} is never closed. Close it, or remove it.`,
      error,
    );
  }
  return new UnreadableDeck(
    `I cannot make sense of line ${line}. Put one card on each line: front, back, tags.`,
    error,
  );
}

function oneColumn(): UnreadableDeck {
  return new UnreadableDeck(
    'I found only one column. Put front and back on one line with a comma, a semicolon or a tab between them.',
  );
}

function noCards(skipped: readonly Skipped[]): UnreadableDeck {
  const [first] = skipped;
  const why = first ? ` (line ${first.line}: ${first.why})` : '';
  return new UnreadableDeck(`No line in this file has both a front and a back${why}.`);
}
