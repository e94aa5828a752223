import { describe, expect, test } from 'vitest';
import { readSources, type Source, source, withoutComments } from './support/source.ts';

const sources = readSources('src', 'adapters');

/** The rooms of the house, and which others each may use; `types` only by `import type`. Kept like the README's table. */
const rooms: readonly { room: RegExp; may: readonly RegExp[]; types?: readonly RegExp[] }[] = [
  { room: /^src\/(main|platforms|doctor|commands)\.ts$/, may: [/./] },
  { room: /^src\/environment\.ts$/, may: [] },
  { room: /^src\/config\.ts$/, may: [/^src\/settings\//] },
  { room: /^src\/settings\//, may: [/^src\/settings\//] },
  { room: /^src\/errors\.ts$/, may: [/^src\/chat\//] },
  { room: /^src\/tutor\.ts$/, may: [/^src\/errors/], types: [/^src\/study\/hints\/ladder/] },
  { room: /^src\/world\.ts$/, may: [], types: [/^src\/tutor/, /^src\/db\/connect/, /^src\/metrics/] },
  { room: /^src\/(metrics|log)\.ts$/, may: [] },
  { room: /^src\/chat\//, may: [/^src\/chat\//], types: [/^src\/db\/connect/, /^src\/tutor/] },
  { room: /^src\/study\//, may: [/^src\/study\//] },
  { room: /^src\/charts\//, may: [/^src\/charts\//, /^src\/study\//] },
  { room: /^src\/phrases\//, may: [/^src\/phrases\//, /^src\/chat\//, /^src\/study\//] },
  { room: /^src\/db\//, may: [/^src\/db\//, /^src\/chat\/finding/], types: [/^src\/chat\//, /^src\/study\//] },
  {
    room: /^src\/engine\//,
    may: [/^src\/engine\//, /^src\/chat\//, /^src\/db\//, /^src\/errors/, /^src\/tutor/],
    types: [/^src\/world/],
  },
  { room: /^src\/features\/index\.ts$/, may: [/^src\/features\//], types: [/^src\/chat\//] },
  {
    room: /^src\/features\/([^/]+)\//,
    may: [
      /^src\/features\/$1\//,
      /^src\/chat\//,
      /^src\/study\//,
      /^src\/phrases\//,
      /^src\/charts\//,
      /^src\/db\//,
      /^src\/errors/,
    ],
    types: [/^src\/tutor/],
  },
  {
    room: /^adapters\/([^/]+)\/(?:[\w-]+-)?store\.ts$/,
    may: [/^adapters\/$1\//, /^src\/db\//, /^src\/chat\//, /^src\/errors/],
  },
  {
    room: /^adapters\/([^/]+)\//,
    may: [/^adapters\/$1\//, /^adapters\/shared\//, /^src\/chat\//, /^src\/errors/, /^src\/tutor/],
    types: [/^src\/db\/connect/, /^src\/metrics/],
  },
];

function forbiddenImports(all: readonly Source[]): string[] {
  return all.flatMap(({ path, imports }) => {
    const found = rooms.find(({ room }) => room.test(path));
    if (!found) return [`${path} stands in no room`];
    const own = found.room.exec(path)?.[1] ?? '';
    const fits = (from: string, patterns: readonly RegExp[]) =>
      patterns.some((pattern) => new RegExp(pattern.source.replace('$1', own)).test(from));
    return imports
      .filter(({ from }) => /^(src|adapters)\//.test(from))
      .filter(({ from, typeOnly }) => !fits(from, found.may) && !(typeOnly && fits(from, found.types ?? [])))
      .map(({ from }) => `${path} → ${from}`);
  });
}

/** Text that only the named files may hold. */
const kept: readonly { what: RegExp; only: RegExp; why: string }[] = [
  { what: /\bprocess\.env\b/, only: /^src\/environment\.ts$/, why: 'settings come in through the config' },
  {
    what: /\bnew Date\(\)|\bDate\.now\(|\bperformance\.now\(|Temporal\.Now/,
    only: /^src\/world\.ts$/,
    why: 'time is an argument',
  },
  { what: /\bMath\.random\b/, only: /^src\/world\.ts$/, why: 'chance is an argument' },
  {
    what: /sql(?:<[^`]*>)?`[^`]*\b(?:now\(\)|current_timestamp)[^`]*`/i,
    only: /^$/,
    why: 'SQL has no clock of its own',
  },
  {
    what: /clock_timestamp/,
    only: /^src\/(engine\/outbox|db\/examine)\.ts$/,
    why: 'only leases go by the clock of the database',
  },
];

const keptPackages: readonly { name: string; only: RegExp }[] = [
  { name: 'pg-boss', only: /^src\/engine\/queue\.ts$/ },
  { name: 'node-cron', only: /^src\/main\.ts$/ },
  { name: 'pg', only: /^src\/db\// },
  { name: 'postgres', only: /^adapters\/web\/live\.ts$/ },
  { name: 'prom-client', only: /^src\/metrics\.ts$/ },
  { name: 'hono', only: /^adapters\/web\// },
  { name: 'discord.js', only: /^adapters\/discord\// },
  { name: '@slack/bolt', only: /^adapters\/slack\// },
  { name: 'openai', only: /^adapters\/openai\// },
];

function misplaced(all: readonly Source[]): string[] {
  const texts = all.flatMap(({ path, text }) =>
    kept
      .filter(({ what, only }) => !only.test(path) && what.test(withoutComments(text)))
      .map(({ why }) => `${path}: ${why}`),
  );
  const packages = all.flatMap(({ path, imports }) =>
    keptPackages
      .filter(({ name, only }) => !only.test(path) && imports.some(({ from }) => from === name))
      .map(({ name }) => `${path} imports ${name}`),
  );
  return [...texts, ...packages];
}

/** The owners named above each table of the schema, by the name of its constant. */
function ownersOf(all: readonly Source[]): Map<string, readonly string[]> {
  const tables = all
    .filter(({ path }) => path.startsWith('src/db/schema/'))
    .flatMap(({ text }) => [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\s*export const (\w+) = pgTable\(/g)]);
  return new Map(
    tables.map(([, comment = '', name = '']) => [
      name,
      [...comment.matchAll(/[\w-]+(?:\/[\w-]+)+\.ts/g)].map(([path]) => path),
    ]),
  );
}

function foreignWrites(all: readonly Source[]): string[] {
  const owners = ownersOf(all);
  return all.flatMap(({ path, text }) => {
    const written = [
      ...text.matchAll(
        /\.(?:insert|update|delete)\((?:schema\.)?(\w+)\)|(?:insert into|update|delete from)\s+\$\{(\w+)\}/g,
      ),
    ];
    return written
      .map(([, called, spoken]) => called ?? spoken ?? '')
      .filter((table) => owners.has(table) && !owners.get(table)?.some((owner) => path.endsWith(owner)))
      .map((table) => `${path} writes ${table}`);
  });
}

function cycles(all: readonly Source[]): string[] {
  const uses = new Map(
    all.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from)]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) return void found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path)) return;
    for (const next of uses.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of uses.keys()) visit(path, []);
  return found;
}

describe('the house stands as drawn', () => {
  test('nobody imports from a room that is not open to them', () => expect(forbiddenImports(sources)).toEqual([]));
  test('clock, chance, settings and packages stay where they belong', () => expect(misplaced(sources)).toEqual([]));
  test('imports make no circle', () => expect(cycles(sources)).toEqual([]));
  test('each table names its owner, and only its owner writes it', () => {
    const ownerless = [...ownersOf(sources)].filter(([, owners]) => owners.length === 0).map(([table]) => table);
    expect(ownerless).toEqual([]);
    expect(ownersOf(sources).size).toBeGreaterThan(10);
    expect(foreignWrites(sources)).toEqual([]);
  });
});

describe('the guards see what they are for', () => {
  const feature = (text: string) => [source('src/features/goals/store.ts', text)];
  test.each([
    ["import { check } from '../check-in/store.ts';"],
    ["import { tick } from '../../engine/tick.ts';"],
    ["import type { World } from '../../world.ts';"],
    ["const { tick } = await import('../../engine/tick.ts');"],
  ])('an import too far: %s', (text) => expect(forbiddenImports(feature(text))).toHaveLength(1));

  test.each([
    ['const at = new Date();'],
    ['const at = Date.now();'],
    ['const x = Math.random();'],
    ['const key = process.env.KEY;'],
    ['tx.execute(sql`select now()`);'],
    ["import { PgBoss } from 'pg-boss';"],
  ])('out of place: %s', (text) => expect(misplaced(feature(text))).toHaveLength(1));

  test('a comment is not code', () => expect(misplaced(feature('// never new Date() here'))).toEqual([]));

  test('a write to a table of another', () => {
    const schema = source(
      'src/db/schema/x.ts',
      '/** Owner: features/review/store.ts */\nexport const memory = pgTable(',
    );
    expect(foreignWrites([schema, ...feature('tx.update(memory).set({})')])).toHaveLength(1);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text, read by the guard
    expect(foreignWrites([schema, ...feature('sql`insert into ${memory} values (1)`')])).toHaveLength(1);
    expect(foreignWrites([schema, source('src/features/review/store.ts', 'tx.delete(memory)')])).toEqual([]);
  });

  test('a circle', () => {
    const two = [
      source('src/study/a.ts', "import { b } from './b.ts';"),
      source('src/study/b.ts', "import { a } from './a.ts';"),
    ];
    expect(cycles(two)).toHaveLength(1);
  });
});
