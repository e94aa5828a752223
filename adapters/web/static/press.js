// Buttons and pickers of cards. One press is one request: while it is under way the card takes no other, and the second click of a
// double click is none.
import { announce, focusLast, messageOf, show } from './log.js';
import { newId, postAct, showTrouble } from './post.js';
import { openSheet } from './sheet.js';
import { setNow } from './times.js';

/** A press that had no answer yet keeps its id, whether it is tried again or pressed again. */
const waiting = new WeakMap();

export function watchPresses() {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-wire]');
    if (button && event.detail < 2) press(button, button.dataset.wire, {});
  });
  document.addEventListener('keydown', (event) => {
    if (event.repeat && event.key === 'Enter' && event.target.closest('button')) event.preventDefault();
  });
  document.addEventListener('submit', (event) => {
    const picker = event.target.closest('form.picker');
    if (!picker) return;
    event.preventDefault();
    const button = picker.querySelector('button');
    const picked = [...new FormData(picker)].map(([name, value]) => [`field:${name}`, value]);
    press(button, picker.dataset.wire, Object.fromEntries(picked));
  });
}

async function press(button, wire, fields) {
  const card = messageOf(button) ?? button.closest('dialog');
  if (card.getAttribute('aria-busy') === 'true') return;
  const print = JSON.stringify([wire, fields]);
  const before = waiting.get(button);
  const id = before?.print === print ? before.id : newId();
  waiting.set(button, { id, print });
  setBusy(card, button, true);
  const status = card.querySelector('.act-status');
  if (status) status.hidden = true;
  try {
    const on = messageOf(button)?.dataset.id;
    const answer = await postAct(id, { wire, on, ...fields }, () => announce('Trying again'));
    waiting.delete(button);
    take(answer, on);
  } catch (error) {
    if (status) showTrouble(status, error, () => press(button, wire, fields));
    announce(error.message);
  } finally {
    setBusy(card, button, false);
  }
}

function setBusy(card, button, busy) {
  card.setAttribute('aria-busy', String(busy));
  button.setAttribute('aria-disabled', String(busy));
  button.classList.toggle('busy', busy);
}

/** What came of an act: messages, and perhaps a form to fill in. `on` is the message that it was opened from. */
export function take(answer, on) {
  setNow(answer.now);
  show(answer.messages, { mine: true });
  if (answer.form) openSheet(answer.form, on);
  else if (document.activeElement === document.body) focusLast();
}
