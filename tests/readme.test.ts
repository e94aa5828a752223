import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildCatalog } from '../src/engine/catalog.ts';
import { features } from '../src/features/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the table of commands tells what the catalog holds', () => {
  const told = /<!-- commands[^>]*-->\n([\s\S]*?)<!-- \/commands -->/.exec(readme)?.[1]?.trim();
  const held = buildCatalog(features).commands.map(({ root, name, about }) => `| \`/${root} ${name}\` | ${about} |`);
  expect(told).toBe(held.join('\n'));
});

test('every file and folder that the map names is there', async () => {
  const map = /## The map\n\n```\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const above: string[] = [];
  const names = map.split('\n').flatMap((line) => {
    const [, indent = '', name = ''] = /^( *)([\w./-]+)(?:\s{2,}|$)/.exec(line) ?? [];
    if (name === '') return [];
    const depth = indent.length / 2;
    above.splice(depth, above.length, name);
    return [above.join('')];
  });
  expect(names.length).toBeGreaterThan(10);
  const { existsSync } = await import('node:fs');
  expect(names.filter((name) => !existsSync(new URL(`../${name}`, import.meta.url)))).toEqual([]);
});
