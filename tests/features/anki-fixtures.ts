import { zstdCompressSync } from 'node:zlib';
import { Zip, ZipDeflate, zipSync } from 'fflate';
import initSqlJs, { type Database } from 'sql.js';

/** Anki packages as Anki itself lays them out, made here so that no binary file need be kept. */

export interface FixtureType {
  readonly id: number;
  readonly cloze?: boolean;
  readonly fields: readonly string[];
  readonly templates: readonly (readonly [question: string, answer: string])[];
}

export interface FixtureNote {
  readonly type: number;
  readonly fields: readonly string[];
  readonly tags?: string;
  readonly cards: readonly FixtureCard[];
}

export interface FixtureCard {
  readonly ord?: number;
  readonly deck?: number;
  readonly type?: number;
  readonly queue?: number;
  readonly due?: number;
  readonly ivl?: number;
  readonly factor?: number;
  readonly odue?: number;
  readonly odid?: number;
  readonly data?: string;
  /** [ms, button, kind, factor, time] */
  readonly log?: readonly (readonly [at: number, ease: number, kind: number, factor?: number, time?: number])[];
}

export interface FixtureCollection {
  readonly crt?: number;
  readonly conf?: object;
  readonly decks: Record<number, string>;
  readonly types: readonly FixtureType[];
  readonly notes: readonly FixtureNote[];
}

export const basic: FixtureType = {
  id: 11,
  fields: ['Front', 'Back'],
  templates: [['{{Front}}', '{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}']],
};
export const reversed: FixtureType = {
  id: 12,
  fields: ['Front', 'Back'],
  templates: [
    ['{{Front}}', '{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}'],
    ['{{Back}}', '{{FrontSide}}\n\n<hr id=answer>\n\n{{Front}}'],
  ],
};
export const clozeType: FixtureType = {
  id: 13,
  cloze: true,
  fields: ['Text', 'Back Extra'],
  templates: [['{{cloze:Text}}', '{{cloze:Text}}<br>\n{{Back Extra}}']],
};

const tables = `
  create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null,
    dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null, decks text not null,
    dconf text not null, tags text not null);
  create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null,
    tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null);
  create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null,
    usn integer not null, type integer not null, queue integer not null, due integer not null, ivl integer not null,
    factor integer not null, reps integer not null, lapses integer not null, left integer not null, odue integer not null,
    odid integer not null, flags integer not null, data text not null);
  create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null,
    lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
  create index ix_cards_nid on cards (nid);
  create index ix_revlog_cid on revlog (cid);`;

export const { Database: Sqlite } = await initSqlJs();

/** Schema 11: note types and decks are JSON in the one row of `col`. */
export function oldCollection(collection: FixtureCollection): Uint8Array {
  const database = new Sqlite();
  database.run(tables);
  const models = collection.types.map(({ id, cloze, fields, templates }) => ({
    id,
    type: cloze ? 1 : 0,
    flds: fields.map((name, ord) => ({ name, ord })),
    tmpls: templates.map(([qfmt, afmt], ord) => ({ qfmt, afmt, ord })),
  }));
  const decks = Object.entries(collection.decks).map(([id, name]) => [id, { id: Number(id), name }]);
  database.run("insert into col values (1, ?, 0, 0, 11, 0, 0, 0, ?, ?, ?, '{}', '{}')", [
    collection.crt ?? 1_700_000_000,
    JSON.stringify(collection.conf ?? {}),
    JSON.stringify(Object.fromEntries(models.map((model) => [model.id, model]))),
    JSON.stringify(Object.fromEntries(decks)),
  ]);
  addNotes(database, collection.notes);
  return bytesOf(database);
}

