// The list above the line: a listbox whose active option the text box names, so that the focus never leaves what is typed.
import { announce } from './log.js';
import { byId } from './page.js';

const list = byId('suggestions');
const line = byId('line');
let active = null;

export const isOpen = () => !list.hidden;
/** The number of the option that one has moved to; null when none. */
export const picked = () => active;

/** Shows items `{ label, about }`; `accept` is called with the number of one that is clicked. None closes the list. */
export function openList(items, about, accept) {
  const wasOpen = isOpen();
  list.replaceChildren(...items.map((item, at) => option(item, at, accept)));
  list.hidden = items.length === 0;
  setActive(null);
  if (items.length > 0 && !wasOpen) announce(`${items.length} suggestions for ${about}, use the arrow keys`);
}

export function closeList() {
  list.hidden = true;
  setActive(null);
  return true;
}

export function moveIn(step) {
  const count = list.children.length;
  const from = active ?? (step > 0 ? -1 : count);
  setActive((from + step + count) % count);
  return true;
}

function setActive(at) {
  active = at;
  for (const [number, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(number === at));
  const item = at === null ? null : list.children[at];
  if (item) line.setAttribute('aria-activedescendant', item.id);
  else line.removeAttribute('aria-activedescendant');
  item?.scrollIntoView({ block: 'nearest' });
}

function option({ label, about }, at, accept) {
  const item = Object.assign(document.createElement('li'), { id: `suggestion-${at}`, role: 'option' });
  item.append(Object.assign(document.createElement('span'), { className: 'label', textContent: label }));
  if (about) item.append(Object.assign(document.createElement('span'), { className: 'about', textContent: about }));
  // Pressing must not take the focus from the line.
  item.addEventListener('pointerdown', (event) => event.preventDefault());
  item.addEventListener('click', () => {
    accept(at);
    line.focus();
  });
  return item;
}
