import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { describe, expect, test } from 'vitest';
import { settings } from '../src/config.ts';
import { readSources } from './support/source.ts';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');
const manifest: { scripts: Record<string, string>; dependencies: Record<string, string> } = JSON.parse(
  read('package.json'),
);
const dockerfile = read('docker/Dockerfile');
const composeFiles = ['docker/compose.yaml', 'docker/compose.scale.yaml'];
const variables = Object.values(settings).map(({ variable }) => variable);
/** What the files name that is no setting of the bot's. */
const others = /^(POSTGRES_(USER|PASSWORD|DB)|NODE_ENV)$/;

const all = (text: string, shape: RegExp) => [...text.matchAll(shape)].map(([, found = '']) => found);
const withoutNotes = (text: string) => text.replace(/^\s*#.*$/gm, '');

describe('the image', () => {
  test('is the Node that the project is pinned to', () => {
    expect(all(dockerfile, /^FROM (\S+)$/gm)).toEqual([`node:${manifest.dependencies.node}-slim`]);
  });

  test('starts as npm start does', () => {
    const command: string[] = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]');
    expect(command.join(' ')).toBe(manifest.scripts.start);
  });

  test('holds all that the program is made of, and no more', () => {
    const copied = all(withoutNotes(dockerfile), /^COPY (.+) \S+$/gm).flatMap((names) => names.split(' '));
    expect(copied.filter((name) => !existsSync(at(name)))).toEqual([]);
    const letIn = all(read('.dockerignore'), /^!(.+)$/gm);
    expect(letIn.toSorted()).toEqual(copied.toSorted());
    expect(read('.dockerignore')).toMatch(/^\*$/m);
    expect(copied).toContain('migrations');
    const needed = readSources('src', 'adapters').flatMap(({ path, imports }) => [
      path,
      ...imports.map((it) => it.from),
    ]);
    const own = needed.filter((name) => name.includes('/') && existsSync(at(name)));
    expect(own.filter((name) => !copied.includes(name.split('/')[0] ?? ''))).toEqual([]);
  });

  test('has every package that the program uses', () => {
    const used = readSources('src', 'adapters').flatMap(({ imports }) => imports.filter((it) => !it.typeOnly));
    const packages = used.map(({ from }) => from).filter((name) => !/^(src|adapters)\//.test(name) && !isBuiltin(name));
    expect(packages.length).toBeGreaterThan(20);
    expect([...new Set(packages)].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  test('runs as nobody in particular, who may write where the data are', () => {
    const lines = withoutNotes(dockerfile).split('\n');
    expect(lines.findLast((line) => line.startsWith('USER'))).toBe('USER node');
    expect(lines.indexOf('USER node')).toBeLessThan(lines.findIndex((line) => line.startsWith('CMD')));
    const [volume] = all(dockerfile, /^VOLUME (\S+)$/gm);
    expect(dockerfile).toContain(`ENV DATA_DIR=${volume}\n`);
    expect(dockerfile).toContain(`-o node -g node -m 700 ${volume}\n`);
  });

  test('sets only what the program knows', () => {
    const set = all(dockerfile, /^ENV (\w+)=/gm);
    expect(set.filter((name) => !variables.includes(name) && !others.test(name))).toEqual([]);
  });

  test('asks for its health in words that Node understands, at a page that is there', () => {
    const check: string[] = JSON.parse(/^\s+CMD (\["node", "-e".*\])$/m.exec(dockerfile)?.[1] ?? '[]');
    expect(() => new Function(check[2] ?? ')')).not.toThrow();
    expect(check[2]).toContain('/healthz');
    expect(read('adapters/web/health.ts')).toContain("'/healthz'");
  });
});

describe.each(composeFiles)('%s', (path) => {
  const text = withoutNotes(read(path));

  test('sets only what the program knows', () => {
    const set = all(text, /^\s+([A-Z][A-Z_]+): /gm);
    expect(set.length).toBeGreaterThan(5);
    expect(set.filter((name) => !variables.includes(name) && !others.test(name))).toEqual([]);
    const asked = all(text, /\$\{(\w+)/g);
    expect(asked.filter((name) => !all(read('docker/env.example'), /^(\w+)=/gm).includes(name))).toEqual([]);
  });

  test('names images by version, and files that are there', () => {
    const images = all(text, /image: (\S+)/g).filter((name) => name !== 'studyloop');
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((name) => !/:\d+(\.\d+)+$/.test(name))).toEqual([]);
    const files = [...all(text, /dockerfile: (\S+)/g), ...all(text, /- \.\/(\S+?):/g).map((name) => `docker/${name}`)];
    expect(files.filter((name) => !existsSync(at(name)))).toEqual([]);
  });

  test('keeps passwords out of itself', () => {
    expect(all(text, /POSTGRES_PASSWORD: (.*)/g).every((value) => value.startsWith('${POSTGRES_PASSWORD:?'))).toBe(
      true,
    );
    expect(text).not.toMatch(/xox[bp]-|xapp-/);
  });

  test('publishes the bot’s own pages on this machine alone', () => {
    const published = all(text, /^\s+- ((?:[\d.]+:)?\d+:\d+)$/gm);
    expect(published.filter((port) => /:300\d$/.test(port) && !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  test('waits for the database, and keeps what is in it', () => {
    expect(text).toContain('condition: service_healthy');
    expect(text).toContain('pg_isready');
    expect(text).toContain('- database:/var/lib/postgresql\n'); // where the image keeps it since PostgreSQL 18
  });
});

test('the balancer leaves no bot out because a platform or the database is away', () => {
  expect(all(withoutNotes(read('docker/Caddyfile')), /health_uri (\S+)/g)).toEqual(['/healthz']);
});

test('docs/hosting.md starts it as npm start does, with nothing in between that would keep a stop from it', () => {
  const [started] = all(read('docs/hosting.md'), /^\s+ExecStart=\/srv\/studyloop\/app\/node_modules\/\.bin\/(.+)$/gm);
  expect(started).toBe(manifest.scripts.start);
});

test('every bot of the scaled composition is behind the balancer, and has shards of its own', () => {
  const scaled = withoutNotes(read('docker/compose.scale.yaml'));
  const bots = all(scaled, /^ {2}(bot-\d+):$/gm);
  expect(bots.length).toBeGreaterThan(1);
  expect(all(read('docker/Caddyfile'), /(bot-\d+):3001/g)).toEqual(bots);
  expect(all(scaled, /DISCORD_SHARDS: (\S+)/g)).toEqual(bots.map((_, shard) => `${shard}/${bots.length}`));
});

test('env.example names only what the program knows, and holds no value that is a secret', () => {
  const lines = read('docker/env.example').split('\n');
  const set = lines.flatMap((line) => (line.startsWith('#') || line === '' ? [] : [line.split('=')]));
  expect(set.length).toBeGreaterThan(8);
  const secret = Object.values<{ variable: string; secret?: true }>(settings).filter((it) => it.secret);
  for (const [name = '', value] of set) {
    expect([...variables, 'POSTGRES_PASSWORD']).toContain(name);
    if (name.startsWith('POSTGRES') || secret.some(({ variable }) => variable === name)) expect(value).toBe('');
  }
});