/** Schema 18: tables with protocol buffers, names compared by a collation that only Anki has. */
export function newCollection(collection: FixtureCollection): Uint8Array {
  const database = new Sqlite();
  database.run(tables);
  database.run(`
    create table notetypes (id integer not null primary key, name text not null collate nocase, mtime_secs integer not null,
      usn integer not null, config blob not null);
    create table fields (ntid integer not null, ord integer not null, name text not null collate nocase, config blob not null,
      primary key (ntid, ord)) without rowid;
    create table templates (ntid integer not null, ord integer not null, name text not null collate nocase,
      mtime_secs integer not null, usn integer not null, config blob not null, primary key (ntid, ord)) without rowid;
    create table decks (id integer primary key not null, name text not null collate nocase, mtime_secs integer not null,
      usn integer not null, common blob not null, kind blob not null);
    create table tags (tag text not null primary key collate nocase, usn integer not null) without rowid;
    create unique index idx_notetypes_name on notetypes (name);
    create unique index idx_fields_name_ntid on fields (name, ntid);
    create unique index idx_templates_name_ntid on templates (name, ntid);
    create unique index idx_decks_name on decks (name);`);
  database.run("insert into col values (1, ?, 0, 0, 18, 0, 0, 0, '', '', '', '', '')", [
    collection.crt ?? 1_700_000_000,
  ]);
  for (const { id, cloze, fields, templates } of collection.types) {
    const kind = cloze ? [0x08, 1] : [];
    database.run('insert into notetypes values (?, ?, 0, 0, ?)', [
      id,
      `type ${id}`,
      new Uint8Array([...kind, ...message(3, '.card {}')]),
    ]);
    for (const [ord, name] of fields.entries())
      database.run("insert into fields values (?, ?, ?, x'')", [id, ord, name]);
    for (const [ord, [question, answer]] of templates.entries()) {
      const config = new Uint8Array([...message(1, question), ...message(2, answer), 0x28, 0x80, 0x01]);
      database.run('insert into templates values (?, ?, ?, 0, 0, ?)', [id, ord, `Card ${ord + 1}`, config]);
    }
  }
  for (const [id, name] of Object.entries(collection.decks)) {
    database.run("insert into decks values (?, ?, 0, 0, x'', x'')", [Number(id), name.replaceAll('::', '\x1f')]);
  }
  addNotes(database, collection.notes);
  database.run(
    "pragma writable_schema = 1; update sqlite_master set sql = replace(sql, 'collate nocase', 'collate unicase')",
  );
  return bytesOf(database);
}

function addNotes(database: Database, notes: readonly FixtureNote[]): void {
  let cardId = 1_600_000_000_000;
  for (const [index, { type, fields, tags = '', cards }] of notes.entries()) {
    const id = 1_500_000_000_000 + index;
    database.run("insert into notes values (?, ?, ?, 0, 0, ?, ?, '', 0, 0, '')", [
      id,
      `guid${index}`,
      type,
      tags,
      fields.join('\x1f'),
    ]);
    for (const card of cards) {
      const {
        ord = 0,
        deck = 1,
        type = 0,
        queue = type,
        due = 0,
        ivl = 0,
        factor = 0,
        odue = 0,
        odid = 0,
        data = '',
      } = card;
      const row = [++cardId, id, deck, ord, type, queue, due, ivl, factor, odue, odid, data];
      database.run('insert into cards values (?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, 0, ?)', row);
      for (const [at, ease, kind, reviewFactor = 2500, time = 0] of card.log ?? []) {
        database.run('insert into revlog values (?, ?, 0, ?, 0, 0, ?, ?, ?)', [
          at,
          cardId,
          ease,
          reviewFactor,
          time,
          kind,
        ]);
      }
    }
  }
}

function bytesOf(database: Database): Uint8Array {
  try {
    return database.export();
  } finally {
    database.close();
  }
}

/** One length-delimited field of a protocol buffer. */
function message(field: number, text: string): number[] {
  const bytes = [...new TextEncoder().encode(text)];
  const length: number[] = [];
  for (let rest = bytes.length; ; rest = Math.floor(rest / 128)) {
    length.push(rest < 128 ? rest : (rest % 128) + 128);
    if (rest < 128) break;
  }
  return [field * 8 + 2, ...length, ...bytes];
}

const placeholder: FixtureCollection = {
  decks: { 1: 'Default' },
  types: [basic],
  notes: [
    {
      type: 11,
      fields: ['Please update to the latest Anki version, then import the .colpkg/.apkg file again.', ''],
      cards: [{}],
    },
  ],
};

/** A package as “support older versions” makes it: the collection under `name`. */
export function oldPackage(collection: Uint8Array, name = 'collection.anki2'): Uint8Array {
  return zipSync({ [name]: collection, media: new TextEncoder().encode('{}') });
}

/** A package as a stream writes it: each file's sizes come after its data, and are zero before it. */
export function streamedPackage(collection: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [name, bytes] of Object.entries({ media: new Uint8Array([123, 125]), 'collection.anki2': collection })) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** A package as Anki makes it today: zstd, and a placeholder for older versions. */
export function newPackage(collection: Uint8Array): Uint8Array {
  return zipSync({
    meta: new Uint8Array([8, 3]),
    'collection.anki21b': [zstdCompressSync(collection), { level: 0 }],
    'collection.anki2': [oldCollection(placeholder), { level: 0 }],
    media: zstdCompressSync(new Uint8Array()),
  });
}

export const placeholderPackage = oldPackage(oldCollection(placeholder));
