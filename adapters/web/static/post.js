// What a person does, on its way to the server. An act keeps its id over every try, so that it is done once however often it
// is sent: after a lost answer, a reload, a restart.
import { page } from './page.js';

/** The server could not be reached or could not answer; the act may or may not have been done. */
export class Unreachable extends Error {}
/** The server understood, and this will never work as it is; the message is a sentence for the person. */
export class Unfit extends Error {}

const pausesMs = [300, 1000, 2500];
const bodyMaxBytes = 12 * 1024 * 1024;
const away = 'The chat could not be reached. Nothing is lost: what you did is still here.';

/** A name for one act, 24 characters. Made of random values, since pages on plain http have no randomUUID. */
export function newId() {
  const digits = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(digits, (digit) => (digit % 36).toString(36)).join('');
}

/** Posts an act, again where the network fails. `parts` are the entries of the form data; `onAgain` is told of each new try. */
export async function postAct(id, parts, onAgain = () => {}) {
  const body = formData({ id, place: page.place, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...parts });
  if (sizeOf(body) > bodyMaxBytes)
    throw new Unfit('That is more than 12 MB, and so much does not fit here. Please send less at once.');
  for (const pauseMs of pausesMs) {
    try {
      return await postOnce('acts', body);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      onAgain();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return postOnce('acts', body);
}

export async function postOnce(path, body) {
  const response = await fetch(`${page.home}/${path}`, {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(30_000),
  }).catch(() => {
    throw new Unreachable(away);
  });
  const answer = response.status === 204 ? {} : await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  // Cut off in the middle of its answer, or not able to give one: it may have been done.
  if (response.ok || response.status >= 500) throw new Unreachable(answer?.problem ?? away);
  throw new Unfit(answer?.problem ?? 'That did not work. Please reload the page and try again.');
}

export function formData(parts) {
  const body = new FormData();
  for (const [name, value] of Object.entries(parts)) if (value !== null && value !== undefined) body.set(name, value);
  return body;
}

function sizeOf(body) {
  let bytes = 0;
  for (const value of body.values()) bytes += typeof value === 'string' ? value.length : value.size;
  return bytes;
}

/** Says what went wrong in `line`, with a button that tries again where that can help. */
export function showTrouble(line, error, again) {
  line.hidden = false;
  line.replaceChildren(error instanceof Unreachable || error instanceof Unfit ? error.message : away);
  if (error instanceof Unfit) return;
  const retry = document.createElement('button');
  retry.type = 'button';
  retry.className = 'retry';
  retry.textContent = 'Try again';
  retry.addEventListener('click', again);
  line.append(' ', retry);
}

/** When the server is back, everything that waits is tried again by itself. */
export function retryAll() {
  for (const retry of document.querySelectorAll('button.retry')) retry.click();
}
