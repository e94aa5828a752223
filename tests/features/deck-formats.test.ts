import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { writeApkg } from '../../src/features/decks/formats/anki-write.ts';
import { readDeckFileApart, writeApkgApart } from '../../src/features/decks/formats/apart.ts';
import { fromPieces, intoPieces } from '../../src/features/decks/formats/card-pieces.ts';
import { writeCsv } from '../../src/features/decks/formats/csv.ts';
import { cleanText, type ImportedCard, tagsIn, UnreadableDeck } from '../../src/features/decks/formats/deck-file.ts';
import { htmlOfText, textOfHtml } from '../../src/features/decks/formats/html.ts';
import { BrokenOff, doApart } from '../../src/features/decks/formats/own-process.ts';
import { readDeckFile } from '../../src/features/decks/formats/read-deck-file.ts';
import {
  basic,
  clozeType,
  type FixtureCollection,
  newCollection,
  newPackage,
  oldCollection,
  oldPackage,
  placeholderPackage,
  reversed,
  Sqlite,
  streamedPackage,
} from './anki-fixtures.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const readText = (text: string, name = 'Biology.csv') => readDeckFile({ name, bytes: utf8(text) });
const readPackage = (bytes: Uint8Array, name = 'Biology.apkg') => readDeckFile({ name, bytes });
const sides = (cards: readonly ImportedCard[]) => cards.map(({ front, back }) => [front, back]);
const now = new Date('2026-11-22T10:00:00Z');

async function sentenceOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnreadableDeck);
  return (error as UnreadableDeck).sentence;
}

describe('delimited text', () => {
  test.each([
    ['commas', 'cell,Zelle\nnucleus,Zellkern\n', 'csv'],
    ['semicolons, with commas inside', 'a cell, small;Zelle\nthe nucleus;Zellkern, rund\n', 'csv'],
    ['tabs, with both inside', 'a cell; or, well\tZelle\nnucleus\tZellkern\n', 'tsv'],
    ['CRLF and a last line without end', 'cell,Zelle\r\nnucleus,Zellkern', 'csv'],
    ['old Macintosh line ends', 'cell,Zelle\rnucleus,Zellkern\r', 'csv'],
  ])('with %s', async (_, text, format) => {
    const deck = await readText(text);
    expect(deck).toMatchObject({ format, deckName: 'Biology', skipped: [] });
    expect(deck.cards).toHaveLength(2);
    expect(deck.cards[1]?.front).toMatch(/nucleus$/);
  });

  test('knows headings in any order, and leaves out other columns aloud', async () => {
    const deck = await readText('Id;Answer;TAGS;Question\n1;Zelle;bio, basics;cell\n2;Kern;;nucleus\n');
    expect(deck.cards).toEqual([
      { front: 'cell', back: 'Zelle', tags: ['bio', 'basics'] },
      { front: 'nucleus', back: 'Kern', tags: [] },
    ]);
    expect(deck.skipped).toEqual([{ line: 1, why: 'column Id: a card has a front, a back and tags' }]);
  });

  test.each(['needs', 'Need', 'PREREQUISITES', 'prerequisite', 'requires'])(
    'knows what a card leans on: %s',
    async (heading) => {
      const deck = await readText(`front;back;tags;${heading}\ncell;Zelle;bio needs::atoms;chemistry, Atoms\nx;y;;\n`);
      expect(deck).toMatchObject({ skipped: [] });
      expect(deck.cards).toEqual([
        { front: 'cell', back: 'Zelle', tags: ['bio'], needs: ['atoms', 'chemistry'] },
        { front: 'x', back: 'y', tags: [] },
      ]);
    },
  );

  test('takes a third column as tags, but not when it holds sentences', async () => {
    expect((await readText('cell,Zelle,bio basics Bio\n')).cards[0]?.tags).toEqual(['bio', 'basics']);
    const deck = await readText('cell,Zelle,The cell divides.\n');
    expect(deck.cards).toEqual([{ front: 'cell', back: 'Zelle', tags: [] }]);
    expect(deck.skipped[0]?.why).toBe('column 3: a card has a front, a back and tags');
  });

  test('keeps quotes, line breaks and delimiters inside quotes', async () => {
    const deck = await readText('front,back\n"say ""hi"", twice","one\r\ntwo"\n5" disk, "floppy"\n');
    expect(sides(deck.cards)).toEqual([
      ['say "hi", twice', 'one\ntwo'],
      ['5" disk', 'floppy'],
    ]);
  });

  test('names the lines that make no card, and keeps the others', async () => {
    const deck = await readText('front,back\ncell,Zelle\nnucleus\n\n,Kern\n"long\nstory",ok\nlast,\n');
    expect(deck.cards).toHaveLength(2);
    expect(deck.skipped).toEqual([
      { line: 3, why: 'the back is empty' },
      { line: 5, why: 'the front is empty' },
      { line: 8, why: 'the back is empty' },
    ]);
  });

  test('skips a side that is longer than a card, and says by how much', async () => {
    const deck = await readText(`cell,Zelle\nnovel,${'x'.repeat(12_345)}\n`);
    expect(deck.skipped).toEqual([{ line: 2, why: 'the back has 12,345 characters; 10,000 fit on a card' }]);
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffcafé,Kaffee\n', 'utf8')],
    ['UTF-16 from a spreadsheet', Buffer.from('\ufeffcafé,Kaffee\n', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('café,Kaffee\n', 'utf16le')],
    ['big-endian UTF-16', Buffer.from('\ufeffcafé,Kaffee\n', 'utf16le').swap16()],
  ])('in %s', async (_, bytes) => {
    expect(sides((await readDeckFile({ name: 'x.csv', bytes })).cards)).toEqual([['café', 'Kaffee']]);
  });

  test('as Anki exports it, with its own headers', async () => {
    const text =
      '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n' +
      'g1\tBasic\tBio::Cells\t<b>cell</b> &amp; co\t"Zelle<br>klein"\tbio basics\n' +
      'g2\tCloze\tBio\tThe {{c1::nucleus}} holds {{c2::DNA::acid}}\tsee ch. 3\t\n';
    const deck = await readText(text, 'export.txt');
    expect(deck).toMatchObject({ format: 'tsv', skipped: [] });
    expect(deck.cards).toEqual([
      { front: 'cell & co', back: 'Zelle\nklein', tags: ['bio', 'basics'], deck: 'Bio::Cells' },
      { front: 'The […] holds DNA', back: 'nucleus\nsee ch. 3', tags: [], deck: 'Bio' },
      { front: 'The nucleus holds [acid]', back: 'DNA\nsee ch. 3', tags: [], deck: 'Bio' },
    ]);
  });

  test('with Anki headers that name a deck and tags for all, and no HTML', async () => {
    const deck = await readText('#separator:Semicolon\n#html:false\n#deck:Bio\n#tags:exam\n1 < 2;a <b> tag\n');
    expect(deck).toMatchObject({ deckName: 'Bio', cards: [{ front: '1 < 2', back: 'a <b> tag', tags: ['exam'] }] });
  });

  test('whose first letters are those of a zip file', async () => {
    expect(sides((await readText('PKU,Phenylketonurie\n')).cards)).toEqual([['PKU', 'Phenylketonurie']]);
  });

  test('whose first card begins with # has no headers', async () => {
    expect(sides((await readText('#1,one\n#2,two\n')).cards)).toEqual([
      ['#1', 'one'],
      ['#2', 'two'],
    ]);
  });
});

describe('delimited text that cannot be read', () => {
  test.each([
    ['nothing', new Uint8Array(), 'This file is empty.'],
    ['blank lines', utf8('\n \n\r\n'), 'This file is empty.'],
    ['one column', utf8('cell\nnucleus\n'), 'I found only one column.'],
    [
      'no whole card',
      utf8('cell,\n,Zelle\n'),
      'No line in this file has both a front and a back (line 1: the back is empty).',
    ],
    [
      'an open quotation mark',
      utf8('cell,Zelle\nnucleus,"Kern\nx,y\n'),
      'A quotation mark that opens on or before line',
    ],
    ['Windows-1252', Buffer.from('caf\xe9,Kaffee\n', 'latin1'), 'The letters in this file are not stored as UTF-8'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0', 'latin1'), 'I cannot read this kind of file.'],
    ['a PDF', utf8('%PDF-1.7\n1,2\n'), 'I cannot read this kind of file.'],
    ['over 10 MB', new Uint8Array(10 * 1024 * 1024 + 60_000), 'This file has 10.1 MB; 10 MB is the most that I take.'],
  ])('%s', async (_, bytes, start) => {
    const sentence = await sentenceOf(readDeckFile({ name: 'x.csv', bytes }));
    expect(sentence.slice(0, start.length)).toBe(start);
  });

  test('10,000 cards fit; with 10,001 it says how many came', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `q${index},a${index}\n`).join('');
    expect((await readText(`front,back\n${lines(10_000)}`)).cards).toHaveLength(10_000);
    expect(await sentenceOf(readText(lines(10_001)))).toBe(
      'This file has 10,001 cards; 10,000 fit in one import. Split it into smaller decks and import them one by one.',
    );
    expect(await sentenceOf(readText('a,b\n'.repeat(300_000)))).toMatch(/^This file has more than 200,000 cards;/);
  });
});

