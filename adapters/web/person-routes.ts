import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { card } from '../../src/chat/card.ts';
import type { Place } from '../../src/chat/request.ts';
import { answer } from './answer.ts';
import { serveBlock } from './blocks.ts';
import { entriesOf, newsSince } from './feed.ts';
import { drawMessage } from './message.ts';
import { keepMessage, lastSeq, latestIn, messagesNamed } from './message-store.ts';
import { readName } from './names.ts';
import { type ChatPage, chatPage } from './pages/chat.ts';
import { notice } from './pages/layout.ts';
import { directAddress, directPlace, pathOf, readAddress, roomAddress, roomPlace } from './places.ts';
import { readAct, readSender, textOf, Unreadable } from './receive.ts';
import { addRoom, markRead, type Person, personNamed, roomNamed } from './store.ts';
import { streamNews } from './stream.ts';
import type { Web } from './web.ts';

type Here = Context<{ Variables: { who: Person } }>;

const pageful = 50;

/** Everything below `/as/:who`. Who it is stands in the path: in local mode a name is all that there is to know. */
export function personRoutes(web: Web) {
  const app = new Hono<{ Variables: { who: Person } }>();
  app.use(async (context, next) => {
    const who = await personNamed(web.db, context.req.param('who') ?? '');
    if (!who) return context.html(unknownPerson, 404);
    context.set('who', who);
    return next();
  });
  app.get('/', (context) => context.redirect(pathOf(context.var.who.slug, directAddress(context.var.who.slug))));
  app.get('/direct', (context) => showPlace(web, context, directPlace(context.var.who.slug)));
  app.get('/rooms/:room', async (context) => {
    const room = await roomNamed(web.db, context.req.param('room'));
    return room ? showPlace(web, context, roomPlace(room)) : context.notFound();
  });
  app.post('/rooms', (context) => openRoom(web, context));
  app.post('/acts', (context) => act(web, context));
  app.post('/read', (context) => read(web, context));
  app.get('/suggestions', (context) => suggestions(web, context));
  app.get('/earlier', (context) => earlier(web, context));
  app.get('/news', (context) => news(web, context));
  app.get('/stream', (context) => stream(web, context));
  app.get('/messages/:id/blocks/:block', async (context) => {
    const [found] = await messagesNamed(web.db, context.var.who.slug, [context.req.param('id')]);
    return serveBlock(found?.body, Number(context.req.param('block'))) ?? context.notFound();
  });
  return app;
}

const unknownPerson = notice('We have not met', 'Nobody by that name has been here yet.', {
  label: 'Say hello',
  path: '/',
});

async function showPlace(web: Web, context: Here, place: Place, newRoom?: ChatPage['newRoom']): Promise<Response> {
  const { who } = context.var;
  // Read first: what comes while the rest is read is then news, and not lost.
  const seq = await lastSeq(web.db);
  const found = await latestIn(web.db, { who: who.slug, place: place.address, limit: pageful + 1 });
  const page = {
    who,
    place,
    entries: await entriesOf(web.db, who.slug),
    messages: found.slice(-pageful),
    hasEarlier: found.length > pageful,
    seq,
    now: web.now(),
    catalog: web.catalog,
    ...(newRoom && { newRoom }),
  };
  return context.html(chatPage(page), newRoom ? 422 : 200, { 'Cache-Control': 'no-store' });
}

/** A room that is there already is simply entered. */
async function openRoom(web: Web, context: Here): Promise<Response> {
  const { who } = context.var;
  const data = await context.req.formData();
  const typed = textOf(data, 'name') ?? '';
  const room = readName(typed);
  if ('problem' in room) {
    const place = (await placeNamed(web, who, textOf(data, 'place'))) ?? directPlace(who.slug);
    return showPlace(web, context, place, { typed, problem: room.problem });
  }
  const at = web.now();
  const place = roomAddress(room.slug);
  if (await addRoom(web.db, { ...room, at })) {
    const body = card(`${room.name} is open`, [`${who.name} opened this room. Everyone who comes in reads along.`]);
    await keepMessage(web.db, { id: `${place}.open`, place, reader: null, author: who.slug, said: null, body, at });
  }
  return context.redirect(pathOf(who.slug, place), 303);
}

/** The place that an address means to this person: their own direct line, or a room that there is. */
async function placeNamed(web: Web, who: Person, address: string | null): Promise<Place | null> {
  const spot = readAddress(address ?? '');
  if (spot?.kind === 'direct') return spot.slug === who.slug ? directPlace(who.slug) : null;
  const room = spot && (await roomNamed(web.db, spot.slug));
  return room ? roomPlace(room) : null;
}

async function placeOf(web: Web, context: Here, address: string | null | undefined): Promise<Place> {
  const place = await placeNamed(web, context.var.who, address ?? null);
  if (!place) throw new Unreadable('This room is not here any more. Please choose another one.');
  return place;
}

async function act(web: Web, context: Here): Promise<Response> {
  const { who } = context.var;
  const data = await context.req.formData();
  const place = await placeOf(web, context, textOf(data, 'place'));
  const at = web.now();
  const asked = await readAct(data, who, place, web.catalog);
  const answered = await answer({ db: web.db, bot: web.bot, who, place, at }, asked);
  return context.json({ now: at.toISOString(), ...answered });
}

async function read(web: Web, context: Here): Promise<Response> {
  const data = await context.req.formData();
  const { address } = await placeOf(web, context, textOf(data, 'place'));
  await markRead(web.db, { who: context.var.who.slug, place: address, bornSeq: wholeNumber(textOf(data, 'born')) });
  return context.body(null, 204);
}

async function suggestions(web: Web, context: Here): Promise<Response> {
  const asked = new URLSearchParams(context.req.query());
  const place = await placeOf(web, context, asked.get('place'));
  const part = (name: string) => (textOf(asked, name) ?? '').slice(0, 200);
  const typing = { root: part('root'), name: part('name'), option: part('option'), typed: part('typed') };
  return context.json(await web.bot.suggest({ sender: readSender(asked, context.var.who), place, ...typing }));
}

async function earlier(web: Web, context: Here): Promise<Response> {
  const { slug: who } = context.var.who;
  const { address } = await placeOf(web, context, context.req.query('place'));
  const before = wholeNumber(context.req.query('before'));
  const found = await latestIn(web.db, { who, place: address, before, limit: pageful + 1 });
  const messages = found.slice(-pageful).map((it) => drawMessage(it, who));
  return context.json({ messages, more: found.length > pageful });
}

async function tabOf(web: Web, context: Here) {
  const { address } = await placeOf(web, context, context.req.query('place'));
  const since = wholeNumber(context.req.header('last-event-id') ?? context.req.query('since'));
  return { who: context.var.who.slug, place: address, since };
}

/** What a tab that nobody looks at asks for now and then: browsers allow only six streams to one server. */
async function news(web: Web, context: Here): Promise<Response> {
  const { since, ...tab } = await tabOf(web, context);
  return context.json(await newsSince(web.db, { ...tab, seq: since, now: web.now() }));
}

async function stream(web: Web, context: Here): Promise<Response> {
  const tab = await tabOf(web, context);
  return streamSSE(context, (to) => streamNews(web, tab, to));
}

function wholeNumber(text: string | null | undefined): number {
  if (!/^\d{1,15}$/.test(text ?? ''))
    throw new Unreadable('This did not come from our page. Please reload it and try again.');
  return Number(text);
}
