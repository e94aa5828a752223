import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { neededPermissions } from '../adapters/discord/invite.ts';
import { neededScopes, optionalScopes, paths } from '../adapters/slack/manifest.ts';
import { settings } from '../src/config.ts';
import { columnNames } from '../src/features/decks/formats/csv-columns.ts';
import { makeMetrics } from '../src/metrics.ts';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');
const all = (text: string, shape: RegExp) => [...text.matchAll(shape)].map(([, found = '']) => found);
const pages = ['README.md', ...readdirSync(at('docs')).flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : []))];
const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('names settings that there are', () => {
    const variables = [...Object.values(settings).map(({ variable }) => variable), 'POSTGRES_PASSWORD'];
    const named = all(text, /\b((?:DISCORD|SLACK|OPENAI|TUTOR|WEB|DATABASE|DATA|LOG|PUBLIC|POSTGRES)_[A-Z_]+)\b/g);
    expect(named.filter((name) => !variables.includes(name))).toEqual([]);
  });

  test('leads to pages, headings and files that are there', () => {
    const folder = page.includes('/') ? 'docs/' : '';
    const links = all(text, /\]\((?!https?:)([^)]+)\)/g).map((link) => link.split('#'));
    const missing = links.filter(([path = '', heading]) => {
      const to = path === '' ? page : `${folder}${path}`;
      return !existsSync(at(to)) || (heading !== undefined && !headingsOf(read(to)).includes(heading));
    });
    expect(missing).toEqual([]);
    const files = all(text, /\b((?:docker|src)\/[\w/-]+\.[\w.]*\w)/g);
    expect(files.filter((path) => !existsSync(at(path)))).toEqual([]);
  });

  test('calls scripts that there are', () => {
    const called = all(text, /npm run ([\w:-]+)/g);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** Headings as links call them. */
const headingsOf = (text: string) =>
  all(text, /^#+ (.+)$/gm).map((it) =>
    it
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );

/** The first cells of a table's rows, below the row that begins with `head`. */
function firstCells(text: string, head: string): string[] {
  const table = text.slice(text.indexOf(`| ${head} |`)).split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1]?.trim() ?? '');
}

test('docs/discord.md asks for the permissions that the invite asks for', () => {
  expect(firstCells(read('docs/discord.md'), 'permission')).toEqual(neededPermissions.map(({ name }) => name));
});

test('docs/slack.md explains each scope of the manifest, and no other', () => {
  const told = firstCells(read('docs/slack.md'), 'scope').flatMap((cell) => all(cell, /`([\w:]+)`/g));
  expect(told.toSorted()).toEqual([...neededScopes, ...optionalScopes].toSorted());
  expect(read('docs/slack.md')).toContain(`https://study.example.org${paths.install}\``);
});

test('docs/hosting.md explains every series of ours', async () => {
  const printed = all(await makeMetrics().print(null), /^# TYPE (studyloop_\w+)/gm);
  const told = all(read('docs/hosting.md'), /`(studyloop_\w+)/g);
  expect(printed.filter((name) => !told.includes(name))).toEqual([]);
  expect(told.filter((name) => !printed.includes(name) && name !== 'studyloop_database')).toEqual([]);
});

test('docs/decks.md names every column that a file may have, and no other', () => {
  const rows = all(read('docs/decks.md'), /^(\| `[^|]+\|[^|]*)\|/gm).map((row) => all(row, /`(\w+)`/g));
  expect(rows).toEqual(Object.values(columnNames));
});
