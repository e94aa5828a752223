import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One TypeScript file of the product: its path from the project's root, its text, and what it imports. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** Path from the root for our own files; the package's name otherwise. */
  readonly from: string;
  readonly typeOnly: boolean;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => source(join(folder, name), readFileSync(join(root, folder, name), 'utf8'))),
  );
}

export function source(path: string, text: string): Source {
  const found = text.matchAll(/^(?:import|export)\s(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)'/gm);
  const dynamic = text.matchAll(/import\('([^']+)'\)/g);
  const imports = [
    ...[...found].map(([, type, from = '']) => ({ from: resolve(path, from), typeOnly: type !== undefined })),
    ...[...dynamic].map(([, from = '']) => ({ from: resolve(path, from), typeOnly: false })),
  ];
  return { path, text, imports };
}

function resolve(path: string, from: string): string {
  return from.startsWith('.') ? relative('.', join(dirname(path), from)) : packageName(from);
}

const packageName = (from: string) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

/** The text without comments, so that words in them break no rule. */
export const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