const languages: FixtureCollection = {
  crt: 1_700_000_000,
  decks: { 1: 'Default', 5: 'Languages::French', 6: 'Languages::French::Verbs' },
  types: [basic, reversed, clozeType],
  notes: [
    {
      type: 11,
      fields: ['<div>le <b>chat</b></div>', 'cat&nbsp;<img src="c.jpg">'],
      tags: ' animals a1 ',
      cards: [{ deck: 5 }],
    },
    { type: 12, fields: ['aller', 'to go [sound:go.mp3]'], cards: [{ deck: 6 }, { deck: 6, ord: 1 }] },
    {
      type: 13,
      fields: ['{{c1::Paris::city}} is in {{c2::{{c3::Western}} Europe}}', 'Atlas p. 3'],
      cards: [{ deck: 5 }, { deck: 5, ord: 1 }, { deck: 5, ord: 2 }],
    },
  ],
};

const languageCards = [
  { front: 'le chat', back: 'cat [image]', tags: ['animals', 'a1'] },
  { front: 'aller', back: 'to go [sound]', tags: [], deck: 'Languages::French::Verbs' },
  { front: 'to go [sound]', back: 'aller', tags: [], deck: 'Languages::French::Verbs' },
  { front: '[city] is in Western Europe', back: 'Paris\nAtlas p. 3', tags: [] },
  { front: 'Paris is in […]', back: 'Western Europe\nAtlas p. 3', tags: [] },
  { front: 'Paris is in […] Europe', back: 'Western\nAtlas p. 3', tags: [] },
];

