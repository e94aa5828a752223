// The messages on the page. Each stands once by its id, in the order in which it came; a newer state takes the place of an older.
import { byId, page } from './page.js';
import { paintTimes } from './times.js';

const list = byId('messages');
const log = byId('log');
const newer = byId('newer');
const announcer = byId('announcer');
/** Whether the end is kept in sight, and where it was when it was last gone to. */
let staysAtEnd = true;
let endTop = 0;

/** Shows messages that came or changed. `mine` when they answer what was done in this tab: those are scrolled to. */
export function show(messages, { mine = false } = {}) {
  const wasAtEnd = isAtEnd();
  const fresh = messages.map(put).filter(Boolean);
  if (mine) reveal(messages.at(-1)); // also where the stream brought it first
  if (fresh.length === 0) return;
  document.querySelector('.empty')?.remove();
  group();
  announce(fresh.map(({ node }) => spoken(node)).join('. '));
  if (mine) return;
  const isAdded = fresh.some(({ replaced }) => !replaced);
  const isLast = fresh.some(({ node }) => node === list.lastElementChild);
  if (wasAtEnd && (isAdded || isLast)) scrollToEnd();
  else if (isAdded) newer.hidden = false;
}

function reveal(message) {
  const node = message && shownBy(message.id);
  if (node && node === list.lastElementChild) scrollToEnd();
  else node?.scrollIntoView({ block: 'nearest' });
}

/** Older messages go above, and what is being read stays where it is. */
export function showEarlier(messages) {
  const before = log.scrollHeight - log.scrollTop;
  messages.forEach(put);
  group();
  log.scrollTop = log.scrollHeight - before;
}

export const firstBorn = () => Number(list.firstElementChild?.dataset.born ?? 0);
export const lastBorn = () => Number(list.lastElementChild?.dataset.born ?? 0);
export const focusLast = () => list.lastElementChild?.focus({ preventScroll: true });
export const messageOf = (element) => element.closest('li.message');

const shownBy = (id) => list.querySelector(`:scope > [data-id="${CSS.escape(id)}"]`);

function put(message) {
  const old = shownBy(message.id);
  if (old && Number(old.dataset.seq) >= message.seq) return null;
  const node = drawn(message.html);
  if (old) replace(old, node);
  else insert(node, message.born);
  return { node, replaced: Boolean(old) };
}

function drawn(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  paintTimes(template.content);
  const node = template.content.firstElementChild;
  markMe(node);
  return node;
}

function insert(node, born) {
  const before = [...list.children].reverse().find((it) => Number(it.dataset.born) < born);
  node.classList.add('arrives');
  if (before) before.after(node);
  else list.prepend(node);
}

/** Who was in the old one is in the new one: at its start, since a press that goes on must not hit another button. */
function replace(old, node) {
  const hadFocus = old.contains(document.activeElement);
  node.classList.add('changes');
  old.replaceWith(node);
  if (hadFocus) node.focus({ preventScroll: true });
}

const togetherMs = 5 * 60_000;

/** A message that goes on where the one before it ended needs no second heading. */
function group() {
  let before = null;
  for (const node of list.children) {
    const [writer, at] = [node.querySelector('.writer').textContent, Date.parse(node.querySelector('.stamp').dateTime)];
    const plain = !node.querySelector('.said') && !node.classList.contains('private');
    node.classList.toggle('follows', plain && before?.writer === writer && at - before.at < togetherMs);
    before = node.classList.contains('private') ? null : { writer, at };
  }
}

function markMe(root) {
  for (const person of root.querySelectorAll('.person[data-key]'))
    person.classList.toggle('me', person.dataset.key === page.key);
}

const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

export function scrollToEnd() {
  log.scrollTop = log.scrollHeight;
  endTop = log.scrollTop;
  newer.hidden = true;
}

function spoken(node) {
  const writer = node.querySelector('.writer').textContent;
  const words = node.querySelector('.card-title, .words').textContent;
  return node.classList.contains('mine') ? '' : `${writer}: ${words}`;
}

/** Says something to those who listen to the page. */
export function announce(words) {
  if (words === '') return;
  announcer.textContent = '';
  setTimeout(() => {
    announcer.textContent = words;
  }, 50);
}

markMe(list);
group();
scrollToEnd();
newer.addEventListener('click', scrollToEnd);
log.addEventListener('scroll', () => {
  // Who is where the end was has not moved: the log became lower, and is told of it only after this.
  staysAtEnd = isAtEnd() || (staysAtEnd && log.scrollTop >= endTop);
  if (isAtEnd()) newer.hidden = true;
});
// A keyboard that opens on a phone, a phone that is turned, or a line that grows hides nothing of what was just read.
new ResizeObserver(() => {
  if (staysAtEnd) scrollToEnd();
}).observe(log);
// Pictures take their height after the first scroll.
addEventListener('load', () => {
  if (!location.hash) scrollToEnd();
});
