import { Hono } from 'hono';

/** What can be asked of the program that runs behind these pages. */
export interface Watch {
  /** Why it should be given no work, in words; nothing where it is ready. */
  notReady(): Promise<readonly string[]>;
  /** What it has counted, in Prometheus's text format 0.0.4. */
  metrics(): Promise<string>;
}

/**
 * `/healthz`: the process answers. `/readyz`: it also reaches its database, its queue and its platforms, answers its minute bell, and is
 * not about to stop; otherwise 503 and why. `/metrics`: counts, which name nobody.
 */
export function healthRoutes(watch: Watch, closing: AbortSignal): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    const why = closing.aborted ? ['stopping'] : await watch.notReady();
    return why.length === 0 ? context.text('ready') : context.text(why.join('\n'), 503);
  });
  app.get('/metrics', async (context) => {
    const text = await watch.metrics();
    return context.body(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  return app;
}