describe('an Anki package', () => {
  test.each([
    ['of Anki 2.0', oldPackage(oldCollection(languages))],
    ['for older versions', oldPackage(oldCollection(languages), 'collection.anki21')],
    ['as a phone writes it, with the sizes after the data', streamedPackage(oldCollection(languages))],
    ['of today: zstd, tables, a collation of its own, a placeholder', newPackage(newCollection(languages))],
  ])('%s', async (_, bytes) => {
    expect(await readPackage(bytes)).toEqual({
      format: 'anki',
      deckName: 'Languages::French',
      cards: languageCards,
      skipped: [],
    });
  });

  test('shows the fields that its templates show', async () => {
    const vocabulary = {
      id: 20,
      fields: ['Word', 'Hint', 'Meaning', 'Example'],
      templates: [
        [
          '<style>.x{}</style>{{#Example}}{{Example}}: {{/Example}}{{Word}} {{hint:Hint}} {{type:Meaning}}<script>go()</script>',
          '{{Word}}<hr id="answer">{{^Example}}(no example) {{/Example}}{{text:Meaning}}',
        ],
      ] as const,
    };
    const notes = [
      { type: 20, fields: ['chat', 'pet', 'cat', '<i>le chat dort</i>'], cards: [{}] },
      { type: 20, fields: ['{{Hint}}', 'pet', 'dog', ''], cards: [{}] },
    ];
    const deck = await readPackage(oldPackage(oldCollection({ decks: { 1: 'D' }, types: [vocabulary], notes })));
    expect(sides(deck.cards)).toEqual([
      ['le chat dort: chat', 'cat'],
      ['{{Hint}}', '(no example) dog'],
    ]);
  });

  test('falls back to the first two fields where a template shows nothing', async () => {
    const scripted = { id: 21, fields: ['A', 'B'], templates: [['<script>draw()</script>', '{{Nothing}}']] as const };
    const notes = [{ type: 21, fields: ['first', 'second'], cards: [{}] }];
    const deck = await readPackage(oldPackage(oldCollection({ decks: { 1: 'D' }, types: [scripted], notes })));
    expect(sides(deck.cards)).toEqual([['first', 'second']]);
  });

  test('says which cards it leaves out, and why', async () => {
    const notes = [
      { type: 11, fields: ['<img src=a.png>', 'Peru'], cards: [{}] },
      { type: 11, fields: ['Peru', '[sound:peru.mp3]'], cards: [{}] },
      { type: 11, fields: ['lonely', ''], cards: [{}] },
      { type: 13, fields: ['{{c1::image-occlusion:rect:left=.1}}', '<img src=x.png>'], cards: [{}] },
      { type: 11, fields: ['cell', 'Zelle'], cards: [{}] },
      { type: 13, fields: ['only {{c1::one}}', ''], cards: [{ ord: 1 }] },
    ];
    const deck = await readPackage(oldPackage(oldCollection({ ...languages, notes })));
    expect(sides(deck.cards)).toEqual([['cell', 'Zelle']]);
    expect(deck.skipped).toEqual([
      { line: 1, why: 'its front is only a picture or a sound' },
      { line: 2, why: 'its back is only a picture or a sound' },
      { line: 3, why: 'the back is empty' },
      { line: 4, why: 'it hides parts of a picture' },
      { line: 6, why: 'it is empty' },
    ]);
  });

  const day = 86_400_000;
  const start = 1_700_000_000_000;
  const logged = (
    log: FixtureCollection['notes'][number]['cards'][number]['log'],
    more: object = {},
  ): FixtureCollection => ({
    ...languages,
    notes: [
      {
        type: 11,
        fields: ['q', 'a'],
        cards: [{ type: 2, due: 40, ivl: 12, factor: 2350, ...(log ? { log } : {}), ...more }],
      },
    ],
  });

  test.each([
    ['old', (collection: FixtureCollection) => oldPackage(oldCollection(collection), 'collection.anki21')],
    ['new', (collection: FixtureCollection) => newPackage(newCollection(collection))],
  ])('brings its log, as %s', async (_, pack) => {
    const deck = await readPackage(
      pack(
        logged([
          [start + 3 * day, 1, 1, 2500, 4200],
          [start, 3, 0],
          [start + 600_000, 2, 0],
          [start + day, 4, 1],
          [start + 2 * day, 0, 4],
          [start + 2 * day + 1, 0, 5],
          [start + 4 * day, 3, 2],
          [start + 5 * day, 3, 3, 0],
          [start + 6 * day, 3, 3, 2500],
        ]),
      ),
    );
    expect(deck.cards[0]?.history).toEqual([
      { at: new Date(start), grade: 'good' },
      { at: new Date(start + 600_000), grade: 'hard' },
      { at: new Date(start + day), grade: 'easy' },
      { at: new Date(start + 3 * day), grade: 'again', durationMs: 4200 },
      { at: new Date(start + 4 * day), grade: 'good' },
      { at: new Date(start + 6 * day), grade: 'good' },
    ]);
  });

  test('forgets what came before a card was reset', async () => {
    const collection = logged(
      [
        [start, 3, 0],
        [start + day, 0, 4, 0],
        [start + 2 * day, 4, 0],
      ],
      { type: 1 },
    );
    const deck = await readPackage(newPackage(newCollection(collection)));
    expect(deck.cards[0]?.history).toEqual([{ at: new Date(start + 2 * day), grade: 'easy' }]);
  });

  test('of the first scheduler had three buttons while learning', async () => {
    const log = [
      [start, 1, 0],
      [start + 1, 2, 0],
      [start + 2, 3, 2],
      [start + 3, 3, 1],
    ] as const;
    const grades = async (bytes: Uint8Array) => (await readPackage(bytes)).cards[0]?.history?.map(({ grade }) => grade);
    expect(await grades(oldPackage(oldCollection(logged(log))))).toEqual(['again', 'good', 'easy', 'good']);
    expect(await grades(oldPackage(oldCollection(logged(log)), 'collection.anki21'))).toEqual([
      'again',
      'hard',
      'good',
      'good',
    ]);
    const second = { ...logged(log), conf: { schedVer: 2 } };
    expect(await grades(oldPackage(oldCollection(second)))).toEqual(['again', 'hard', 'good', 'good']);
  });

  test('without a log still says where its schedule stands', async () => {
    const cards = [
      { type: 2, due: 40, ivl: 12, factor: 2350, data: '{"pos":3,"s":14.5,"d":6.25,"dr":0.9}' },
      { type: 2, queue: -1, due: 3, ivl: 400, factor: 1300 },
      { type: 3, queue: 1, due: 1_705_000_000, ivl: 1, factor: 2000 },
      { type: 2, due: -100_000, ivl: 5, odue: 41, odid: 5, deck: 6 },
      { type: 1, due: 1_705_000_000 },
      { type: 0, due: 7, data: 'not json' },
    ];
    const notes = cards.map((card, index) => ({ type: 11, fields: [`q${index}`, 'a'], cards: [{ deck: 5, ...card }] }));
    const deck = await readPackage(newPackage(newCollection({ ...languages, notes })));
    const dueAt = (days: number) => new Date(start + days * day);
    expect(deck.deckName).toBe('Languages::French');
    expect(deck.cards.map(({ schedule }) => schedule)).toEqual([
      { intervalDays: 12, dueAt: dueAt(40), ease: 2.35, stability: 14.5, difficulty: 6.25 },
      { intervalDays: 400, dueAt: dueAt(3), ease: 1.3 },
      { intervalDays: 1, dueAt: new Date(1_705_000_000_000), ease: 2 },
      { intervalDays: 5, dueAt: dueAt(41) },
      undefined,
      undefined,
    ]);
    expect(deck.cards.map(({ suspended }) => suspended)).toEqual([
      undefined,
      true,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('takes its name from the decks it holds, or from the file if they share none', async () => {
    const named = async (decks: Record<number, string>) => {
      const notes = Object.keys(decks).map((id) => ({
        type: 11,
        fields: [`q${id}`, 'a'],
        cards: [{ deck: Number(id) }],
      }));
      const deck = await readPackage(newPackage(newCollection({ decks, types: [basic], notes })), 'My export.apkg');
      return [deck.deckName, ...deck.cards.map((card) => card.deck)];
    };
    expect(await named({ 5: 'Bio::Cells' })).toEqual(['Bio::Cells', undefined]);
    expect(await named({ 5: 'Bio::Cells', 6: 'Bio::Genes' })).toEqual(['Bio', 'Bio::Cells', 'Bio::Genes']);
    expect(await named({ 5: 'Bio', 6: 'Maths' })).toEqual(['My export', 'Bio', 'Maths']);
    expect(await named({ 1: 'Default' })).toEqual(['My export', 'Default']);
  });
});

describe('an Anki package that cannot be read', () => {
  const sound = oldPackage(oldCollection(languages));
  const damaged = 'The collection in this package is damaged.';
  const incomplete = 'This package is incomplete or damaged.';

  /** The package again, with its collection changed by SQL. */
  function altered(sql: string): Uint8Array {
    const database = new Sqlite(oldCollection(languages));
    database.run(sql);
    const bytes = database.export();
    database.close();
    return oldPackage(bytes);
  }

  /** The sizes that the headers declare, changed: what a bomb that hides would do. */
  function withDeclaredSize(bytes: Uint8Array, size: number): Uint8Array {
    const copy = Buffer.from(bytes);
    const central = copy.indexOf('PK\x01\x02', 0, 'latin1');
    copy.writeUInt32LE(size, 22);
    copy.writeUInt32LE(size, central + 24);
    return copy;
  }

  /** The package with one bit of its collection turned over: it still unpacks. */
  function withBitTurned(bytes: Uint8Array): Uint8Array {
    const copy = Buffer.from(bytes);
    const at = copy.indexOf('le <b>chat</b>');
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  }

  test.each([
    ['not a zip', utf8('hello'), 'This is not an Anki package: it is no zip file.'],
    ['cut off', sound.subarray(0, Math.floor(sound.length * 0.6)), incomplete],
    [
      'with a hole',
      Uint8Array.from(sound, (byte, index) => (index > 60 && index < sound.length / 2 ? 0x55 : byte)),
      incomplete,
    ],
    [
      'with one bit turned over',
      withBitTurned(zipSync({ 'collection.anki2': [oldCollection(languages), { level: 0 }] })),
      incomplete,
    ],
    ['an empty zip', zipSync({}), 'This zip file has no Anki collection in it.'],
    ['a zip of pictures', zipSync({ 'a.jpg': utf8('jpg') }), 'This zip file has no Anki collection in it.'],
    ['a workbook', zipSync({ 'xl/workbook.xml': utf8('<x/>') }), 'This is an Excel workbook.'],
    ['a collection that is no database', oldPackage(utf8('not a database, but long enough to look at')), damaged],
    ['a database cut off', oldPackage(oldCollection(languages).subarray(0, 6000)), damaged],
    ['a database with other tables', altered('drop table cards'), damaged],
    ['broken JSON', altered("update col set models = '{oops'"), damaged],
    [
      'no cards',
      altered('delete from cards'),
      'No card in this package has words on both sides. Is it the right deck?',
    ],
    ['the placeholder alone', placeholderPackage, 'This package is newer than I can read.'],
    [
      'zstd cut off',
      zipSync({ 'collection.anki21b': zstdCompressSync(oldCollection(languages)).subarray(0, 900) }),
      incomplete,
    ],
    ['no zstd', zipSync({ 'collection.anki21b': utf8('plain') }), incomplete],
    ['a bomb', oldPackage(new Uint8Array(65 * 1024 * 1024)), 'This package unpacks to more than 64 MB'],
    [
      'a bomb that hides its size',
      withDeclaredSize(oldPackage(new Uint8Array(65 * 1024 * 1024)), 1000),
      'This package unpacks to more than 64 MB',
    ],
    [
      'a zstd bomb',
      zipSync({ 'collection.anki21b': zstdCompressSync(new Uint8Array(65 * 1024 * 1024)) }),
      'This package unpacks to more than 64 MB',
    ],
    ['a raw collection', oldCollection(languages), 'This is Anki’s own database.'],
  ])('%s', async (_, bytes, start) => {
    const sentence = await sentenceOf(readPackage(bytes));
    expect(sentence.slice(0, start.length)).toBe(start);
  });

  test.each([
    ['a view', 'alter table notes rename to hidden; create view notes as select * from hidden'],
    [
      'a computed column',
      'alter table revlog rename to hidden; create table revlog (id integer primary key, cid, ease, factor, time, type as/**/(length(zeroblob(1))))',
    ],
  ])('with %s where a table should be: its query is never run', async (_, sql) => {
    expect(await sentenceOf(readPackage(altered(sql)))).toMatch(/^The collection in this package is damaged/);
  });

  test('whose rows all point to one long text is not read to the end of its promises', async () => {
    const notes = Array.from({ length: 40 }, () => ({ type: 11, fields: ['q', 'a'], cards: [{}] }));
    const database = new Sqlite(oldCollection({ ...languages, notes }));
    database.run('update notes set flds = ? where id = (select max(id) from notes)', ['x'.repeat(2 * 1024 * 1024)]);
    const [root, pageSize] = ["select rootpage from sqlite_master where name = 'notes'", 'pragma page_size'].map(
      (sql) => Number(database.exec(sql)[0]?.values[0]?.[0]),
    );
    const forged = Buffer.from(database.export());
    database.close();
    // Each of the pointers of the page, two bytes after its head of eight, to the long row (sqlite.org/fileformat2.html, 1.6).
    const page = ((root ?? 0) - 1) * (pageSize ?? 0);
    const rows = forged.readUInt16BE(page + 3);
    const long = forged.readUInt16BE(page + 8 + 2 * (rows - 1));
    for (let row = 0; row < rows; row += 1) forged.writeUInt16BE(long, page + 8 + 2 * row);
    expect(rows).toBe(40);
    expect(await sentenceOf(readPackage(oldPackage(forged)))).toMatch(/^The collection in this package is damaged/);
  });

  test('with 10,001 cards says so', async () => {
    const bytes = altered(
      'delete from cards; with recursive n (i) as (select 1 union all select i + 1 from n where i < 10001) ' +
        "insert into cards select i, 1500000000000, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '' from n",
    );
    expect(await sentenceOf(readPackage(bytes))).toMatch(/^This file has 10,001 cards; 10,000 fit in one import\./);
  });
});

describe('any bytes at all', () => {
  /** Only the error with a sentence may come out. */
  async function readOrRefuse(name: string, bytes: Uint8Array): Promise<void> {
    const reading = readDeckFile({ name, bytes });
    await reading.then(
      (deck) => expect(deck.cards.length).toBeGreaterThan(0),
      (error: unknown) => expect(error).toBeInstanceOf(UnreadableDeck),
    );
  }

  test('make a deck or a sentence', async () => {
    const files = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc
        .array(fc.constantFrom('"', ',', ';', '\t', '\n', '\r', '#', 'a', '#html:true', ' '))
        .map((parts) => utf8(` ${parts.join('')}`)),
    );
    await fc.assert(
      fc.asyncProperty(files, (bytes) => readOrRefuse('x.csv', bytes)),
      { seed: 8, numRuns: 500 },
    );
  });

  test('in place of some in a package make a deck or a sentence', async () => {
    const collections = [oldPackage, newPackage].map((pack, index) => ({
      pack,
      bytes: index === 0 ? oldCollection(languages) : newCollection(languages),
    }));
    const wounds = fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.uint8Array({ minLength: 1, maxLength: 30 }),
      ),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...collections), wounds, async ({ pack, bytes }, at) => {
        const hurt = Uint8Array.from(bytes);
        for (const [share, wound] of at)
          hurt.set(wound.subarray(0, hurt.length - Math.floor(share * hurt.length)), Math.floor(share * hurt.length));
        await readOrRefuse('x.apkg', pack(hurt));
      }),
      { seed: 9, numRuns: 150 },
    );
  });
});

