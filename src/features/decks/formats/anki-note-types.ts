import type { Database, SqlValue } from 'sql.js';
import type { NoteType } from './anki-template.ts';
import { withoutUnseen } from './html.ts';
import { numberIn, textIn } from './protobuf.ts';
import { blob, number, rows, text } from './sqlite-rows.ts';

/** The parts of `col.models` that matter here. */
interface Model {
  readonly type?: number;
  readonly flds?: readonly { readonly name?: string; readonly ord?: number }[];
  readonly tmpls?: readonly { readonly qfmt?: string; readonly afmt?: string; readonly ord?: number }[];
}

export function noteTypesInJson(models: Record<string, Model>): Map<number, NoteType> {
  const inOrder = <T extends { readonly ord?: number }>(parts: readonly T[] = []): T[] =>
    [...parts].sort((a, b) => (a.ord ?? 0) - (b.ord ?? 0));
  return new Map(
    Object.entries(models).map(([id, { type, flds, tmpls }]) => [
      Number(id),
      noteType(
        type === 1,
        inOrder(flds).map((field) => String(field.name)),
        inOrder(tmpls).map(({ qfmt = '', afmt = '' }) => [qfmt, afmt]),
      ),
    ]),
  );
}

/** Field 1 of a note type's message is its kind (1: cloze); 1 and 2 of a template's are question and answer (notetypes.proto). */
export function noteTypesInTables(database: Database): Map<number, NoteType> {
  const fields = Map.groupBy(rows(database, 'ntid, ord, name', 'fields', 10_000), ([id]) => number(id));
  const templates = Map.groupBy(rows(database, 'ntid, ord, config', 'templates', 10_000), ([id]) => number(id));
  const byOrd = (a: SqlValue[], b: SqlValue[]) => number(a[1]) - number(b[1]);
  return new Map(
    rows(database, 'id, config', 'notetypes', 1000).map(([id, config]) => [
      number(id),
      noteType(
        numberIn(blob(config), 1) === 1,
        (fields.get(number(id)) ?? []).sort(byOrd).map(([, , name]) => text(name)),
        (templates.get(number(id)) ?? []).sort(byOrd).map(([, , own]) => [textIn(blob(own), 1), textIn(blob(own), 2)]),
      ),
    ]),
  );
}

function noteType(isCloze: boolean, fields: string[], templates: [string, string][]): NoteType {
  const trimmed = templates.map(([question, answer]) => ({
    question: withoutUnseen(question),
    answer: withoutUnseen(answer),
  }));
  return { isCloze, fields, templates: trimmed };
}

export function deckNamesInJson(decks: Record<string, { readonly name?: string }>): Map<number, string> {
  return new Map(Object.entries(decks).map(([id, { name = '' }]) => [Number(id), String(name)]));
}

/** In the table the parts of a nested name are separated by \x1f, for people by `::`. */
export function deckNamesInTable(database: Database): Map<number, string> {
  const found = rows(database, 'id, name', 'decks', 10_000);
  return new Map(found.map(([id, name]) => [number(id), text(name).replaceAll('\x1f', '::')]));
}
