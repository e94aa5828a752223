// What happens elsewhere, as it happens. A tab that is looked at has a stream; one that is not asks now and then, since browsers
// allow only six streams to one server. Either way it goes on exactly where it stopped.
import { announce, lastBorn, show } from './log.js';
import { byId, page } from './page.js';
import { formData, postOnce, retryAll } from './post.js';
import { setNow } from './times.js';

const restMs = 5_000;
const askEveryMs = 20_000;
const link = byId('link');
let { seq } = page;
let source = null;
let timer = null;
let unseenHere = 0;
let readUpTo = 0;
const title = document.title;
let unreadElsewhere = unreadIn(page.places);

export function startLive() {
  if (document.hidden) rest();
  else wake();
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(rest, restMs);
    else wake();
  });
}

const query = () => new URLSearchParams({ place: page.place, since: seq });

function listen() {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(`${page.home}/stream?${query()}`);
  source.addEventListener('hello', ({ data }) => {
    setNow(data);
    document.body.dataset.live = '';
    if (link.textContent === '') return;
    link.textContent = '';
    retryAll();
  });
  source.addEventListener('news', ({ data }) => take(JSON.parse(data)));
  source.addEventListener('error', () => {
    delete document.body.dataset.live;
    link.textContent = 'Reconnecting…';
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(listen, 2_000);
  });
}

function wake() {
  unseenHere = 0;
  showTitle();
  markRead();
  listen();
}

/** Nobody looks: the stream is given back to the browser. */
async function rest() {
  source?.close();
  source = null;
  const news = await fetch(`${page.home}/news?${query()}`)
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  if (!document.hidden) return;
  if (news) take(news);
  timer = setTimeout(rest, news?.more ? 0 : askEveryMs);
}

function take(news) {
  seq = news.seq;
  setNow(news.now);
  const before = lastBorn();
  show(news.messages);
  if (document.hidden) unseenHere += news.messages.filter(({ born }) => born > before).length;
  if (news.places) showPlaces(news.places);
  showTitle();
  markRead();
}

async function markRead() {
  const born = lastBorn();
  if (document.hidden || born <= readUpTo) return;
  readUpTo = born;
  await postOnce('read', formData({ place: page.place, born })).catch(() => {
    readUpTo = 0;
  });
}

function unreadIn(entries) {
  return entries.filter(({ place }) => place !== page.place).reduce((sum, { unread }) => sum + unread, 0);
}

function showPlaces(entries) {
  const before = unreadElsewhere;
  unreadElsewhere = unreadIn(entries);
  for (const entry of entries) showEntry(entry);
  const loudest = entries.find(({ place, unread }) => place !== page.place && unread > 0);
  if (unreadElsewhere > before && loudest) announce(`New messages in ${loudest.name}`);
}

function showEntry({ path, place, name, unread }) {
  const entry = document.querySelector(`#places a[data-place="${CSS.escape(place)}"]`) ?? addEntry(path, place, name);
  const badge = entry.querySelector('.unread');
  badge.hidden = unread === 0 || place === page.place;
  badge.firstChild.data = unread > 99 ? '99+' : String(unread);
}

/** A room that was opened meanwhile. */
function addEntry(path, place, name) {
  const item = byId('places').querySelector('ul.places li').cloneNode(true);
  const entry = item.querySelector('a');
  entry.removeAttribute('aria-current');
  entry.href = path;
  entry.dataset.place = place;
  entry.querySelector('.name bdi').textContent = name;
  byId('rooms').append(item);
  return entry;
}

function showTitle() {
  const count = unreadElsewhere + unseenHere;
  document.title = count > 0 ? `(${count}) ${title}` : title;
}