describe('HTML', () => {
  test.each([
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['<div>one</div><div>two</div>', 'one\ntwo'],
    ['<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
    ['<p class="a>b">one</p>\n<p>two</p>', 'one\ntwo'],
    ['<ul><li>a</li><li>b<ol><li>x</li><li>y</li></ol></li></ul>end', '• a\n• b\n1. x\n2. y\nend'],
    ['a &lt;b&gt; &amp;amp; &eacute;&#233;&#xE9; &nope; &rarr; &Omega;&omega;', 'a <b> &amp; ééé &nope; → Ωω'],
    ['x < y and a <3 b', 'x < y and a <3 b'],
    ['x<sup>2</sup> + H<sub>2</sub>O, 1<sup>st</sup>', 'x² + H₂O, 1st'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\nc'],
    ['<pre>if x:\n    go()</pre>', 'if x:\n    go()'],
    [
      'see <img alt="x" src="data:image/png;base64,AAAA"> and [sound:a.mp3]<audio src=b></audio>',
      'see [image] and [sound][sound]',
    ],
    ['a<!-- no --><script>alert(1)</script><style>b{}</style> c', 'a c'],
    ['\\(x^2 &lt; 3\\)', '\\(x^2 < 3\\)'],
    ['<unfinished', '<unfinished'],
  ])('%s', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test('any text survives the way to HTML and back', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '<b>',
            '&lt;',
            ' ',
            '\n',
            '\t',
            '[sound:x]',
            '{{c1::a}}',
            '&',
            "'",
            '"',
            'é',
            '<',
            '>',
            '<br>',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text.map(cleanText), (typed) => {
        expect(textOfHtml(htmlOfText(typed))).toBe(typed);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

const side = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', '\t', ' ', '#', '<', '&', 'a', '1', '＝'),
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map(cleanText)
  .filter((text) => text !== '' && !/^(\[(image|sound)\]\s*)+$/.test(text));
const tags = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 4 })
  .map((words) => tagsIn(words.join(' ')));
/** A card that leans on nothing says nothing of it. */
const leaning = <T extends { needs: string[] }>({ needs, ...rest }: T) => ({
  ...rest,
  ...(needs.length > 0 && { needs }),
});

describe('CSV, written and read again', () => {
  const decks = fc.array(fc.record({ front: side, back: side, tags, needs: tags }).map(leaning), {
    minLength: 1,
    maxLength: 12,
  });

  test('gives the same cards, whatever is on them', async () => {
    await fc.assert(
      fc.asyncProperty(decks, async (cards) => {
        const deck = await readDeckFile({ name: 'Bio.csv', bytes: writeCsv({ deckName: 'Bio', cards }) });
        expect(deck).toEqual({ format: 'csv', deckName: 'Bio', cards, skipped: [] });
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test('keeps the decks of its cards', async () => {
    const cards = [
      { front: 'a', back: 'b', tags: [], deck: 'Bio::Cells' },
      { front: 'c', back: 'd', tags: ['x'], deck: 'Bio::Genes' },
    ];
    expect((await readDeckFile({ name: 'Bio.csv', bytes: writeCsv({ deckName: 'Bio', cards }) })).cards).toEqual(cards);
  });

  test('runs no formula in a spreadsheet', () => {
    const fronts = ['=1+1', '+1', '-1', '@sum', "'=x", '＝1', 'a=b'];
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      writeCsv({ deckName: 'x', cards: fronts.map((front) => ({ front, back: 'b', tags: ['-t'] })) }),
    );
    expect(text.startsWith('\ufefffront,back,tags\r\n')).toBe(true);
    for (const line of text.trim().split('\r\n').slice(1)) {
      for (const cell of line.split(',')) expect(cell).not.toMatch(/^[=+\-@＝]/);
    }
    expect(text).toContain("\r\n''=x,b,'-t\r\n");
    expect(text).toContain('\r\na=b,');
  });
});

describe('an Anki package, written and read again', () => {
  const day = 86_400_000;
  const review = fc.record({
    gapMs: fc.integer({ min: 1, max: 40 * day }),
    grade: fc.constantFrom('again', 'hard', 'good', 'easy'),
    durationMs: fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: undefined }),
  });
  const schedule = fc.record(
    {
      intervalDays: fc.integer({ min: 1, max: 3000 }),
      // 04:00 UTC, the beginning of an Anki day.
      dueAt: fc.integer({ min: 16_000, max: 24_000 }).map((days) => new Date(days * day + day / 6)),
      ease: fc.integer({ min: 1300, max: 4000 }).map((permille) => permille / 1000),
    },
    { requiredKeys: ['intervalDays', 'dueAt', 'ease'] },
  );
  const memory = fc.record({
    stability: fc.integer({ min: 1, max: 9999 }).map((n) => n / 8),
    difficulty: fc.integer({ min: 8, max: 80 }).map((n) => n / 8),
  });
  const card = fc.record({
    front: side,
    back: side,
    tags,
    needs: tags,
    log: fc.array(review, { maxLength: 6 }),
    schedule: fc.option(
      fc.tuple(schedule, fc.option(memory, { nil: {} })).map(([known, fsrs]) => ({ ...known, ...fsrs })),
      { nil: undefined },
    ),
    suspended: fc.boolean(),
  });

  /** Every review of a deck in its own millisecond, as a person's are. */
  function cardsFrom(drawn: readonly (typeof card extends fc.Arbitrary<infer C> ? C : never)[]): ImportedCard[] {
    return drawn.map(({ log, schedule: known, suspended, ...sides }, index) => {
      let at = 1_500_000_000_000 + index;
      const history = log.map(({ gapMs, grade, durationMs }) => {
        at += gapMs * drawn.length;
        return { at: new Date(at), grade, ...(durationMs === undefined ? {} : { durationMs }) };
      });
      return {
        ...leaning(sides),
        ...(known ? { schedule: known, ...(history.length > 0 ? { history } : {}) } : {}),
        ...(suspended ? { suspended } : {}),
      };
    });
  }

  test('gives the same cards, tags, log and schedule', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(card, { minLength: 1, maxLength: 8 }), async (drawn) => {
        const cards = cardsFrom(drawn);
        const deck = await readPackage(await writeApkg({ deckName: 'Bio::Cells', cards }, now));
        expect(deck).toEqual({ format: 'anki', deckName: 'Bio::Cells', cards, skipped: [] });
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  test('goes on from the last review where the log has no schedule', async () => {
    const history = [{ at: new Date('2026-11-20T18:00:00Z'), grade: 'good' as const }];
    const bytes = await writeApkg({ deckName: 'Bio', cards: [{ front: 'a', back: 'b', tags: [], history }] }, now);
    const [card] = (await readPackage(bytes)).cards;
    expect(card?.history).toEqual(history);
    expect(card?.schedule).toEqual({ intervalDays: 1, dueAt: new Date('2026-11-20T04:00:00Z'), ease: 2.5 });
  });

  test('is the same file for the same deck at the same moment, and keeps the ids of notes later', async () => {
    const cards = ['a', 'b', 'a'].map((front) => ({ front, back: 'x', tags: [] }));
    const write = (at: Date) => writeApkg({ deckName: 'Bio', cards }, at);
    expect(await write(now)).toEqual(await write(now));
    const guids = async (at: Date) => query(await write(at), 'select guid from notes order by id').flat();
    const first = await guids(now);
    expect(new Set(first).size).toBe(3);
    expect(await guids(new Date('2027-01-01T00:00:00Z'))).toEqual(first);
  });

  test('is laid out as Anki checks it', async () => {
    const cards: ImportedCard[] = [
      { front: 'a < b', back: 'x\ny', tags: ['one', 'two words'], deck: 'Bio::Cells' },
      {
        front: 'q',
        back: 'a',
        tags: [],
        history: [
          { at: new Date('2026-11-01T10:00:00Z'), grade: 'good', durationMs: 1500 },
          { at: new Date('2026-11-01T10:10:00Z'), grade: 'again' },
          { at: new Date('2026-11-04T10:10:00Z'), grade: 'easy' },
        ],
        schedule: {
          intervalDays: 9,
          dueAt: new Date('2026-11-24T12:00:00Z'),
          ease: 2.2,
          stability: 9.5,
          difficulty: 5,
        },
      },
    ];
    const bytes = await writeApkg({ deckName: 'Bio', cards }, now);
    expect(query(bytes, 'pragma integrity_check')).toEqual([['ok']]);
    expect(
      query(
        bytes,
        'select ver, json_valid(conf) + json_valid(models) + json_valid(decks) + json_valid(dconf) from col',
      ),
    ).toEqual([[11, 4]]);
    // SHA-1 of 'a < b' begins with 8 hex digits that Anki compares.
    expect(query(bytes, 'select tags, flds, sfld, csum from notes order by id')).toEqual([
      [' one two_words ', 'a &lt; b\x1fx<br>y', 'a < b', 0xc7bad0be],
      ['  ', 'q\x1fa', 'q', 0x22ea1c64],
    ]);
    const due = query(
      bytes,
      "select type, queue, ivl, factor, reps, lapses, data, date(crt + due * 86400, 'unixepoch') from cards, col order by cards.id",
    );
    expect(due).toEqual([
      [0, 0, 0, 0, 0, 0, '', expect.anything()],
      [2, 2, 9, 2200, 3, 1, '{"s":9.5,"d":5}', '2026-11-24'],
    ]);
    expect(query(bytes, 'select ease, ivl, lastIvl, time, type from revlog order by id')).toEqual([
      [3, -600, 0, 1500, 0],
      [1, 3, -600, 0, 2],
      [4, 9, 3, 0, 1],
    ]);
    const decks = JSON.parse(String(query(bytes, 'select decks from col')[0]?.[0]));
    expect(Object.values<{ name: string }>(decks).map(({ name }) => name)).toEqual(['Default', 'Bio::Cells', 'Bio']);
    expect(
      query(bytes, 'select count(*) from cards where did not in (select key from json_each((select decks from col)))'),
    ).toEqual([[0]]);
  });

  function query(bytes: Uint8Array, sql: string) {
    const database = new Sqlite(unzipSync(bytes)['collection.anki2']);
    try {
      return database.exec(sql)[0]?.values ?? [];
    } finally {
      database.close();
    }
  }
});

describe('in a process of its own', () => {
  const roomy = { timeLimitMs: 60_000, heapLimitMb: 512 };
  const cards = Array.from({ length: 1000 }, (_, index) => ({
    front: `question ${index}`,
    back: 'an answer',
    tags: ['bio'],
    history: Array.from({ length: 12 }, (_, day) => ({
      at: new Date(1_600_000_000_000 + day * 86_400_000 + index),
      grade: 'good' as const,
    })),
    schedule: { intervalDays: 3, dueAt: new Date('2026-11-24T04:00:00Z'), ease: 2.5 },
  }));
  const deck = { deckName: 'Bio', cards };
  const tiny = { name: 'Bio.csv', bytes: utf8('cell,Zelle\n') };

  /** What `look` sees at each turn of the event loop until `work` is done. */
  async function atEachTurn<T>(work: Promise<unknown>, look: () => T): Promise<T[]> {
    const seen: T[] = [];
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      seen.push(look());
      await setImmediate();
    }
    await done;
    return seen;
  }

  test('the same comes out, and the program has thousands of turns meanwhile', async () => {
    let bytes: Uint8Array = new Uint8Array();
    const writing = async () => {
      bytes = await writeApkgApart(deck, now);
    };
    expect((await atEachTurn(writing(), () => 0)).length).toBeGreaterThan(1000);
    expect(bytes).toEqual(await writeApkg(deck, now));
    const reading = readDeckFileApart({ name: 'Bio.apkg', bytes });
    expect((await atEachTurn(reading, () => 0)).length).toBeGreaterThan(1000);
    expect(await reading).toEqual({ ...deck, format: 'anki', skipped: [] });
  });

  test('cards of a large deck come over in many turns', async () => {
    const pieces = await intoPieces(cards);
    const turns = await atEachTurn(fromPieces(pieces), () => 0);
    expect(turns.length).toBeGreaterThanOrEqual(5);
    expect(await fromPieces(pieces)).toEqual(cards);
  });

  test('a refusal is the same sentence', async () => {
    const file = { name: 'x.csv', bytes: utf8('cell\nnucleus\n') };
    expect(await sentenceOf(readDeckFileApart(file))).toBe(await sentenceOf(readDeckFile(file)));
  });

  /** A small package that unpacks to so many fields that no memory holds them. */
  function bomb(): Uint8Array {
    const database = new Sqlite(oldCollection(languages));
    database.run('update notes set flds = ?', ['\x1f'.repeat(10_000_000)]);
    const bytes = database.export();
    database.close();
    return oldPackage(bytes);
  }

  test('one that asks for all memory is told so, and the program lives on', async () => {
    const reading = readDeckFileApart({ name: 'x.apkg', bytes: bomb() }, { ...roomy, heapLimitMb: 64 });
    expect(await sentenceOf(reading)).toBe(
      'This file takes more memory than I have. Split it into smaller decks and import them one by one.',
    );
    expect((await readDeckFileApart(tiny)).cards).toHaveLength(1);
  });

  test('one that takes too long is told so', async () => {
    const hurried = { ...roomy, timeLimitMs: 1 };
    const file = { name: 'Bio.apkg', bytes: await writeApkg(deck, now) };
    expect(await sentenceOf(readDeckFileApart(file, hurried))).toBe(
      'This file takes me more than a minute to read. Split it into smaller decks and import them one by one.',
    );
    const writing = writeApkgApart(deck, now, hurried);
    await expect(writing).rejects.toBeInstanceOf(BrokenOff);
    await expect(writing).rejects.toMatchObject({ tookTooLong: true });
  });

  /** The answer of a script of our own. */
  async function answerOf(text: string): Promise<unknown> {
    const folder = await mkdtemp(join(tmpdir(), 'studyloop-'));
    const script = join(folder, 'script.mjs');
    await writeFile(script, text);
    return doApart(pathToFileURL(script), {}, roomy).finally(() => rm(folder, { recursive: true }));
  }

  test.each([
    ['a script that fails', "throw new Error('oh dear')", /oh dear/],
    ['a script with a mistake', "import './no-such-file.ts'", /Cannot find module/],
    ['a stop of the whole program', "process.kill(process.pid, 'SIGTERM')", /SIGTERM/],
  ])('%s is no fault of the file', async (_, text, says) => {
    const failing = answerOf(text);
    await expect(failing).rejects.toThrow(says);
    await expect(failing).rejects.not.toBeInstanceOf(BrokenOff);
  });

  test('knows nothing of the settings of the program', async () => {
    const telling = 'process.once("message", () => process.send(Object.keys(process.env)))';
    expect(await answerOf(telling)).not.toContain('PATH');
  });

  test('many files are read one after the other', async () => {
    const before = process.listenerCount('exit');
    const reading = Promise.all([tiny, { name: 'x.pdf', bytes: utf8('%PDF') }, tiny].map((file) => settled(file)));
    const atOnce = await atEachTurn(reading, () => process.listenerCount('exit') - before);
    expect(new Set(atOnce)).toEqual(new Set([0, 1]));
    expect(await reading).toEqual(['read', 'refused', 'read']);
  });

  const settled = (file: { name: string; bytes: Uint8Array }) =>
    readDeckFileApart(file).then(
      () => 'read',
      () => 'refused',
    );

  test('ends with the program, and leaves nothing behind', async () => {
    const before = process.listeners('exit');
    const reading = sentenceOf(readDeckFileApart(tiny));
    await setImmediate();
    const [atExit, ...more] = process.listeners('exit').filter((listener) => !before.includes(listener));
    expect(more).toEqual([]);
    atExit?.(0);
    expect(await reading).toMatch(/^This file takes/);
    expect(process.listeners('exit')).toEqual(before);
    await expect.poll(() => process.getActiveResourcesInfo()).not.toContain('ProcessWrap');
  });

  test('lets the program end', async () => {
    const apart = new URL('../../src/features/decks/formats/apart.ts', import.meta.url);
    const program =
      `import { readDeckFileApart } from ${JSON.stringify(apart)};` +
      "const bytes = new TextEncoder().encode('cell,Zelle');" +
      "console.log((await readDeckFileApart({ name: 'Bio.csv', bytes })).cards[0].back);";
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout).toBe('Zelle\n');
  });
});
