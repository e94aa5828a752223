import { parse } from 'csv-parse/sync';
import type { TextHeader } from './text-header.ts';

/** Where the parts of a card stand in a row, counted from 0. */
export interface Columns {
  readonly front: number;
  readonly back: number;
  readonly tags: number | undefined;
  readonly needs: number | undefined;
  readonly deck: number | undefined;
  /** Columns that identify the note elsewhere and are not its text. */
  readonly others: readonly number[];
  /** The row of headings, if there is one. */
  readonly headings: readonly string[] | undefined;
}

/** What each column may be called. */
export const columnNames = {
  front: ['front', 'question', 'q', 'term', 'prompt', 'word'],
  back: ['back', 'answer', 'a', 'definition', 'meaning', 'translation'],
  tags: ['tags', 'tag'],
  needs: ['needs', 'need', 'prerequisites', 'prerequisite', 'requires'],
  deck: ['deck'],
} as const;

function columnNamed(part: keyof typeof columnNames, cells: readonly string[]): number | undefined {
  const known: readonly string[] = columnNames[part];
  const index = cells.findIndex((cell) => known.includes(cell.trim().toLowerCase()));
  return index === -1 ? undefined : index;
}

/** A row of headings names both sides of a card. */
export function isHeader(cells: readonly string[]): boolean {
  return columnNamed('front', cells) !== undefined && columnNamed('back', cells) !== undefined;
}

/** Without headings: front, back, and then tags, if what stands there looks like tags and not like a sentence. */
export function columnsOf(rows: readonly (readonly string[])[], headed: boolean, header: TextHeader): Columns {
  if (headed) {
    const headings = rows[0] ?? [];
    const named = (part: keyof typeof columnNames) => columnNamed(part, headings);
    const deck = header.deckColumn ?? named('deck');
    const [tags, needs] = [named('tags'), named('needs')];
    return { front: named('front') ?? 0, back: named('back') ?? 1, tags, needs, deck, others: [], headings };
  }
  const { tagsColumn, deckColumn, otherColumns } = header;
  const taken = [tagsColumn, deckColumn, ...otherColumns];
  const [front = 0, back = 1, third] = Array.from({ length: 12 }, (_, index) => index).filter(
    (index) => !taken.includes(index),
  );
  const tags = tagsColumn ?? (third !== undefined && !header.isAnki && looksLikeTags(rows, third) ? third : undefined);
  return { front, back, tags, needs: undefined, deck: deckColumn, others: otherColumns, headings: undefined };
}

function looksLikeTags(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.every((row) => {
    const cell = row[column]?.trim() ?? '';
    return cell.length <= 60 && !/[.?!]$/.test(cell);
  });
}

/** Says which filled columns find no place on a card, or nothing if all do. */
export function leftOut(columns: Columns, rows: readonly { readonly cells: readonly string[] }[]): string | undefined {
  const used = [columns.front, columns.back, columns.tags, columns.needs, columns.deck, ...columns.others];
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const unused = Array.from({ length: Math.min(width, 100) }, (_, index) => index).filter(
    (index) => !used.includes(index) && rows.some(({ cells }) => (cells[index] ?? '').trim() !== ''),
  );
  if (unused.length === 0) return undefined;
  const listed = unused.slice(0, 5).map((index) => columns.headings?.[index]?.trim().slice(0, 40) || String(index + 1));
  const more = unused.length > 5 ? ' and more' : '';
  return `column${unused.length === 1 ? '' : 's'} ${listed.join(', ')}${more}: a card has a front, a back and tags`;
}

const delimiters = ['\t', ';', ',', '|'] as const;

/**
 * The delimiter that makes headings of the first row, or else the most rows of one width; undefined when none makes two
 * columns. Text holds commas more often than semicolons, and tabs hardly ever, hence their order.
 */
export function delimiterOf(text: string): string | undefined {
  const tries = delimiters.map((delimiter) => ({ delimiter, rows: firstRows(text, delimiter) }));
  const headed = tries.find(({ rows }) => rows[0] && isHeader(rows[0]));
  if (headed) return headed.delimiter;
  const scored = tries.map(({ delimiter, rows }) => ({ delimiter, score: regularity(rows) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : undefined;
}

function firstRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text.slice(0, 64 * 1024), {
      delimiter,
      to: 50,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch {
    // A cut or unclosed quotation mark: the full reading will say where.
    return text
      .slice(0, 64 * 1024)
      .split('\n', 50)
      .map((line) => line.split(delimiter));
  }
}

/** The share of rows that have the commonest width of two or more. */
function regularity(rows: readonly (readonly string[])[]): number {
  const widths = Map.groupBy(rows, (row) => row.length);
  const common = [...widths].filter(([width]) => width >= 2).map(([, same]) => same.length);
  return Math.max(0, ...common) / Math.max(1, rows.length);
}
