// Instants in the reader's own zone and clock (12 or 24 hours), by the server's time: a wrong clock here changes nothing.
import { page } from './page.js';

let aheadMs = 0;
const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
const hour = hourCycle.startsWith('h1') ? 'numeric' : '2-digit';
const clock = new Intl.DateTimeFormat('en-GB', { hour, minute: '2-digit', hourCycle });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', hourCycle });
const distance = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function setNow(iso) {
  aheadMs = Date.parse(iso) - Date.now();
}

export function paintTimes(root = document) {
  const nowMs = Date.now() + aheadMs;
  for (const time of root.querySelectorAll('time[data-as]')) {
    const at = new Date(time.dateTime);
    time.textContent = inWords(at, time.dataset.as, nowMs);
    time.title = whole.format(at);
  }
}

function inWords(at, as, nowMs) {
  if (as === 'clock') return clock.format(at);
  if (as === 'day') return withYear(at, nowMs);
  if (as === 'distance') return howFar(at - nowMs);
  const today = at.toDateString() === new Date(nowMs).toDateString();
  return today ? clock.format(at) : `${withYear(at, nowMs)}, ${clock.format(at)}`;
}

function withYear(at, nowMs) {
  const year = at.getFullYear();
  return year === new Date(nowMs).getFullYear() ? day.format(at) : `${day.format(at)} ${year}`;
}

const units = [
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
  ['week', 4.35],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
];

function howFar(ms) {
  let amount = ms / 60_000;
  for (const [unit, size] of units) {
    if (Math.abs(Math.round(amount)) < size) return distance.format(Math.round(amount), unit);
    amount /= size;
  }
}

setNow(page.now);
paintTimes();
setInterval(paintTimes, 30_000);
