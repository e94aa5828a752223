import type { Database, SqlValue } from 'sql.js';
import { maxUnpackedBytes } from './deck-file.ts';

/**
 * Throws if a table that will be read is none: a stranger's database may hold a view, a virtual table or a computed
 * column in its place, and would run their query for as long as they like.
 */
export function refusePrograms(database: Database, tables: readonly string[]): void {
  for (const table of tables) {
    const named = `name = '${table}' collate nocase`;
    const [program] = rows(database, '1', `pragma_table_list where ${named} and type <> 'table'`, 1);
    const [computed] = program ? [] : rows(database, '1', `pragma_table_xinfo('${table}') where hidden <> 0`, 1);
    if (program || computed) throw new Error(`${table} is no plain table`);
  }
}

/**
 * Takes Anki's own collation out of the schema (not out of the file: this is a copy in memory). SQLite refuses to read
 * what is ordered by a collation it does not have; the order does not matter here.
 */
export function forgetCollation(database: Database, collation: string): void {
  database.run('pragma writable_schema = on');
  database.run('update sqlite_master set sql = replace(sql, ?, ?)', [collation, 'binary']);
  database.run('pragma writable_schema = reset');
}

/**
 * At most `limit` rows.
 *
 * @throws Error when they come to more than a whole file may hold: thousands of rows of a forged file can all point to one
 * text of many megabytes.
 */
export function rows(database: Database, columns: string, table: string, limit: number, order = ''): SqlValue[][] {
  const statement = database.prepare(`select ${columns} from ${table} ${order} limit ${limit}`);
  const found: SqlValue[][] = [];
  let size = 0;
  try {
    while (statement.step()) {
      const row = statement.get();
      for (const value of row) size += typeof value === 'string' || value instanceof Uint8Array ? value.length : 0;
      if (size > maxUnpackedBytes) throw new Error(`${table} holds more than its file`);
      found.push(row);
    }
  } finally {
    statement.free();
  }
  return found;
}

export function number(value: SqlValue | undefined): number {
  const read = Number(value);
  return Number.isFinite(read) ? read : 0;
}

export function text(value: SqlValue | undefined): string {
  return typeof value === 'string' ? value : String(value ?? '');
}

export function blob(value: SqlValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}
