import { Hono } from 'hono';
import { lastSeq } from './store.ts';
import type { Web } from './web.ts';

/** `/healthz`: the process answers. `/readyz`: it also reaches its database and is not about to stop. */
export function healthRoutes(web: Web): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    if (web.closing.aborted) return context.text('stopping', 503);
    const reached = await lastSeq(web.db).then(
      () => true,
      () => false,
    );
    return reached ? context.text('ready') : context.text('the database does not answer', 503);
  });
  return app;
}
