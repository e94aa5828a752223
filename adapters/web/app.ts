import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { guard, withHeaders } from './guard.ts';
import { healthRoutes } from './health.ts';
import { readName } from './names.ts';
import { notice } from './pages/layout.ts';
import { welcomePage } from './pages/welcome.ts';
import { personRoutes } from './person-routes.ts';
import { pathAs } from './places.ts';
import { textOf, Unreadable } from './receive.ts';
import { staticRoutes } from './static-files.ts';
import { enter, recentPeople } from './store.ts';
import type { Web } from './web.ts';

const bodyMaxBytes = 12 * 1024 * 1024;

/** The whole web chat as one function from request to response. */
export function webApp(web: Web): Hono {
  const app = new Hono();
  app.use(withHeaders);
  // Before the guard: whoever watches comes under a name of their own, and there is nothing private in it.
  app.route('/', healthRoutes(web.watch, web.closing));
  app.use(guard(web.host));
  app.use(bodyLimit({ maxSize: bodyMaxBytes, onError: () => tooLarge() }));
  app.route('/static', staticRoutes());
  app.get('/', async (context) => context.html(welcomePage(await recentPeople(web.db))));
  app.post('/login', (context) => logIn(web, context));
  app.route('/as/:who', personRoutes(web));
  app.notFound((context) => notHere(context));
  app.onError((error, context) => failed(web, error, context));
  return app;
}

async function logIn(web: Web, context: Context): Promise<Response> {
  const typed = textOf(await context.req.formData(), 'name') ?? '';
  const name = readName(typed);
  if ('problem' in name) return context.html(welcomePage(await recentPeople(web.db), typed, name.problem), 422);
  await enter(web.db, { ...name, at: web.now() });
  return context.redirect(`${pathAs(name.slug)}/direct`, 303);
}

const tooLarge = () =>
  Response.json(
    { problem: 'That is more than 12 MB, and so much does not fit here. Please send a smaller file.' },
    { status: 413 },
  );

function notHere(context: Context): Response {
  const way = { label: 'To the first page', path: '/' };
  return context.html(
    notice('There is nothing here', 'Perhaps the address was cut off, or the room has another name.', way),
    404,
  );
}

/** What went wrong, as a page or as the JSON that our modules read. The error itself goes to the log alone. */
function failed(web: Web, error: Error, context: Context): Response {
  const expected = error instanceof Unreadable;
  // A statement's own error repeats what people wrote; its cause says what was wrong with it.
  if (!expected) web.log.error({ err: error.cause ?? error, path: context.req.path }, 'the web chat could not answer');
  const problem = expected ? error.message : 'I cannot do that just now. Please try again in a minute.';
  const status = expected ? 400 : 503;
  const wantsPage = context.req.header('accept')?.includes('text/html') ?? false;
  if (!wantsPage) return context.json({ problem }, status);
  return context.html(notice('That did not work', problem, { label: 'Try again', path: context.req.path }), status);
}
