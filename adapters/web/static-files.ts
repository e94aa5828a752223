import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';

const folder = new URL('./static/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The files of static/, read once: what is not in the folder cannot be asked for. */
export function staticRoutes(): Hono {
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]));
  const app = new Hono();
  app.get('/:name', (context) => {
    const name = context.req.param('name');
    const bytes = files.get(name);
    if (!bytes) return context.notFound();
    return context.body(new Uint8Array(bytes), 200, {
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
    });
  });
  return app;
}
